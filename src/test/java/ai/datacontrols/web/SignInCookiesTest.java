package ai.datacontrols.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocked, stale, duplicate or too large cookies don't prevent sign-in. */
@QuarkusTest
class SignInCookiesTest {

    private static final List<String> PUBLIC = List.of("/", "/policy.json", "/app.css", "/nowhere");

    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @ParameterizedTest
    @CsvSource({
        "en, We could not finish signing you in, Try again",
        "fr, Nous n’avons pas pu terminer votre connexion, Réessayer",
        "de, Die Anmeldung konnte nicht abgeschlossen werden, Noch einmal versuchen",
        "es, No hemos podido completar el inicio de sesión, Intentar de nuevo",
        "it, Non siamo riusciti a completare l’accesso, Riprova"
    })
    void respondsWith400AndAPageAboutCookiesToACallbackWithoutItsStateCookie(
            String language, String title, String link) {
        var page = new Visitor(language).get("/signed-in?code=x&state=" + UUID.randomUUID());

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.header("Location")).isNull();
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        var html = Visitor.html(page);
        assertThat(html.select("html").attr("lang")).isEqualTo(language);
        assertThat(html.select("h1").text()).isEqualTo(title);
        assertThat(html.select("a.button").text()).isEqualTo(link);
        assertThat(html.select("a.button").attr("href")).isEqualTo("/settings");
    }

    @Test
    void linksTheCookiePageOfStaffToStaffPages() {
        var page = new Visitor("en").get("/support/signed-in?code=x&state=" + UUID.randomUUID());

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(Visitor.html(page).select("a.button").attr("href")).isEqualTo("/support");
    }

    @Test
    void redirectsABrowserThatBlocksCookiesToSignInOnlyOnce() {
        var visitor = new Visitor("en").blockingCookies();

        var page = visitor.signIn("/settings", PERSON.account());

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(Visitor.html(page).select("h1").text()).isEqualTo("We could not finish signing you in");
    }

    @Test
    void keepsTheStateCookiesOfOtherTabsWhenOneIsMissing() {
        var visitor = new Visitor("en");
        visitor.get("/settings");
        var states = states(visitor);

        var page = visitor.get("/signed-in?code=x&state=" + UUID.randomUUID());

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(states).hasSize(1);
        assertThat(states(visitor)).isEqualTo(states);
    }

    @Test
    void keepsEveryPageReachableAfterFortyUnfinishedSignIns() {
        var visitor = new Visitor("en");
        var begun = IntStream.range(0, 40)
                .mapToObj(tab -> visitor.get("/settings/history?from=le-chat&tab=" + tab))
                .toList();

        assertThat(begun).extracting(Response::statusCode).containsOnly(302);
        assertThat(states(visitor)).hasSize(11);
        for (var path : PUBLIC) {
            assertThat(visitor.get(path).statusCode()).as(path).isNotEqualTo(431);
        }
        visitor.signIn("/settings", PERSON.account());
        var latest = visitor.continueSignIn(begun.get(39));
        assertThat(latest.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(latest).select("h1").text()).isEqualTo("History");
    }

    @Test
    void returnsEachTabToItsOwnLink() {
        var visitor = new Visitor("en");
        var second = visitor.get("/settings/history?from=le-chat");

        visitor.signIn("/settings?product=la-plateforme", PERSON.account());
        var callback = visitor.callback(second);
        var toLink = visitor.get(callback);

        assertThat(toLink.statusCode()).isEqualTo(302);
        assertThat(toLink.header("Location")).endsWith("/settings/history?from=le-chat");
        assertThat(visitor.follow(toLink).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
        var reloaded = visitor.get(callback);
        assertThat(reloaded.statusCode()).isEqualTo(303);
        assertThat(reloaded.header("Location")).endsWith("/settings");
    }

    @Test
    void returnsEachTabOfStaffToItsOwnLink() {
        var staff = Realm.newStaff("support");
        var visitor = new Visitor("en");
        visitor.signIn("/settings", staff);
        var second = visitor.untilKeycloak(visitor.get("/support?tab=2"));

        assertThat(visitor.secondFactor("/support", staff).statusCode()).isEqualTo(200);
        var toLink = visitor.get(visitor.callback(second));

        assertThat(toLink.header("Location")).endsWith("/support/second-factor?page=%2Fsupport%3Ftab%3D2");
        assertThat(visitor.get(toLink.header("Location")).header("Location")).endsWith("/support?tab=2");
        assertThat(visitor.follow(toLink).statusCode()).isEqualTo(200);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void rejectsAChangedStateCookie() {
        var visitor = new Visitor("en");
        var second = visitor.get("/settings/history");
        var name = states(visitor).get(0);
        visitor.signIn("/settings", PERSON.account());
        var forged = visitor.copy().withCookie(name, name.substring("q_auth_".length()) + "|e30.a.b.c.d");

        var answer = forged.get(visitor.callback(second));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(forged.get("/settings").statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void ignoresCookiesOfOtherApplications() {
        var foreign = foreign(30_000);
        for (var path : PUBLIC) {
            assertThat(get(path, foreign).statusCode()).as(path).isNotEqualTo(431);
        }
        assertThat(get("/settings", foreign).statusCode()).isEqualTo(302);
        var visitor = PERSON.visitor();
        assertThat(get("/settings", foreign + visitor.cookieHeader()).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/me", foreign).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q_session_other=x",
                "q_session_supporter=x",
                "q_session_chunk_x=x; q_session_chunk_y=y",
                "q_session_at=x; q_session_rt=x",
                "q_auth_other=x",
                "q_auth=x",
                "q_session",
                "=x; ; q_session_chunk_99999999999=x"
            })
    void ignoresCookiesWithSimilarNames(String cookies) {
        var visitor = PERSON.visitor();

        assertThat(get("/settings", cookies).statusCode()).isEqualTo(302);
        assertThat(get("/settings", cookies + "; " + visitor.cookieHeader()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void usesTheLatestOfTwoSessions() {
        var visitor = PERSON.visitor();

        assertThat(get("/settings", "q_session=stale; " + visitor.cookieHeader())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/settings", visitor.cookieHeader() + "; q_session=" + "A".repeat(43))
                        .statusCode())
                .isEqualTo(302);
        assertThat(get("/settings", "q_session_chunk_1=stale; " + visitor.cookieHeader())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // 2.8 KB, as an earlier version stored a session
                "q_session=%1$s.%1$s.%1$s.%1$s",
                "q_session_chunk_1=%1$s.%1$s; q_session_chunk_2=%1$s.%1$s",
                "q_session=%1$s; q_session_chunk_1=%1$s; q_session_chunk_2=%1$s; q_session_chunk_12=%1$s"
            })
    void leadsToSignInWithTheSessionOfAnEarlierVersionAndRemovesIt(String cookies) {
        var visitor = new Visitor("en");
        for (var cookie : cookies.formatted("x".repeat(700)).split("; ")) {
            visitor.withCookie(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
        }

        assertThat(visitor.copy().get("/signed-out").asString()).contains("You are signed out");
        var page = visitor.signIn("/settings", PERSON.account());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(visitor.cookie("q_session")).hasSize(43);
        assertThat(visitor.cookieHeader()).doesNotContain("chunk");
        assertThat(visitor.setCookies().stream().filter(header -> header.contains("chunk")))
                .allMatch(header -> header.contains("Max-Age=0") && header.contains("Path=/;"));
    }

    @Test
    void expiresUnfinishedSignInsWhereTheHeadersAreTooLarge() {
        var state = "q_auth_" + UUID.randomUUID();

        var page = given().header("Cookie", state + "=x")
                .header("X-Large", "x".repeat(17_000))
                .get("/settings");

        assertThat(page.statusCode()).isEqualTo(431);
        assertThat(page.asString()).contains("We have deleted those of these pages");
        assertThat(page.getDetailedCookies().get(state).getMaxAge()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"language", "notice", "__Host-staff", "__Host-csrf", "q_session", "q_session_chunk_1"})
    void keepsPagesReachableWithACookieThatAnotherHostOfTheDomainSet(String name) {
        for (var path : List.of("/", "/settings")) {
            assertThat(get(path, name + "=" + "x".repeat(20_000)).statusCode())
                    .as(path)
                    .isEqualTo(path.equals("/") ? 200 : 302);
        }
    }

    @Test
    void keepsTheLanguageOfAPublicPageWithTooManyCookies() {
        var page = get("/", "language=de; " + "q_session_chunk_1=" + "x".repeat(20_000));

        assertThat(Visitor.html(page).select("html").attr("lang")).isEqualTo("de");
    }

    @Test
    void shortensALinkThatIsTooLongForTheStateCookie() {
        var visitor = new Visitor("en");

        var answer = visitor.get("/settings?from=" + "x".repeat(3_000));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings");
        var longest = visitor.get("/settings?from=" + "x".repeat(1_900));
        assertThat(longest.getDetailedCookies().asList())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.toString()).hasSizeLessThan(4_096));
    }

    @Test
    void signsInAgainAfterASignOutThatTheBrowserDidNotFollow() {
        var visitor = new Visitor("en");
        visitor.signIn("/settings", PERSON.account());
        visitor.get("/sign-out");

        var page = visitor.signIn("/settings", PERSON.account());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Visitor.html(page).select("h1").text()).isEqualTo("Settings");
    }

    private static Response get(String path, String cookies) {
        return given().redirects().follow(false).header("Cookie", cookies).get(path);
    }

    private static String foreign(int length) {
        return IntStream.rangeClosed(1, length / 1_000)
                .mapToObj(number -> "other" + number + "=" + "x".repeat(990) + "; ")
                .reduce("", String::concat);
    }

    private static List<String> states(Visitor visitor) {
        return Stream.of(visitor.cookieHeader().split("; "))
                .map(cookie -> cookie.substring(0, Math.max(0, cookie.indexOf('='))))
                .filter(name -> name.startsWith("q_auth_"))
                .toList();
    }
}
