package ai.datacontrols.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs, each for a bounded time. */
final class Shell {

    private Shell() {}

    /**
     * Runs a program to its end.
     *
     * @return what it printed, errors and all
     * @throws IllegalStateException when it fails, or takes longer
     */
    static String run(Duration longest, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(Files.createDirectories(Path.of("target", "bench")), "output", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("longer than %s: %s".formatted(longest, command));
            }
            var said = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with %d: %s".formatted(command, process.exitValue(), said));
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
