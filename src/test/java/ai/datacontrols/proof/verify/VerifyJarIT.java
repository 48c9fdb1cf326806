package ai.datacontrols.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.proof.TestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/data-controls-verify.jar} runs by itself. */
class VerifyJarIT {

    private static final Path JAR = Path.of("target", "data-controls-verify.jar");

    @TempDir
    private Path folder;

    @Test
    void verifiesAReceiptAndALogAndTellsByItsExitCode() throws Exception {
        var log = TestLog.of(300);
        log.writeTo(folder.resolve("log"));
        var receipt = LogFiles.receipt(folder.resolve("receipt.json"), 123, log.proof(123, 200));
        assertThat(run(receipt.toString(), folder.resolve("log").toString())).isZero();

        LogFiles.receipt(receipt, 124, log.proof(123, 200));
        assertThat(run(receipt.toString())).isEqualTo(1);
        assertThat(run(folder.resolve("missing").toString())).isEqualTo(2);
    }

    @Test
    void containsNothingButThePackageProof() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("ai/datacontrols/proof/"));
            assertThat(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> !name.endsWith("/") && !name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("META-INF/"));
        }
        assertThat(Files.size(JAR)).isLessThan(120_000);
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "--key",
                TestLog.KEY.verifierKey().toString()));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).doesNotContain("Exception");
        return process.exitValue();
    }
}
