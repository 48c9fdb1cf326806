package ai.datacontrols.parts;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * A browser without a user interface: it keeps cookies, follows no redirect by itself, and fills in Keycloak's sign-in
 * pages. It uses little CPU, so that load tests measure the application.
 */
public final class HttpBrowser {
    // shared, as every HttpClient has threads of its own
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    // java.net.CookieManager drops Secure cookies received over http, even on localhost
    private final Map<String, Map<String, String>> cookies = new ConcurrentHashMap<>();

    /** Opens a page of the application that requires sign-in, signs in, and returns the page. */
    public HttpResponse<String> signIn(URI page, Account person) throws IOException {
        var arrived = follow(submitPassword(follow(get(page)), person));
        assertThat(arrived.statusCode()).as("sign-in of %s", person.username()).isEqualTo(200);
        assertThat(arrived.uri().getPath()).isEqualTo(page.getPath());
        return arrived;
    }

    /** Submits Keycloak's password form and returns Keycloak's response. */
    public HttpResponse<String> submitPassword(HttpResponse<String> form, Account person) throws IOException {
        return post(
                action(form, "#kc-form-login"), Map.of("username", person.username(), "password", person.password()));
    }

    /** Submits Keycloak's form for the one-time code and returns Keycloak's response. */
    public HttpResponse<String> submitOneTimeCode(HttpResponse<String> form, Account staff) throws IOException {
        return post(action(form, "#kc-otp-login-form"), Map.of("otp", UnusedCodes.next(staff.username())));
    }

    private static URI action(HttpResponse<String> page, String form) {
        var document = Jsoup.parse(page.body());
        var action = document.select(form).attr("action");
        assertThat(action)
                .as("action of %s at %s, status %d: %s", form, page.uri(), page.statusCode(), document.text())
                .isNotEmpty();
        return URI.create(action);
    }

    /** Returns the cookies for a server, as a request header carries them. */
    public String cookies(URI server) {
        return cookies.getOrDefault(server.getAuthority(), Map.of()).entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    public HttpResponse<String> get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address));
    }

    public HttpResponse<String> post(URI address, Map<String, String> fields) throws IOException {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    /** Follows redirects, five at most. */
    public HttpResponse<String> follow(HttpResponse<String> answer) throws IOException {
        var next = answer;
        for (var step = 0; step < 5 && next.statusCode() / 100 == 3; step++) {
            next = get(target(next));
        }
        return next;
    }

    public static URI target(HttpResponse<?> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Encodes fields as a form or query string does. */
    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        var address = request.build().uri();
        var known = cookies.computeIfAbsent(address.getAuthority(), server -> new ConcurrentHashMap<>());
        if (!known.isEmpty()) {
            request.header("Cookie", cookies(address));
        }
        request.header("Accept-Language", "en");
        try {
            var answer = HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
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
