package ai.datacontrols.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs external programs with a timeout. */
final class Shell {

    private Shell() {}

    /**
     * Runs a program until it exits.
     *
     * @return its output, including standard error
     * @throws IllegalStateException if it fails or exceeds the timeout
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
                throw new IllegalStateException("no exit within %s: %s".formatted(longest, command));
            }
            var said = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s exited with %d: %s".formatted(command, process.exitValue(), said));
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
