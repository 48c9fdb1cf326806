package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Token;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** No client can exhaust worker threads or stream places, or keep a stream open without limit. */
@QuarkusTest
class StreamLimitsTest {

    private static final String BATCH = "/api/v1/decisions/batch";
    private static final String QUESTION =
            "{\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}"
                    .formatted(UUID.randomUUID());
    /** The number of worker threads. */
    private static final int STREAMS = 200;
    /** The value of {@code data-controls.streams.max-concurrent-per-client}. */
    private static final int MOST = 4;
    /** The value of {@code data-controls.streams.max-concurrent}, minus a place for each of the three other roles. */
    private static final int MOST_PER_ROLE = 5;

    @Inject
    MeterRegistry metrics;

    @Test
    void pagesAndOtherClientsAreServedWhileAClientHasManySlowStreams() throws Exception {
        var token = Token.of("pipeline-chat");
        var streams = new ArrayList<RawConnection>();
        try {
            for (var n = 0; n < STREAMS; n++) {
                streams.add(slowStream(token));
                if (n == MOST - 1) {
                    await().until(() -> active("lines") == MOST);
                }
            }
            var before = System.nanoTime();
            assertThat(given().get("/").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            assertThat(Api.json("pipeline-chat", QUESTION).post("/decisions").statusCode())
                    .isEqualTo(200);
            assertThat(Api.lines(Api.lines("pipeline-code", QUESTION).post("/decisions/batch")))
                    .hasSize(1);
            var refused = Api.lines("pipeline-chat", QUESTION).post("/decisions/batch");
            assertThat(Api.problem(refused, 429, "too-many-at-once"))
                    .isEqualTo("a client may have 4 NDJSON requests at the same time");
            assertThat(refused.header("Retry-After")).isNotNull();
            for (var stream : streams.subList(MOST, STREAMS)) {
                assertThat(stream.status()).contains("429");
            }
            // the accepted streams time out
            for (var stream : streams.subList(0, MOST)) {
                assertThat(stream.status()).contains("408");
            }
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        await().until(() -> active("lines") == 0);
        assertThat(Api.lines(Api.lines("pipeline-chat", QUESTION).post("/decisions/batch")))
                .hasSize(1);
    }

    @Test
    void keepsAPlaceForEveryRoleWhileAllPipelinesHaveManySlowStreams() throws Exception {
        var streams = new ArrayList<RawConnection>();
        try {
            for (var n = 0; n < MOST; n++) {
                for (var pipeline : List.of("pipeline-chat", "pipeline-code")) {
                    streams.add(slowStream(Token.of(pipeline)));
                }
            }
            await().until(() -> active("lines") >= MOST_PER_ROLE);
            var account = UUID.randomUUID();
            assertThat(Api.lines(Api.lines(
                                    "billing", "{'account':'%s','product':'le-chat','plan':'free'}".formatted(account))
                            .post("/subscriptions")))
                    .hasSize(1);
            assertThat(Api.lines(Api.lines(
                                    "privacy-office",
                                    "{'account':'%s','erasedAt':'2026-01-01T00:00:00Z'}".formatted(account))
                            .post("/erasures")))
                    .hasSize(1);
            // the initial import is complete: its own answer, not 429
            Api.problem(Api.lines("importer", "{}").post("/imports"), 409, "conflict");
            assertThat(Api.problem(
                            Api.lines("pipeline-code", QUESTION).post("/decisions/batch"), 429, "too-many-at-once"))
                    .isEqualTo("this instance keeps its remaining places for NDJSON requests of other roles");
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        await().until(() -> active("lines") == 0);
    }

    @Test
    void endsAStreamWhoseClientSendsTooFewLines() throws Exception {
        var ended = ended("slow");
        var started = System.nanoTime();
        try (var trickling = new RawConnection(Duration.ofSeconds(10))) {
            trickling.post(BATCH, Token.of("pipeline-chat"));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> isClosedAfter(trickling, QUESTION + "\n"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(3));
        assertThat(ended("slow")).isEqualTo(ended + 1);
        await().until(() -> active("lines") == 0);
    }

    @Test
    void pagesAreServedWhileManyClientsSendDocumentsSlowly() throws Exception {
        var token = Token.of("pipeline-chat");
        var slow = new ArrayList<RawConnection>();
        try {
            for (var n = 0; n < STREAMS; n++) {
                var connection = new RawConnection(Duration.ofSeconds(30));
                slow.add(connection);
                connection.document("/api/v1/decisions", token, 100, "{\"acc");
            }
            var before = System.nanoTime();
            assertThat(given().get("/").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            for (var connection : slow) {
                assertThat(connection.status()).contains("408");
            }
        } finally {
            for (var connection : slow) {
                connection.close();
            }
        }
    }

    private static RawConnection slowStream(String token) throws IOException {
        var connection = new RawConnection(Duration.ofSeconds(30));
        connection.post(BATCH, token);
        connection.chunk("{\"acc");
        return connection;
    }

    @Test
    void abortsAStreamWhoseClientTricklesBytesOrDoesNotRead() throws Exception {
        var ended = ended("idle");
        try (var trickling = new RawConnection(Duration.ofSeconds(1));
                var deaf = new RawConnection(Duration.ofSeconds(1))) {
            trickling.post(BATCH, Token.of("pipeline-chat"));
            deaf.post(BATCH, Token.of("pipeline-chat"));
            var writer = new Thread(() -> writeUntilClosed(deaf), "writer");
            writer.start();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> isClosedAfter(trickling, " "));
            writer.join(30_000);
            assertThat(writer.isAlive()).isFalse();
        }
        assertThat(ended("idle")).isEqualTo(ended + 2);
        await().until(() -> active("lines") == 0);
    }

    private static boolean isClosedAfter(RawConnection connection, String text) {
        try {
            connection.chunk(text);
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static void writeUntilClosed(RawConnection connection) {
        var lines = (QUESTION + "\n").repeat(500);
        try {
            while (true) {
                connection.chunk(lines);
            }
        } catch (IOException closed) {
            // the server has aborted the stream
        }
    }

    @Test
    void countsADisconnectingClientSeparatelyFromFaults() throws Exception {
        var disconnected = ended("disconnected");
        var faults = faults();
        for (var answered : List.of(false, true)) {
            try (var connection = new RawConnection(Duration.ofSeconds(10))) {
                connection.post(BATCH, Token.of("pipeline-chat"));
                connection.chunk(answered ? QUESTION + "\n" + QUESTION : "{\"acc");
                if (answered) {
                    connection.status();
                    connection.line();
                }
                await().until(() -> active("lines") == 1);
            }
            await().until(() -> active("lines") == 0);
        }
        assertThat(ended("disconnected")).isEqualTo(disconnected + 2);
        assertThat(faults()).isEqualTo(faults);
    }

    @Test
    void isNotReadyButLiveWhileTheWorkerThreadsAreExhausted() throws Exception {
        var release = new CountDownLatch(1);
        try {
            for (var n = 0; n < 2 * STREAMS; n++) {
                ExecutorRecorder.getCurrent().execute(() -> awaitQuietly(release));
            }
            var health = RestAssured.get("/q/health/ready");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.path("checks.find { it.name == 'Worker threads' }.status")
                            .toString())
                    .isEqualTo("DOWN");
            assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
        } finally {
            release.countDown();
        }
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double active(String kind) {
        return metrics.get("data.controls.streams.active")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    private double ended(String reason) {
        return metrics.find("data.controls.streams.ended").tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private long faults() {
        return metrics.find("http.server.requests").tag("status", "500").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
