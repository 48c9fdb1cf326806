package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.RawConnection;
import ai.datacontrols.parts.Token;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only NDJSON may be compressed, only with gzip, and is decompressed only after authorization. */
@QuarkusTest
class GzipBodiesTest {

    private static final String BATCH = "/api/v1/decisions/batch";
    private static final String GZIP = "Content-Type: application/x-ndjson\r\nContent-Encoding: gzip\r\n";
    private static final String QUESTION =
            "{\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}\n"
                    .formatted(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "deflate", "gzip, gzip", "gzip, br", "gzip;q=1", "none"})
    void respondsWith415ToOtherContentCodings(String coding) throws IOException {
        var answer = Api.as("pipeline-chat")
                .header("Content-Encoding", coding)
                .contentType(Api.LINES)
                .body(gzip(QUESTION))
                .post("/decisions/batch");
        Api.problem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "identity, gzip ,"})
    void decodesGzipByEachOfItsNames(String coding) throws IOException {
        assertThat(Api.lines(Api.as("pipeline-chat")
                        .header("Content-Encoding", coding)
                        .contentType(Api.LINES)
                        .body(gzip(QUESTION))
                        .post("/decisions/batch")))
                .hasSize(1)
                .allMatch(line -> line.contains("UNKNOWN_ACCOUNT"));
    }

    @Test
    void respondsWith415ToEncodedDocumentsAndPageRequests() throws IOException {
        var answer = Api.as("pipeline-chat")
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(gzip(QUESTION))
                .post("/decisions");
        Api.problem(answer, 415, "unsupported-media-type");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");

        var page = given().header("Content-Encoding", "gzip")
                .contentType("text/plain")
                .body("csrf=x")
                .post("/settings/le-chat/opt-out");
        assertThat(page.statusCode()).isEqualTo(415);
        assertThat(page.contentType()).startsWith("text/html");
    }

    @Test
    void treatsIdentityAsNoCoding() {
        assertThat(Api.json("pipeline-chat", QUESTION)
                        .header("Content-Encoding", "identity")
                        .post("/decisions")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEmptyGzipBodyHasNoLines() throws IOException {
        var answer = gzipped().body(gzip("")).post("/decisions/batch");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void respondsWith400ToABrokenBodyBeforeTheFirstLine() throws IOException {
        var body = gzip(QUESTION);
        assertThat(detail(QUESTION.getBytes(StandardCharsets.UTF_8))).isEqualTo("the gzip body is not gzip");
        assertThat(detail(new byte[0])).isEqualTo("the gzip body is empty");
        assertThat(detail(Arrays.copyOf(body, 5))).isEqualTo("the gzip body ends early");
        assertThat(detail(Arrays.copyOf(body, body.length / 2))).isEqualTo("the gzip body ends early");
        var damaged = body.clone();
        damaged[10] = -1;
        assertThat(detail(damaged)).isEqualTo("the gzip body is damaged");
        var followed = Arrays.copyOf(gzip(""), gzip("").length + 512);
        assertThat(detail(followed)).isEqualTo("the gzip body has data after its end");
    }

    private static String detail(byte[] body) {
        return Api.problem(gzipped().body(body).post("/decisions/batch"), 400, "invalid-request");
    }

    /** Half of the body, all but the checksum, a wrong checksum, and trailing data. */
    @Test
    void abortsTheResponseWhenTheBodyBreaksAfterTheFirstLine() throws Exception {
        var whole = gzip(QUESTION.replace("}", ",\"ref\":\"%d\"}").repeat(3_000).formatted(refs(3_000)));
        var wrong = whole.clone();
        wrong[whole.length - 5] ^= 1;
        for (var body : new byte[][] {
            Arrays.copyOf(whole, whole.length / 2),
            Arrays.copyOf(whole, whole.length - 8),
            wrong,
            Arrays.copyOf(whole, whole.length + 512)
        }) {
            try (var connection = new RawConnection(Duration.ofSeconds(20))) {
                connection.post(BATCH, Token.of("pipeline-chat"), GZIP);
                connection.chunk(body);
                connection.end();
                assertThat(connection.status()).contains("200");
                var answers = new ArrayList<String>();
                assertThatThrownBy(() -> {
                            for (var line = connection.line(); line != null; line = connection.line()) {
                                answers.add(line);
                            }
                        })
                        .as("%d of %d bytes", body.length, whole.length)
                        .isInstanceOf(IOException.class);
                assertThat(answers).isNotEmpty().allMatch(line -> line.contains("UNKNOWN_ACCOUNT"));
            }
        }
    }

    private static Object[] refs(int count) {
        var refs = new Object[count];
        Arrays.setAll(refs, n -> n);
        return refs;
    }

    @Test
    void readsMembersThatArriveLate() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"), GZIP);
            connection.chunk(gzip(QUESTION.repeat(2)));
            assertThat(connection.status()).contains("200");
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            connection.chunk(gzip(QUESTION));
            assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            connection.end();
            assertThat(connection.line()).isNull();
        }
    }

    @Test
    void respondsToEachLineOfAGzipBodyBeforeTheNextIsSent() throws Exception {
        try (var connection = new RawConnection(Duration.ofSeconds(10))) {
            connection.post(BATCH, Token.of("pipeline-chat"), GZIP);
            var sent = new ByteArrayOutputStream();
            var gzip = new GZIPOutputStream(sent, true);
            for (var line = 0; line < 5; line++) {
                gzip.write(QUESTION.getBytes(StandardCharsets.UTF_8));
                gzip.flush();
                connection.chunk(sent.toByteArray());
                sent.reset();
                if (line == 0) {
                    assertThat(connection.status()).contains("200");
                }
                assertThat(connection.line()).contains("UNKNOWN_ACCOUNT");
            }
            gzip.close();
            connection.chunk(sent.toByteArray());
            connection.end();
            assertThat(connection.line()).isNull();
        }
    }

    /** One gigabyte each, which blocked all responses for 14 s when Quarkus decompressed request bodies. */
    @Test
    void aBombWithoutATokenDelaysNoPage() throws Exception {
        byte[] brotli;
        try (var in = getClass().getResourceAsStream("/bombs/one-gigabyte.br")) {
            brotli = in.readAllBytes();
        }
        assertThat(statusOfBombWhilePagesAreServed("/", "br", brotli)).contains("415");
        assertThat(statusOfBombWhilePagesAreServed(BATCH, "br", brotli)).contains("415");
        assertThat(statusOfBombWhilePagesAreServed(BATCH, "gzip", zeros(1 << 30)))
                .contains("401");
    }

    private static String statusOfBombWhilePagesAreServed(String path, String coding, byte[] bomb) throws IOException {
        try (var connection = new RawConnection(Duration.ofSeconds(60))) {
            connection.post(path, "none", "Content-Type: application/x-ndjson\r\nContent-Encoding: " + coding + "\r\n");
            connection.chunk(bomb);
            connection.end();
            var before = System.nanoTime();
            assertThat(given().get("/").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            return connection.status();
        }
    }

    @Test
    void stopsABombOfAnAuthorizedClientWithinTheLimit() throws IOException {
        var answer = gzipped().body(zeros(300 << 20)).post("/decisions/batch");
        assertThat(Api.problem(answer, 413, "too-large")).contains("inflates to more than 64 MB");
    }

    private static io.restassured.specification.RequestSpecification gzipped() {
        return Api.as("pipeline-chat").header("Content-Encoding", "gzip").contentType(Api.LINES);
    }

    private static byte[] gzip(String text) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return body.toByteArray();
    }

    private static byte[] zeros(int count) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            var some = new byte[1 << 20];
            for (var sent = 0; sent < count; sent += some.length) {
                gzip.write(some);
            }
        }
        return body.toByteArray();
    }
}
