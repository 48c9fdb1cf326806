package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Checks the preconditions of a start. The build runs it too, because packaging would overwrite the files of a running
 * demo.
 */
// the build runs it without a class path: java.* only, here and in everything it calls
public final class BeforeStart {
    /** Directory of the demo's data. */
    static final Path DATA = Path.of(".parts", "demo");

    private BeforeStart() {}

    /** Exits with a message and code 1 if the demo can't start. */
    public static void main(String... args) {
        try {
            check(Ports.ofDemo(), DATA).release();
        } catch (PartsException e) {
            System.err.println("\n\n" + e.getMessage() + "\n");
            System.exit(1);
        }
    }

    static DemoLock check(Ports ports, Path directory) {
        DemoLock lock = DemoLock.on(directory);
        try {
            // this process holds the lock, so a server that still runs here belongs to an earlier demo
            OrphanedPostgres.end(directory.resolve("postgres"));
        } catch (IOException e) {
            throw new PartsException(
                    "The demo's data in %s can't be read: %s.".formatted(directory.toAbsolutePath(), e), e);
        }
        ports.requireFree();
        return lock;
    }
}
