package ai.datacontrols.replicas;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traces are exported only if configured, and contain no personal data. */
@QuarkusTest
class TracesIT {

    private static final String ADDRESS_OF_THE_PERSON = "203.0.113.7";

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final String email = person.username() + "@example.org";

    @Test
    void nothingIsSentByDefault() {
        try (var collector = new Collector()) {
            try (var application = start(collector, Map.of())) {
                look(application);
            }
            // the exporter sends pending spans when the application shuts down
            assertThat(collector.received()).isEmpty();
        }
    }

    @Test
    void spansContainNoPersonalData() {
        try (var collector = new Collector()) {
            try (var application = start(collector, Map.of("quarkus.otel.sdk.disabled", "false"))) {
                look(application);
            }
            await().until(() -> collector.received().contains("/no-such-page"));

            assertThat(collector.received())
                    .contains("/v1/traces", "/signed-in", "/settings", "url.query", "REDACTED")
                    .doesNotContain(email, person.username(), "code=", "state=", ADDRESS_OF_THE_PERSON, "a-browser");
        }
    }

    private static Replica start(Collector collector, Map<String, String> further) {
        var settings = new HashMap<>(further);
        settings.put("quarkus.otel.exporter.otlp.endpoint", collector.address());
        settings.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.allow-x-forwarded", "true");
        return Replica.start(settings, "-XX:TieredStopAtLevel=1");
    }

    /** Signs in and requests a page with the person's address in the query. */
    private void look(Replica application) {
        var arrived = new Visitor("en")
                .with("X-Forwarded-For", ADDRESS_OF_THE_PERSON)
                .with("User-Agent", "a-browser")
                .signIn(application.address() + "/settings?product=le-chat", person);
        assertThat(arrived.statusCode()).isEqualTo(200);
        var answer = given().header("X-Forwarded-For", ADDRESS_OF_THE_PERSON)
                .queryParam("from", email)
                .get(application.address() + "/no-such-page");
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
