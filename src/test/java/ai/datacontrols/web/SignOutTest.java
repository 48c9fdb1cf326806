package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.parts.Account;
import ai.datacontrols.parts.FaultProxy;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sign-out ends the session in the application and at Keycloak, only on the owner's request, and never claims success
 * while the session is valid.
 */
@QuarkusTest
class SignOutTest {

    private static final String SIGNED_OUT = "You are signed out";
    private static final String STILL_SIGNED_IN = "You are still signed in";

    private final Account person = Realm.newPerson(Map.of("le-chat", "free"));

    @TestHTTPResource
    URI home;

    @Test
    void endsTheSessionAtKeycloakWithoutATokenInTheUrl() {
        var visitor = Visitor.signedIn(person);
        var other = visitor.copy();

        var answer = visitor.get("/sign-out");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).doesNotContain("id_token_hint").doesNotContain("eyJ");
        assertThat(answer.header("Clear-Site-Data")).contains("\"cache\"").contains("\"storage\"");
        assertThat(visitor.follow(answer).asString()).contains(SIGNED_OUT);
        assertThat(other.get("/settings").statusCode()).isEqualTo(302);
        assertThat(visitor.asksForThePassword("/settings")).isTrue();
    }

    @Test
    void redirectsToKeycloakIfTheBackChannelFails() {
        var visitor = Visitor.signedIn(person);
        Response answer;
        TestServices.setKeycloakFault(FaultProxy.Mode.REFUSE);
        try {
            answer = visitor.get("/sign-out");
        } finally {
            TestServices.setKeycloakFault(FaultProxy.Mode.PASS);
        }

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .contains("/protocol/openid-connect/logout?client_id=")
                .contains("post_logout_redirect_uri=")
                .doesNotContain("eyJ");
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(302);
    }

    @Test
    void letsThePersonSignInAgainAfterKeycloakCouldNotBeTold() {
        var visitor = Visitor.signedIn(person);
        TestServices.setKeycloakFault(FaultProxy.Mode.REFUSE);
        try {
            visitor.get("/sign-out");
        } finally {
            TestServices.setKeycloakFault(FaultProxy.Mode.PASS);
        }

        var page = visitor.signInAgain("/settings");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<h1>Settings</h1>");
    }

    @Test
    void ignoresCrossSiteLinksImagesAndPrefetches() {
        var visitor = Visitor.signedIn(person);
        var link = Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document");
        for (var headers : List.of(
                link,
                Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"),
                Map.of("Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"),
                Map.of("Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"),
                Map.of("Sec-Fetch-Site", "none", "Sec-Purpose", "prefetch;prerender"),
                Map.of("Sec-Purpose", "prefetch"),
                Map.of("Purpose", "prefetch"))) {
            var browser = visitor.copy();
            headers.forEach(browser::with);

            var answer = browser.get("/sign-out");

            assertThat(answer.statusCode()).as("%s", headers).isEqualTo(headers == link ? 303 : 403);
            assertThat(visitor.get("/settings").statusCode()).as("%s", headers).isEqualTo(200);
        }

        var page = visitor.follow(visitor.copy()
                .with("Sec-Fetch-Site", "cross-site")
                .with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .get("/sign-out"));
        assertThat(page.asString()).contains(STILL_SIGNED_IN).doesNotContain(SIGNED_OUT);
        assertThat(Visitor.html(page).select("main a.button").attr("href")).isEqualTo("/sign-out");
    }

    @Test
    void acceptsSameSiteLinksAndTypedAddresses() {
        for (var site : List.of("same-origin", "same-site", "none")) {
            var visitor = Visitor.signedIn(person);
            var copy = visitor.copy();

            visitor.with("Sec-Fetch-Site", site)
                    .with("Sec-Fetch-Mode", "navigate")
                    .with("Sec-Fetch-Dest", "document")
                    .get("/sign-out");

            assertThat(copy.get("/settings").statusCode()).as(site).isEqualTo(302);
        }
    }

    @Test
    void showsNoSignedOutPageWhileASessionIsValid() {
        var visitor = Visitor.signedIn(person);

        var page = visitor.get("/signed-out");

        assertThat(page.asString()).contains(STILL_SIGNED_IN).doesNotContain(SIGNED_OUT);
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);

        visitor.follow(visitor.get("/sign-out"));
        assertThat(visitor.copy().get("/signed-out").asString()).contains(SIGNED_OUT);
    }

    @Test
    void showsNoSignedOutPageWhileAStaffSessionIsValid() {
        var staff = Visitor.staff(Realm.newStaff("support"), "/support");

        assertThat(staff.follow(staff.get("/signed-out")).asString())
                .contains(STILL_SIGNED_IN)
                .doesNotContain(SIGNED_OUT);
        assertThat(staff.get("/support/signed-out").asString())
                .contains(STILL_SIGNED_IN)
                .doesNotContain(SIGNED_OUT);

        var left = staff.follow(staff.get("/support/sign-out"));
        assertThat(left.asString()).contains(SIGNED_OUT);
        assertThat(staff.get("/support").statusCode()).isEqualTo(302);
    }

    @Test
    void endsTheSessionOnEverySpellingThatShowsTheSignedOutPage() {
        for (String path :
                List.of("/sign-out/", "//sign-out", "/sign-out;x", "/%73ign-out", "/./sign-out", "/sign-out/?x=1")) {
            var visitor = Visitor.signedIn(person);
            var copy = visitor.copy();

            var answer = RawHttp.get(home, path, "Accept: text/html", "Cookie: " + visitor.cookieHeader());

            if (path.startsWith("/sign-out/")) {
                assertThat(answer).as(path).startsWith("HTTP/1.1 308 ");
                var target = answer.replaceFirst("(?s).*\r\nlocation: ([^\r]+)\r.*", "$1");
                assertThat(visitor.follow(visitor.get(target)).asString()).contains(SIGNED_OUT);
                assertThat(copy.get("/settings").statusCode()).as(path).isEqualTo(302);
            } else {
                assertThat(answer).as(path).startsWith("HTTP/1.1 404 ").doesNotContain(SIGNED_OUT);
            }
        }
    }
}
