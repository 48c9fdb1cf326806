package ai.datacontrols.replicas;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Replica;
import ai.datacontrols.web.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Production logs are one JSON object a line, with a request id and without personal data. */
@QuarkusTest
class LogsIT {

    private static final String FROM_PROXY = "8f14e45fceea167a5a36dedd4bea2543";

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));
    private final Account staff = Realm.newStaff("support");
    private final String email = person.username() + "@example.org";

    @Test
    void everyLineIsJsonHasARequestIdAndNoPersonalData() {
        try (var application = Replica.start()) {
            searchAsStaff(application);
            var answer = given().header("X-Request-Id", FROM_PROXY)
                    .queryParam("from", email)
                    .get(application.address() + "/nowhere/{email}", email);
            assertThat(answer.statusCode()).isEqualTo(404);
            given().urlEncodingEnabled(false)
                    .header("X-Request-Id", email)
                    .get(application.address() + "/settings?product=%0a" + email);

            var lines = application.logged();
            var objects = lines.stream().map(LogsIT::json).toList();

            assertThat(objects)
                    .anySatisfy(
                            line -> assertThat(line.path("message").asText()).contains("Installed features"));
            assertThat(problems(objects))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(line -> assertThat(line.path("message").asText())
                            .contains(line.at("/mdc/requestId").asText("none")))
                    .anySatisfy(line ->
                            assertThat(line.at("/mdc/requestId").asText()).isEqualTo(FROM_PROXY));
            assertThat(lines).noneMatch(line -> line.contains(person.username()) || line.contains(staff.username()));
        }
    }

    /** Sends one search with a result, one without, and an invalid one. */
    private void searchAsStaff(Replica application) {
        Visitor.signedIn(person); // the first visit stores the address
        var support = Visitor.staff(staff, application.address() + "/support");
        Map.of(email, 303, "nobody-" + email, 404, "", 422).forEach((subject, status) -> {
            var answer = support.search(application.address() + "/support", subject, "asked by " + email);
            assertThat(answer.statusCode()).as(subject).isEqualTo(status);
        });
    }

    private static List<JsonNode> problems(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.path("message").asText().startsWith("problem "))
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }
}
