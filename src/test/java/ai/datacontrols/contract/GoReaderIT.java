package ai.datacontrols.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.SystemPackages;
import ai.datacontrols.proof.TestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The original implementation of the log's formats, Go's {@code golang.org/x/mod/sumdb}, reads our tiles and makes the same proofs. Installs
 * the system's packages of Go and of this module if they are missing.
 */
class GoReaderIT {

    private static final Path MODULES = Path.of("/usr/share/gocode");
    private static final Path READER = Path.of("src", "test", "go", "logreader", "main.go");
    private static final int SIZE = 70_000;
    private static final int OLD_SIZE = 66_000;
    private static final int[] INDEXES = {0, 255, 256, 65_535, 65_536, 69_999};

    @Test
    void goReadsTheTilesAndMakesTheSameProofs(@TempDir Path folder) throws IOException, InterruptedException {
        installGo();
        var log = TestLog.of(SIZE);
        log.writeTo(folder.resolve("log"));
        run(folder, List.of("go", "build", "-o", folder.resolve("reader").toString(), READER.toString()));

        var command = new ArrayList<>(List.of(
                folder.resolve("reader").toString(),
                folder.resolve("log").toString(),
                TestLog.KEY.verifierKey().toString(),
                Integer.toString(OLD_SIZE)));
        IntStream.of(INDEXES).mapToObj(Integer::toString).forEach(command::add);
        var proofs = run(folder, command);

        assertThat(proofs).hasSize(INDEXES.length + 1);
        assertThat(proofs.get(0)).isEqualTo(text(log.consistency(OLD_SIZE, SIZE)));
        for (var i = 0; i < INDEXES.length; i++) {
            assertThat(proofs.get(i + 1))
                    .isEqualTo(text(log.proof(INDEXES[i], SIZE).path()));
        }
    }

    private static String text(List<?> hashes) {
        return String.join(" ", hashes.stream().map(Object::toString).toList());
    }

    private static void installGo() {
        SystemPackages.require("go", "version", "golang-go");
        if (!Files.isDirectory(MODULES.resolve("src/golang.org/x/mod/sumdb"))
                && !SystemPackages.install("golang-golang-x-mod-dev")) {
            throw new IllegalStateException("No golang.org/x/mod: install the package 'golang-golang-x-mod-dev'"
                    + " (Debian/Ubuntu); what was tried is in " + SystemPackages.LOG);
        }
    }

    /** Builds without modules, and so without a network. */
    private static List<String> run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("GO111MODULE", "off");
        builder.environment().put("GOTOOLCHAIN", "local");
        builder.environment().put("GOPATH", MODULES.toString());
        builder.environment().put("GOCACHE", folder.resolve("cache").toString());
        var process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        var lines = Files.readAllLines(output);
        assertThat(process.exitValue()).as("%s: %s", command.get(0), lines).isZero();
        return lines;
    }
}
