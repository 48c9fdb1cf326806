package ai.datacontrols.pages;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.browser.Browsing;
import ai.datacontrols.journey.ChromiumSignIn;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Security headers that every response has, and headers that no response has. */
@QuarkusTest
class HeadersTest {

    private static final String[] ASSETS = {"/app.css", "/app.js", "/webjars/htmx.org/2.0.10/dist/htmx.min.js"};

    @RegisterExtension
    final Browsing browsing = new Browsing();

    @TestHTTPResource
    URI home;

    @ConfigProperty(name = "data-controls.sign-in.issuer")
    String issuer;

    @Test
    void everyResponseHasSecurityHeaders() {
        var policy = "default-src 'self'; base-uri 'none'; img-src 'self' data:; form-action 'self' " + issuer
                + "; frame-ancestors 'none'; object-src 'none'";
        var expected = Map.of(
                "Content-Security-Policy", policy,
                "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "same-origin",
                "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
                "Cross-Origin-Opener-Policy", "same-origin");
        List<String> faults = new ArrayList<>();

        answers().forEach((what, answer) -> {
            expected.forEach((name, value) -> {
                if (!answer.headers().getValues(name).equals(List.of(value))) {
                    faults.add("%s: %s is %s"
                            .formatted(what, name, answer.headers().getValues(name)));
                }
            });
            Stream.of("Server", "X-Powered-By", "Via")
                    .filter(name -> answer.header(name) != null)
                    .forEach(name -> faults.add("%s: %s".formatted(what, name)));
        });

        assertThat(faults).isEmpty();
    }

    @Test
    void personalResponsesAreNotCached() {
        var personal = answers();
        personal.keySet().removeIf(what -> !what.matches(".* /(settings|signed-in|sign-out).*"));

        assertThat(personal)
                .hasSizeGreaterThan(8)
                .allSatisfy((what, answer) -> assertThat(answer.headers().getValues("Cache-Control"))
                        .as(what)
                        .isNotEmpty()
                        .containsOnly("no-store"));
    }

    @Test
    void assetsAreCachedForever() {
        for (var asset : ASSETS) {
            assertThat(given().get(asset).header("Cache-Control")).as(asset).contains("immutable", "max-age=");
        }
        var page = new Visitor("en").get("/");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(String.join(", ", page.headers().getValues("Vary"))).contains("Accept-Language", "Cookie");
        assertThat(page.detailedCookies().asList()).isEmpty();
    }

    @Test
    void cookiesAreSmallAndForThisSiteOnly() {
        var account = Persona.ON_FREE.account();
        var visit = ChromiumSignIn.arrive(browsing.visit(), home.resolve("/settings?language=fr"), account);

        var cookies = visit.page().context().cookies(home.resolve("/settings").toString());

        assertThat(cookies).hasSizeGreaterThanOrEqualTo(3).allSatisfy(cookie -> {
            assertThat(cookie.secure).as(cookie.name).isTrue();
            assertThat(cookie.httpOnly)
                    .as("%s is unreadable to scripts, unless one sets it", cookie.name)
                    .isEqualTo(!cookie.name.equals("__Host-zone"));
            assertThat(cookie.sameSite).as(cookie.name).isNotNull();
            assertThat(cookie.domain).as(cookie.name).doesNotStartWith(".");
        });
        var bytes = cookies.stream().mapToInt(cookie -> size(cookie)).sum();
        Figures.write(
                "cookies",
                List.of(cookies.stream().map(it -> it.name + " " + size(it)).collect(Collectors.joining(", "))
                        + "; together " + bytes + " bytes"));
        assertThat(bytes).isLessThan(4096);
    }

    /** Returns responses of every kind, by request. */
    private Map<String, Response> answers() {
        Map<String, Response> answers = new LinkedHashMap<>();
        var nobody = new Visitor("en");
        for (var path :
                List.of("/", "/signed-out", "/nowhere", "/settings/nowhere", "/%00", "/signed-in?code=x&state=y")) {
            answers.put("GET " + path, nobody.get(path));
        }
        for (var asset : ASSETS) {
            answers.put("GET " + asset, nobody.get(asset));
        }
        answers.put("to sign-in: GET /settings", nobody.get("/settings"));
        answers.put("to sign-in: GET /settings/history", nobody.get("/settings/history"));
        answers.put("to sign-in: GET /sign-out", nobody.get("/sign-out"));
        answers.put("POST /", nobody.post("/", Map.of()));
        answers.put("POST /nowhere", nobody.post("/nowhere", Map.of()));
        answers.put(
                "ended session: POST /settings/le-chat/opt-out",
                given().header("HX-Request", "true")
                        .header("X-Requested-With", "JavaScript")
                        .contentType("application/x-www-form-urlencoded")
                        .post("/settings/le-chat/opt-out"));

        var person = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        for (var path : List.of(
                "/settings",
                "/settings/check",
                "/settings/plans",
                "/settings/history",
                "/settings/nowhere",
                "/settings/le-chat/opt-out",
                "/settings/receipts/9")) {
            answers.put("signed in: GET " + path, person.get(path));
        }
        answers.put("refused: POST /settings/le-chat/opt-out", person.press("le-chat", Map.of("csrf", "forged")));
        answers.put("saved: POST /settings/le-chat/opt-out", person.press("le-chat", Map.of()));
        for (var path : List.of("/settings/receipts/2", "/settings/receipts/2.json")) {
            answers.put("signed in: GET " + path, person.get(path));
        }
        answers.put("stale: POST /settings/le-chat/opt-in", person.press("le-chat", Map.of("policyVersion", "0")));
        answers.put("not allowed: POST /settings/history", person.post("/settings/history", Map.of()));
        answers.put("signed in: GET /sign-out", person.get("/sign-out"));
        var statuses = answers.values().stream().map(Response::statusCode).collect(Collectors.toSet());
        assertThat(statuses).contains(200, 302, 303, 400, 404, 405, 409, 499);
        return answers;
    }

    private static int size(Cookie cookie) {
        return cookie.name.length() + cookie.value.length();
    }
}
