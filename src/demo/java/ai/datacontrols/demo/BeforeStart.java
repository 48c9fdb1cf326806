package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.file.Path;

/** What must be so before anything is started. The build asks too, before it packs anew a demo that is running. */
// the build has no class path for it: java.* only, here and in what it calls
public final class BeforeStart {
    /** Where the demo keeps its data. */
    static final Path DATA = Path.of(".parts", "demo");

    private BeforeStart() {}

    /** Ends with one sentence and a code when the demo could not start. */
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
            // only an earlier demo of ours can have left one here, now that the lock is ours
            OrphanedPostgres.end(directory.resolve("postgres"));
        } catch (IOException e) {
            throw new PartsException(
                    "The demo's data in %s can't be read: %s.".formatted(directory.toAbsolutePath(), e), e);
        }
        ports.requireFree();
        return lock;
    }
}
