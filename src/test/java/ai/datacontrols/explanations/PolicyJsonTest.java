package ai.datacontrols.explanations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published JSON of the policy contains the rules that decide. */
@QuarkusTest
class PolicyJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PUBLISHED = Path.of("src/main/resources/policy");

    @Test
    void everyPublishedVersionIsServedUnchanged() throws IOException {
        var answer = given().get("/policy.json");

        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        var told = JSON.readTree(answer.asString());
        var documents = new ArrayList<JsonNode>();
        try (var files = Files.list(PUBLISHED)) {
            for (var file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
                var document = (ObjectNode) JSON.readTree(Files.readString(file));
                if (document.path("inForceFrom").isNull()) {
                    document.remove("inForceFrom");
                }
                document.path("rules").forEach(rule -> sort(rule.path("requires")));
                documents.add(document);
            }
        }
        assertThat(told.path("versions")).containsExactlyElementsOf(documents);
        assertThat(told.path("inForce").asText())
                .isEqualTo(documents.get(documents.size() - 1).path("version").asText());
    }

    @Test
    void statesThatGlobalPrivacyControlIsDetected() {
        var answer = given().get("/.well-known/gpc.json");

        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.<Boolean>path("gpc")).isTrue();
        assertThat(answer.<String>path("lastUpdate")).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    private static void sort(JsonNode array) {
        if (array instanceof ArrayNode names) {
            var sorted = new ArrayList<JsonNode>();
            names.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::asText));
            names.removeAll();
            names.addAll(List.copyOf(sorted));
        }
    }
}
