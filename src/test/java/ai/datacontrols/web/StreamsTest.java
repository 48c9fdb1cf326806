package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.ManyAccounts;
import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.FaultProxy.Mode;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.restassured.RestAssured;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Streams are not buffered, apply backpressure, and stop when the client disconnects. */
@QuarkusTest
class StreamsTest {

    private static final String BATCH = "/api/v1/decisions/batch";
    private static final String QUESTION =
            "{\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}\n"
                    .formatted(UUID.randomUUID());

    /** Exceeds all buffers between the server and a client that doesn't read. */
    private static final int ACCOUNTS = 200_000;

    private static final String PREFIX = "eeeeeeee-0000-4000-8000-";

    @Inject
    Batches batches;

    /** The connection of the latest batch request. */
    @Singleton
    static class Batches {

        private volatile ConnectionBase latest;

        void watch(@Observes Filters filters) {
            filters.register(
                    context -> {
                        if (context.request().path().equals(BATCH)) {
                            latest = (ConnectionBase) context.request().connection();
                        }
                        context.next();
                    },
                    1);
        }

        private boolean isReadFrom() {
            return latest.channel().config().isAutoRead();
        }
    }

    @BeforeAll
    static void manyAccounts() {
        ManyAccounts.write(PREFIX, ACCOUNTS);
    }

    @AfterAll
    static void gone() {
        ManyAccounts.remove(PREFIX);
    }

    @Test
    void respondsToALineBeforeTheNextIsSent() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"));
            connection.chunk(QUESTION);
            assertThat(connection.status()).isEqualTo("HTTP/1.1 200 OK");
            for (var line = 0; line < 5; line++) {
                assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
                connection.chunk(QUESTION);
            }
            connection.chunk("nonsense\n");
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            assertThat(connection.line()).contains("invalid-request");
            connection.end();
            assertThat(connection.line()).isNull();
        }
    }

    @Test
    void respondsToALineWhileTheNextIsIncomplete() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"));
            connection.chunk(QUESTION + QUESTION.substring(0, 20));
            assertThat(connection.status()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            connection.chunk(QUESTION.substring(20));
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            connection.end();
            assertThat(connection.line()).isNull();
        }
    }

    @Test
    void acceptsAByteOrderMarkAtTheStart() {
        assertThat(Api.lines(Api.as("pipeline-chat")
                        .contentType(Api.LINES)
                        .body(("\ufeff" + QUESTION + QUESTION).getBytes(StandardCharsets.UTF_8))
                        .post("/decisions/batch")))
                .hasSize(2)
                .allMatch(line -> line.contains("UNKNOWN_ACCOUNT"));
    }

    @Test
    void acceptsAndReturnsGzip() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(QUESTION.repeat(5_000).getBytes(StandardCharsets.UTF_8));
        }
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + BATCH))
                                .header("Authorization", "Bearer " + Token.of("pipeline-chat"))
                                .header("Content-Type", Api.LINES)
                                .header("Content-Encoding", "gzip")
                                .header("Accept-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        var text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(5_000).allMatch(line -> line.contains("UNKNOWN_ACCOUNT"));
        assertThat(answer.body().length).isLessThan(text.length() / 10);
    }

    @Test
    void compressesASnapshotWithGzip() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/permissions"))
                                .header("Authorization", "Bearer " + Token.of("pipeline-chat"))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        var text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.lines().count()).isGreaterThan(ACCOUNTS);
    }

    @Test
    void stopsReadingFromAClientThatDoesNotReadTheResponse() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"));
            var lines = QUESTION.repeat(500);
            var sending = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        connection.chunk(lines);
                    }
                } catch (IOException closed) {
                    // the test closes the connection
                }
            });
            // either may be true for a moment; both stay true until the client reads
            await().atMost(Duration.ofSeconds(60)).until(() -> isAnswerBlocked() && !batches.isReadFrom());
            assertThat(sending).isNotDone();
        }
        noThreadIsIn("JsonLines");
    }

    @Test
    void stopsWhenTheClientDisconnects() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"));
            connection.chunk(QUESTION);
            connection.status();
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            await().until(() -> isAnyThreadIn("JsonLines"));
        }
        noThreadIsIn("JsonLines");

        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.get("/api/v1/permissions", Token.of("pipeline-chat"));
            connection.status();
            assertThat(connection.line()).contains("position");
            await().until(() -> isAnyThreadIn("PermissionsResource"));
        }
        noThreadIsIn("PermissionsResource");
    }

    @Test
    void respondsWith429ToASnapshotBeyondThoseOfTheClientAndServesOthers() throws Exception {
        try (var one = new RawConnection(Duration.ofSeconds(10));
                var other = new RawConnection(Duration.ofSeconds(10))) {
            for (RawConnection each : Arrays.asList(one, other)) {
                each.get("/api/v1/permissions", Token.of("pipeline-chat"));
                each.status();
                each.line();
            }
            var answer = Api.as("pipeline-chat").get("/permissions");
            assertThat(Api.problem(answer, 429, "too-many-at-once"))
                    .isEqualTo("a client may have 2 snapshots at the same time");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(Api.as("pipeline-code").get("/permissions").statusCode()).isEqualTo(200);
        }
        noThreadIsIn("PermissionsResource");
        assertThat(Api.as("pipeline-chat").get("/permissions").statusCode()).isEqualTo(200);
    }

    /** Repeated because it depends on timing. */
    @RepeatedTest(8)
    void closesTheConnectionOfAnIncompleteSnapshot() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(20))) {
            connection.get("/api/v1/permissions", Token.of("pipeline-chat"));
            assertThat(connection.status()).contains("200");
            connection.line();
            TestServices.setDatabaseFault(Mode.REFUSE);
            assertThatThrownBy(() -> {
                        while (connection.line() != null) {
                            // reads to the end
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broken off");
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void respondsWith503ToStreamsWhileTheDatabaseIsUnavailable() {
        var token = Token.of("pipeline-chat");
        TestServices.setDatabaseFault(Mode.REFUSE);
        try {
            Api.problem(Api.with(token).get("/permissions"), 503, "unavailable");
            Api.problem(
                    Api.with(token).contentType(Api.LINES).body(QUESTION).post("/decisions/batch"), 503, "unavailable");
            Api.problem(Api.with(token).get("/changes?after=x"), 503, "unavailable");
        } finally {
            TestServices.setDatabaseFault(Mode.PASS);
        }
        await().until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    private static boolean isAnswerBlocked() {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> isIn("JsonLines", stack)
                        && Arrays.stream(stack)
                                .anyMatch(frame -> frame.getMethodName().equals("awaitWriteable")));
    }

    private static void noThreadIsIn(String name) {
        await(name + " has ended").atMost(Duration.ofSeconds(10)).until(() -> !isAnyThreadIn(name));
    }

    private static boolean isAnyThreadIn(String name) {
        return Thread.getAllStackTraces().values().stream().anyMatch(stack -> isIn(name, stack));
    }

    private static boolean isIn(String name, StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().contains("datacontrols")
                        && frame.getClassName().endsWith(name));
    }

    @Test
    void keepsTheConnectionAfterRejectingARequest() throws Exception {
        // keeps the connection alive for the next request
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var batch = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/decisions/batch"))
                .header("Authorization", "Bearer " + Token.of("billing"))
                .header("Content-Type", Api.LINES)
                .timeout(Duration.ofSeconds(4))
                .POST(BodyPublishers.ofString("x".repeat(100_000)))
                .build();
        for (var time = 0; time < 3; time++) {
            assertThat(client.send(batch, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void closesTheConnectionWhenARejectedClientKeepsSending() throws IOException {
        try (var connection = new RawConnection(Duration.ofSeconds(1))) {
            connection.post("/api/v1/decisions/batch", Token.of("billing"));
            connection.chunk("x");
            assertThat(connection.status()).contains("403");
            await().atMost(Duration.ofSeconds(15)).until(() -> isBroken(connection));
        }
    }

    private static boolean isBroken(RawConnection connection) {
        try {
            connection.chunk("x".repeat(100_000));
            return false;
        } catch (IOException broken) {
            return true;
        }
    }
}
