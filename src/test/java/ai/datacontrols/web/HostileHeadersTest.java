package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Token;
import com.sun.management.ThreadMXBean;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processing time of a request is bounded, whatever its headers and parameters contain. */
@QuarkusTest
class HostileHeadersTest {

    private static final Duration LIMIT = Duration.ofMillis(50);

    /** Other threads use the processor as well; a slow parser fails every try. */
    private static final int MAX_TRIES = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MAX_HEADERS = 16 * 1024;

    private static final int MAX_URI = 4_000;

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @TestHTTPResource
    URI home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ",
                "Accept-Charset: ",
                "Accept-Encoding: ",
                "Accept-Language: ",
                "Accept-Language: fr-",
                "Access-Control-Request-Headers: ",
                "Authorization: ",
                "Authorization: Basic ",
                "Authorization: Bearer ",
                "Authorization: Bearer e30.",
                "Connection: ",
                "Content-Encoding: ",
                "Content-Length: ",
                "Content-Type: ",
                "Content-Type: application/json; ",
                "Content-Type: multipart/form-data; boundary=",
                "Cookie: ",
                "Cookie: __Host-csrf=",
                "Cookie: language=",
                "Cookie: q_auth_",
                "Cookie: q_session=",
                "Expect: ",
                "Forwarded: ",
                "HX-Request: ",
                "Host: ",
                "If-Modified-Since: ",
                "If-None-Match: ",
                "Origin: ",
                "Origin: http://",
                "Range: bytes=",
                "Referer: ",
                "Sec-Fetch-Site: ",
                "Sec-GPC: ",
                "TE: ",
                "Transfer-Encoding: ",
                "Upgrade: ",
                "User-Agent: ",
                "X-Forwarded-For: ",
                "X-Forwarded-Host: ",
                "X-Forwarded-Prefix: ",
                "X-Forwarded-Proto: ",
                "X-Request-Id: ",
                "X-Requested-With: ",
                "baggage: ",
                "traceparent: ",
                "tracestate: "
            })
    void respondsInTimeWithoutAuthentication(String header) throws IOException {
        for (var target : targets(header)) {
            for (var value : values(MAX_HEADERS - 500)) {
                respondsInTime(target, header + value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: ",
                "Accept-Language: ",
                "Cookie: x=",
                "Content-Type: ",
                "Range: bytes=",
                "If-None-Match: "
            })
    void respondsInTimeWithAuthentication(String header) throws IOException {
        var session = "Cookie: " + PERSON.visitor().cookieHeader();
        var token = "Authorization: Bearer " + Token.of("pipeline-chat");
        for (var value : values(MAX_HEADERS - 5_000)) {
            respondsInTime("GET /settings/check", session, header + value);
            respondsInTime("GET /api/v1/permissions/none", token, header + value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?language=",
                "/?from=",
                "/?",
                "/",
                "/app.css?",
                "/signed-in?state=",
                "/signed-in?code=x&state=",
                "/not-signed-in?error=",
                "/settings?product=",
                "/settings/history?before=",
                "/settings/history?entry=",
                "/settings/check?product=le-chat&data=input-output&created=",
                "/support/accounts/x?asOf="
            })
    void respondsInTimeToAnyQuery(String start) throws IOException {
        var session = "Cookie: " + PERSON.visitor().cookieHeader();
        for (var value : queries()) {
            respondsInTime("GET " + start + value);
            respondsInTime("GET " + start + value, session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/changes?after=", "/api/v1/changes?wait=", "/api/v1/accounts/"})
    void respondsInTimeToAnyApiRequest(String start) throws IOException {
        var token = "Authorization: Bearer " + Token.of("pipeline-chat");
        for (var value : queries()) {
            respondsInTime("GET " + start + value);
            respondsInTime("GET " + start + value, token);
        }
    }

    @Test
    void readsNoMoreCookiesThanABrowserKeeps() {
        for (var cookie : List.of(";", "a=b;", "q_session_chunk_1=;")) {
            var many = "Cookie: language=de;" + cookie.repeat(14_000 / cookie.length());

            assertThat(RawHttp.get(home, "/", many)).as(cookie).contains("<html lang=\"en\">");
        }
        assertThat(RawHttp.get(home, "/", "Cookie: " + "a=b;".repeat(14_000) + "language=de"))
                .contains("<html lang=\"de\">");
    }

    private static List<String> targets(String header) {
        return header.startsWith("Range") || header.startsWith("If-")
                ? List.of("GET /app.css", "GET /policy.json")
                : header.startsWith("Origin") || header.startsWith("Access-Control")
                        ? List.of("OPTIONS /api/v1/me", "POST /settings/le-chat/opt-out")
                        : List.of("GET /settings", "POST /api/v1/decisions");
    }

    private static List<String> values(int length) {
        return HostileText.ofLength(length).toList();
    }

    /** Each text raw, if a request line may contain it, and percent-encoded. */
    private static List<String> queries() {
        Predicate<String> isAllowed = text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return Stream.concat(
                        values(MAX_URI - 100).stream().filter(isAllowed),
                        values((MAX_URI - 100) / 6).stream()
                                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .toList();
    }

    private void respondsInTime(String target, String... headers) throws IOException {
        var request = request(target, headers);
        var description = Stream.concat(Stream.of(target), Stream.of(headers).skip(Math.max(0, headers.length - 1)))
                .map(text -> text.substring(0, Math.min(60, text.length())))
                .collect(Collectors.joining(", "));
        var times = new ArrayList<Duration>();
        do {
            times.add(timeOf(request, description));
        } while (times.get(times.size() - 1).compareTo(LIMIT) > 0 && times.size() < MAX_TRIES);
        assertThat(times).as(description).anyMatch(time -> time.compareTo(LIMIT) <= 0);
    }

    private Duration timeOf(String request, String description) throws IOException {
        try (var socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(30_000);
            var begin = serverTime();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            var time = serverTime().minus(begin);
            assertThat(status).as(description).startsWith("HTTP/1.1 ").doesNotContain(" 500 ");
            return time;
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no response in 30 s: " + description, silent);
        }
    }

    /**
     * Returns the CPU time of all threads but this one; the application runs in this JVM, and wall time depends on
     * load.
     */
    private static Duration serverTime() {
        return Duration.ofNanos(LongStream.of(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()))
                        .filter(time -> time > 0)
                        .sum()
                - THREADS.getCurrentThreadCpuTime());
    }

    private String request(String target, String... headers) {
        var hasHost = Stream.of(headers).anyMatch(header -> header.startsWith("Host:"));
        return target + " HTTP/1.1\r\n" + (hasHost ? "" : "Host: " + home.getAuthority() + "\r\n")
                + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }
}
