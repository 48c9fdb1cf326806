package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Realm;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session is valid from sign-in to sign-out, for its owner only. */
@QuarkusTest
class SessionTest {

    /** Each test signs in separately. */
    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of("le-chat", "free"));

    @Test
    void rejectsACopiedCookieAfterSignOut() {
        var visitor = PERSON.signIn();
        var thief = visitor.copy();
        assertThat(thief.get("/settings").statusCode()).isEqualTo(200);

        var left = visitor.get("/sign-out");

        assertThat(left.header("Location")).isEqualTo("/signed-out");
        assertThat(thief.get("/settings").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void pageCookiesTakeAtMost200Bytes() {
        var person = new Visitor("en");
        person.signIn("/settings?language=fr", PERSON.account());
        var staff = Visitor.staff(Realm.newStaff("support"), "/support?language=fr");

        for (var visitor : List.of(person, staff)) {
            assertThat(visitor.cookieHeader()).contains("q_session").hasSizeLessThanOrEqualTo(200);
        }
    }

    @Test
    void scriptsOtherSitesAndUnencryptedConnectionsGetNoSessionCookie() {
        var person = PERSON.signIn();
        var staff = Visitor.staff(Realm.newStaff("support"), "/support");

        assertThat(person.setCookies().stream().filter(header -> header.startsWith("q_session")))
                .singleElement()
                .asString()
                .matches("q_session=[\\w-]{43}; Max-Age=2100; Expires=[^;]+; Path=/; Secure; HTTPOnly; SameSite=Lax");
        assertThat(staff.setCookies().stream().filter(header -> header.startsWith("q_session_support")))
                .singleElement()
                .asString()
                .matches("q_session_support=[\\w-]{43}; Max-Age=900; Expires=[^;]+; Path=/support; Secure; HTTPOnly;"
                        + " SameSite=Lax");
    }

    @Test
    void thePagesSessionIsNoneOfStaffAndIsNotEndedByTheAttempt() {
        var visitor = Visitor.signedIn(Realm.newStaff("support"));
        var attempt = new Visitor("en").withCookie("q_session_support", visitor.cookie("q_session"));

        assertThat(attempt.get("/support").statusCode()).isEqualTo(302);
        assertThat(attempt.copy()
                        .withCookie("q_session_support", visitor.cookie("q_session"))
                        .get("/support/sign-out")
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void signingInAgainEndsTheFormerSessionOfTheBrowser() {
        var visitor = new Visitor("en");
        var second = visitor.get("/settings/history");
        visitor.signIn("/settings", PERSON.account());
        var copy = visitor.copy();

        visitor.get(visitor.callback(second));

        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
        assertThat(copy.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void rejectsACookieWithOneCharacterChanged() {
        var visitor = PERSON.signIn();
        assertThat(visitor.get("/settings").statusCode())
                .as("a valid session cookie")
                .isEqualTo(200);
        var cookie = visitor.cookie("q_session");
        var last = cookie.length() - 10;
        var other = cookie.charAt(last) == 'A' ? 'B' : 'A';

        var forged =
                visitor.copy().withCookie("q_session", cookie.substring(0, last) + other + cookie.substring(last + 1));

        assertThat(forged.get("/settings").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsNoOtherSession() {
        var other = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));
        var elsewhere = PERSON.signIn();

        PERSON.signIn().get("/sign-out");

        assertThat(other.get("/settings").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/settings").statusCode())
                .as("another browser of the same person")
                .isEqualTo(200);
    }

    @Test
    void aSessionEndedAtKeycloakEndsInTheApplication() {
        var person = Realm.newPerson(Map.of("le-chat", "free"));
        var visitor = Visitor.signedIn(person);
        var twin = visitor.copy();

        Realm.endSessions(person);

        assertThat(visitor.get("/settings").statusCode()).as("at once").isEqualTo(302);
        assertThat(twin.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void anInvalidLogoutTokenEndsNoSession() {
        var visitor = PERSON.signIn();

        assertThat(visitor.copy()
                        .post("/back-channel-logout", Map.of("logout_token", "a.b.c"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignedInPersonIsRedirectedToTheSettings() {
        var answer = PERSON.signIn().get("/signed-in");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/settings");
    }

    @Test
    void redirectsACallbackWithoutAStateToSignIn() {
        var visitor = new Visitor("en");

        var page = visitor.signIn("/signed-in", PERSON.account());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<h1>Settings</h1>");
    }

    @Test
    void showsAPageForAForgedCode() {
        var visitor = new Visitor("fr");
        var state = visitor.get("/settings").header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");

        var forged = visitor.copy().get("/signed-in?code=forged&state=" + state);
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.asString()).contains("Vous n’êtes pas connecté");

        var missing = visitor.copy().get("/signed-in");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.asString()).contains("Vous n’êtes pas connecté");
    }

    @Test
    void showsAPageWhenSignInIsCancelled() {
        var visitor = new Visitor("en");
        var state = visitor.get("/settings").header("Location").replaceAll(".*[?&]state=([^&]+).*", "$1");

        var page = visitor.follow(visitor.get("/signed-in?error=access_denied&error_description=no&state=" + state));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(Visitor.html(page).text())
                .contains("Signing in was cancelled")
                .doesNotContain("access_denied");
    }

    @Test
    void sendsPkceNonceAndStateToKeycloak() {
        var visitor = new Visitor("en");

        var location = visitor.get("/settings").header("Location");

        assertThat(location)
                .contains("code_challenge_method=S256")
                .contains("code_challenge=")
                .contains("nonce=")
                .contains("state=")
                .contains("response_type=code");
    }
}
