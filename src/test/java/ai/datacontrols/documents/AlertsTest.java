package ai.datacontrols.documents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Alerts use existing metrics and link to the runbook. */
@QuarkusTest
class AlertsTest {

    private static final Pattern METRIC = Pattern.compile("\\b((?:data_controls|http_server|agroal)\\w+)");

    /** Metrics of Prometheus and Kubernetes. */
    private static final Set<String> ON_METRICS_OF_THE_CLUSTER = Set.of("TooFewReady", "MigrationFailed");

    @Test
    void everyMetricExistsAndIsDocumented() throws IOException {
        Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free"))).press("le-chat", Map.of());
        var metrics = given().get("/q/metrics").asString();
        var operations = String.join("\n", Document.read("operations.md").lines());

        for (var alert : alerts()) {
            var name = alert.path("alert").asText();
            var used = METRIC.matcher(alert.path("expr").asText())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(used.isEmpty()).as(name).isEqualTo(ON_METRICS_OF_THE_CLUSTER.contains(name));
            assertThat(used).allSatisfy(metric -> {
                assertThat(metrics).as(alert.path("alert").asText()).containsPattern("(?m)^" + metric + "[{ ]");
                assertThat(operations).contains(metric.replaceFirst("_seconds_(count|bucket)$", "_seconds"));
            });
        }
        assertThat(metrics)
                .contains("data_controls_choices_seconds_count{outcome=\"RECORDED\"}")
                .contains("data_controls_choices_seconds_count{outcome=\"FAILED\"}");
    }

    @Test
    void everyAlertHasAnEntryInTheRunbook() throws IOException {
        var headings = Document.read("operations.md").lines().stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4).toLowerCase().replace(' ', '-'))
                .toList();

        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(alert.at("/annotations/runbook_url").asText().split("#")[1])
                    .isIn(headings);
        });
    }

    private static List<JsonNode> alerts() throws IOException {
        var rules = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("k8s", "monitoring", "alerts.yaml").toFile())
                .at("/spec/groups/0/rules");
        return StreamSupport.stream(rules.spliterator(), false).toList();
    }
}
