package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Prevents two demos from using the same data. The operating system releases the lock when this JVM exits, however it
 * exits.
 */
record DemoLock(FileLock lock) {

    static DemoLock on(Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("lock");
            FileLock lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                throw new PartsException("A demo of this checkout is running already; stop it first.");
            }
            return new DemoLock(lock);
        } catch (IOException e) {
            throw new PartsException(
                    "The demo can't write its data to %s: %s.".formatted(directory.toAbsolutePath(), e), e);
        }
    }

    /** Also keeps the lock reachable until then: the garbage collector would close it. */
    void release() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new PartsException("The demo's lock could not be released.", e);
        }
    }
}
