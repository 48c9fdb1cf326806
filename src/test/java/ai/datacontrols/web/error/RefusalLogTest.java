package ai.datacontrols.web.error;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.Token;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The log names the subject of repeatedly rejected requests (OWASP ASVS 5.0, 16.2.1 and 16.3.2) without their content.
 */
@QuarkusTest
class RefusalLogTest {

    private static final Logger LOG = Logger.getLogger(ErrorHandler.class.getName());

    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void addLogHandler() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void removeLogHandler() {
        LOG.removeHandler(handler);
    }

    @Test
    void namesTheSubjectTheRouteAndTheKind() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = new Visitor("en");
        visitor.signIn("/support", person);
        records.clear();

        assertThat(visitor.get("/support/accounts/" + person.id() + "?q=anna@example.org")
                        .statusCode())
                .isEqualTo(403);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("FORBIDDEN (403)")
                .contains("GET /support/accounts/{account} by")
                .contains(person.id())
                .doesNotContain("anna");
    }

    @Test
    void namesTheSubjectOfAFormWithoutItsToken() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        records.clear();

        visitor.post("/settings/le-chat/opt-out", Map.of());

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("POST /settings/{product}/opt-out")
                .contains(person.id());
    }

    @Test
    void namesAClientOfTheApi() {
        Api.with(Token.of("billing")).get("/permissions");

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("GET /api/v1/permissions")
                .contains(subject(Token.of("billing")));
    }

    @Test
    void logsADisconnectingClientWithoutAnError() throws IOException {
        try (var connection = new RawConnection(Duration.ofSeconds(5))) {
            connection.post("/api/v1/subscriptions", Token.of("billing"));
            connection.chunk("{\"ref\":");
            // a client that disconnects before its stream is admitted isn't logged
            await().until(() ->
                    given().get("/q/metrics").asString().contains("data_controls_streams_active{kind=\"lines\"} 1.0"));
        }

        await().until(() -> !records.isEmpty());
        assertThat(records).allSatisfy(line -> {
            assertThat(line.getLevel().intValue()).isLessThanOrEqualTo(Level.INFO.intValue());
            assertThat(line.getThrown()).isNull();
        });
    }

    private List<String> lines() {
        return records.stream().map(new PatternFormatter("%m")::format).toList();
    }

    private static String subject(String token) {
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.replaceFirst(".*\"sub\":\"([^\"]+)\".*", "$1");
    }
}
