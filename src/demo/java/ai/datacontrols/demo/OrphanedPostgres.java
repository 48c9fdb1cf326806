package ai.datacontrols.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stops what is left after the machine or a whole process group was killed: a pid file, perhaps a running server. */
final class OrphanedPostgres {
    private OrphanedPostgres() {}

    /** Stops the server, so that the next start doesn't fail on the pid file. */
    static void end(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        // after a reboot, the pid may belong to another process
        ProcessHandle.of(pid).filter(OrphanedPostgres::isPostgres).ifPresent(OrphanedPostgres::end);
        Files.deleteIfExists(pidFile);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("postgres")).isPresent();
    }

    private static void end(ProcessHandle process) {
        CompletableFuture<ProcessHandle> ended = process.onExit();
        process.destroy();
        ended.completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        process.destroyForcibly(); // crash recovery on the next start loses nothing
        ended.join();
    }
}
