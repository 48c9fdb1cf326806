package ai.datacontrols.web;

import static io.restassured.path.json.JsonPath.from;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Api;
import ai.datacontrols.parts.Token;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is UTF-8 (RFC 8259, 8.1), and headers that decide about a request are sent once. */
@QuarkusTest
class JsonEncodingTest {

    @TestHTTPResource
    URI server;

    private final UUID account = UUID.randomUUID();

    /** Overlong forms, a surrogate, a code point beyond the last one, a truncated sequence, Latin-1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "le-ch\u00c1\u00a1t",
                "\u00c0\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "x\u00e2\u0082",
                "caf\u00e9"
            })
    void respondsWith400ToADocumentThatIsNotUtf8(String latin1) throws Exception {
        var answer = send(
                "/decisions",
                "application/json",
                "{\"account\":\"%s\",\"product\":\"%s\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(account, latin1));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(from(answer.body()).getString("detail")).isEqualTo("the JSON is not UTF-8");
    }

    @Test
    void respondsWithAProblemToALineThatIsNotUtf8() throws Exception {
        var answer = send(
                "/decisions/batch",
                "application/x-ndjson",
                "{\"ref\":\"\u00f4\u0090\u0080\u0080\"}\n"
                        + "{\"ref\":\"\u00c3\u00a9\",\"account\":\"%s\",\"product\":\"le-chat\",\"data\":\"input-output\",\"createdAt\":\"2026-01-01T00:00:00Z\"}\n"
                                .formatted(account));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var lines = answer.body().split("\n");
        assertThat(from(lines[0]).getString("problem.detail")).isEqualTo("the JSON is not UTF-8");
        assertThat(from(lines[0]).getString("problem.type")).endsWith(":invalid-request");
        assertThat(from(lines[1]).getString("ref")).isEqualTo("é");
        assertThat(from(lines[1]).getBoolean("permitted")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "x", "utf-16", "\"\"", "utf-8;charset=x"})
    void respondsWith415ToAnotherCharset(String charset) throws Exception {
        for (var answer : List.of(
                send("/decisions", "application/json;charset=" + charset, "{}"),
                send("/decisions/batch", "application/x-ndjson; Charset=" + charset, "{}"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
            assertThat(from(answer.body()).getString("detail")).isEqualTo("JSON is UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "\"utf-8\""})
    void acceptsItsOwnCharset(String charset) {
        assertThat(decide("application/json; charset=" + charset).statusCode()).isEqualTo(200);
    }

    @Test
    void respondsWith400ToARepeatedAuthorization() {
        var token = "Authorization: Bearer " + Token.of("pipeline-chat");

        assertThat(RawHttp.get(server(), "/api/v1/erasures", token, "Authorization: Bearer x"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://localhost", "Sec-Fetch-Site: same-origin", "Expect: x"})
    void respondsWith400ToARepeatedHeaderThatDecidesAboutTheRequest(String header) {
        assertThat(RawHttp.get(server(), "/", header, header)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding:\r\n chunked", "X-Request-Id:\r\n\tx"})
    void respondsWith400ToAHeaderThatBeginsOnAFoldedLine(String header) {
        var token = "Authorization: Bearer " + Token.of("pipeline-chat");

        assertThat(RawHttp.sendText(
                        server(),
                        "POST /api/v1/decisions/batch HTTP/1.1\r\nHost: " + server().getAuthority() + "\r\n" + token
                                + "\r\nContent-Type: application/x-ndjson\r\n" + header
                                + "\r\nConnection: close\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    private Response decide(String type) {
        return Api.json(
                        "pipeline-chat",
                        "{'account':'%s','product':'le-chat','data':'input-output','createdAt':'2026-01-01T00:00:00Z'}"
                                .formatted(account))
                .contentType(type)
                .post("/decisions");
    }

    private HttpResponse<String> send(String path, String type, String latin1) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + RestAssured.port + "/api/v1" + path))
                                    .header("Authorization", "Bearer " + Token.of("pipeline-chat"))
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                                            latin1.getBytes(StandardCharsets.ISO_8859_1)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI server() {
        return URI.create("http://" + server.getAuthority());
    }
}
