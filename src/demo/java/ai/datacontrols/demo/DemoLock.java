package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Two demos on the same data would spoil them. The lock goes away with this JVM, however it ends. */
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

    /** Also what keeps the lock alive until then: one that nobody refers to is closed by the garbage collector. */
    void release() {
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new PartsException("The lock of the demo could not be given back.", e);
        }
    }
}
