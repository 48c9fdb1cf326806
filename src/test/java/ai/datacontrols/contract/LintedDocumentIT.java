package ai.datacontrols.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.SystemPackages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published API document passes the linter's recommended rules. Installs npm if it is missing. */
@QuarkusTest
class LintedDocumentIT {

    private static final String LINTER = "@redocly/cli@2.34.0";
    private static final Path FOLDER = Path.of("target", "lint");

    @Test
    void theDocumentHasNoLintWarnings() throws IOException {
        SystemPackages.require("npm");
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve("openapi.yaml"),
                RestAssured.given().get("/api/v1/openapi.yaml").asString());
        // except for a licence and a server other than localhost
        Files.writeString(FOLDER.resolve("redocly.yaml"), """
                extends: [recommended]
                rules:
                  info-license: off
                  no-server-example.com: off
                """);
        var before = Files.readString(SystemPackages.LOG).length();
        assertThat(SystemPackages.run(
                        SystemPackages.LONGEST,
                        "npx",
                        "--yes",
                        LINTER,
                        "lint",
                        "--max-problems=50",
                        "--config=" + FOLDER.resolve("redocly.yaml"),
                        FOLDER.resolve("openapi.yaml").toString()))
                .as("see %s", SystemPackages.LOG)
                .isTrue();
        // fails on warnings too
        assertThat(Files.readString(SystemPackages.LOG))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }
}
