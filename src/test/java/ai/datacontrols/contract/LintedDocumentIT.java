package ai.datacontrols.contract;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.SystemPackages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document of the API, as it is published, has nothing that the rules of the trade object to. Gets npm where there is none. */
@QuarkusTest
class LintedDocumentIT {

    private static final String LINTER = "@redocly/cli@2.34.0";
    private static final Path FOLDER = Path.of("target", "lint");

    @Test
    void theDocumentIsClean() throws IOException {
        SystemPackages.require("npm");
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve("openapi.yaml"),
                RestAssured.given().get("/api/v1/openapi.yaml").asString());
        // not rules for every house: a licence, and a server that isn't this machine
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
        // warnings as well
        assertThat(Files.readString(SystemPackages.LOG))
                .contains("Your API description is valid")
                .doesNotContain("warning");
    }
}
