package ai.datacontrols.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Account;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** Keeps cookies and follows nothing by itself. It is quick: what is to be under load is not the tests. */
public final class Browser {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    // by hand: Java's own cookie store keeps Secure cookies from http, even on localhost
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    /** Signs somebody in on the way to a page, and gives the page. */
    public HttpResponse<String> signIn(URI page, Account person) throws IOException {
        var atKeycloak = follow(get(page));
        assertThat(atKeycloak.statusCode())
                .as("the page to sign in: %s", atKeycloak.uri())
                .isEqualTo(200);
        var action = Jsoup.parse(atKeycloak.body()).select("#kc-form-login").attr("action");
        var arrived =
                follow(post(URI.create(action), Map.of("username", person.username(), "password", person.password())));
        assertThat(arrived.statusCode()).as("sign-in of %s", person.username()).isEqualTo(200);
        assertThat(arrived.uri().getPath()).isEqualTo(page.getPath());
        return arrived;
    }

    /** The cookies it has for a server, as it sends them. */
    public String cookies(URI server) {
        return cookies.getOrDefault(server.getAuthority(), Map.of()).entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    HttpResponse<String> get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address));
    }

    HttpResponse<String> post(URI address, Map<String, String> fields) throws IOException {
        var form = fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Goes where an answer leads, as far as it leads. */
    HttpResponse<String> follow(HttpResponse<String> answer) throws IOException {
        var next = answer;
        for (var step = 0; step < 5 && next.statusCode() / 100 == 3; step++) {
            next = get(target(next));
        }
        return next;
    }

    /** Where an answer leads. */
    static URI target(HttpResponse<?> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        var address = request.build().uri();
        var known = cookies.computeIfAbsent(address.getAuthority(), server -> new ConcurrentHashMap<>());
        if (!known.isEmpty()) {
            request.header("Cookie", cookies(address));
        }
        request.header("Accept-Language", "en");
        try {
            var answer = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(cookie -> keep(cookie, known));
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void keep(String cookie, Map<String, String> known) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.toLowerCase(Locale.ROOT).contains("max-age=0")) {
            known.remove(pair[0]);
        } else {
            known.put(pair[0], pair[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
