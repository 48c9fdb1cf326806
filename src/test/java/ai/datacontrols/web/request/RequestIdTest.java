package ai.datacontrols.web.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Token;
import ai.datacontrols.web.error.ErrorHandler;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request id from the proxy through the log to the error page. */
@QuarkusTest
class RequestIdTest {

    private static final String FROM_PROXY = "8f14e45fceea167a5a36dedd4bea2543";

    private static final Logger LOG = Logger.getLogger(ErrorHandler.class.getName());

    private final Lines lines = new Lines();

    @BeforeEach
    void addLogHandler() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void removeLogHandler() {
        LOG.removeHandler(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {FROM_PROXY, "8f14e45f-ceea-467a-9a36-dedd4bea2543"})
    void keepsTheRequestIdOfTheProxy(String id) {
        var answer = given().header("X-Request-Id", id).get("/nowhere");

        assertThat(answer.header("Problem-Id")).isEqualTo(id);
        assertThat(answer.asString()).contains(id);
        assertThat(lines.ids()).containsOnlyKeys(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"petra@example.org", "petra", "8f14e45f", "zz14e45fceea167a5a36dedd4bea2543", ""})
    void rejectsRequestIdsThatCouldContainText(String words) {
        var answer = given().header("X-Request-Id", words).get("/nowhere");

        assertThat(answer.header("Problem-Id")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(lines.ids()).containsOnlyKeys(answer.header("Problem-Id"));
    }

    @Test
    void keepsTheIdAcrossThreads() {
        var answer = given().header("X-Request-Id", FROM_PROXY)
                .auth()
                .oauth2(Token.fresh("billing"))
                .contentType("application/json")
                .body("{\"plan\":\"none-of-ours\"}")
                .put("/api/v1/accounts/{account}/subscriptions/le-chat", "eeeeeeee-0000-4000-8000-000000000001");

        assertThat(answer.path("id").toString()).isEqualTo(FROM_PROXY);
        assertThat(lines.ids()).containsOnlyKeys(FROM_PROXY);
        assertThat(lines.ids().get(FROM_PROXY)).startsWith("executor-thread");
    }

    @Test
    void generatesAnotherIdForTheNextRequestOnTheConnection() {
        var one = given().get("/nowhere").header("Problem-Id");
        var next = given().get("/nowhere").header("Problem-Id");

        assertThat(one).isNotEqualTo(next);
        assertThat(lines.ids()).containsOnlyKeys(one, next);
    }

    /** The request ids of log lines, with the threads that logged them. */
    private static final class Lines extends Handler {
        private final Queue<Map.Entry<String, String>> seen = new ConcurrentLinkedQueue<>();

        Map<String, String> ids() {
            return seen.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b));
        }

        @Override
        public void publish(LogRecord line) {
            var id = ((ExtLogRecord) line).getMdc(RequestId.IN_LOG);
            seen.add(Map.entry(String.valueOf(id), ((ExtLogRecord) line).getThreadName()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
