package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.HttpBrowser;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff sign in with a second factor, in a separate session that ends when idle. */
@QuarkusTest
class StaffSignInTest {

    @Test
    void staffSignInWithBothFactors() {
        var visitor = Visitor.staff(Realm.newStaff("support"), "/support");

        assertThat(Visitor.html(visitor.get("/support")).select("h1").text()).isEqualTo("Look up an account");
    }

    @Test
    void usersWithoutTheRoleAreRejectedWithoutASecondFactor() {
        var visitor = new Visitor("en");

        var page = visitor.signIn("/support", Realm.newPerson(Map.of("le-chat", "free")));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.asString()).contains("This page is for staff");
        assertThat(visitor.get("/support").statusCode()).isEqualTo(403);
    }

    /** A person with a session of the pages. */
    @Test
    void tellsASignedInPersonThatThePageIsForStaff() {
        var visitor = Visitor.signedIn(Realm.newPerson(Map.of("le-chat", "free")));

        for (var address : List.of("/support", "/support/reads", "/support?account=" + UUID.randomUUID())) {
            var page = visitor.get(address);

            assertThat(page.statusCode()).as(address).isEqualTo(403);
            assertThat(Visitor.html(page).select("h1").text()).as(address).isEqualTo("This page is for staff");
            assertThat(Visitor.html(page).select("header .menu-person").text()).contains("Signed in as");
        }
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "support, /support/reads, This page is for auditors, auditor, /support",
        "auditor, /support, This page is for support, support, /support/reads"
    })
    void namesTheRoleThatAPageRequiresBeforeItAsksForASecondFactor(
            String role, String address, String title, String required, String own) {
        var visitor = Visitor.signedIn(Realm.newStaff(role));

        var page = visitor.get(address);

        assertThat(page.statusCode()).isEqualTo(403);
        var html = Visitor.html(page);
        assertThat(html.select("h1").text()).isEqualTo(title);
        assertThat(html.select("main").text()).contains("“" + required + "”");
        assertThat(html.select("main a.button").eachAttr("href")).containsExactly(own);
    }

    /** Otherwise an attacker with the password could enrol a second factor. */
    @Test
    void staffWithoutASecondFactorCannotEnrolOneAtSignIn() {
        var without = Realm.newPersonWithRole(Map.of(), "support");
        var visitor = new Visitor("en");

        var answer = visitor.passwordOfStaff("/support", without);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        var page = visitor.follow(visitor.get(HttpBrowser.target(answer).toString()));
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(Visitor.html(page).select("h1").text()).isEqualTo("A second factor is needed");
    }

    @Test
    void continuesToThePageThatRequiredTheSecondFactor() {
        var staff = Realm.newStaff("auditor");
        var visitor = Visitor.signedIn(staff);

        visitor.secondFactor("/support/reads?staff=" + staff.id(), staff);

        assertThat(visitor.get("/support/second-factor?page=/support/reads?x=y").header("Location"))
                .endsWith("/support/reads?x=y");
        for (var elsewhere :
                List.of("//example.org", "https://example.org", "/supporting", "/settings", "/support?%C2%A0")) {
            assertThat(visitor.get("/support/second-factor?page=" + elsewhere).header("Location"))
                    .as(elsewhere)
                    .endsWith("/support");
        }
    }

    @Test
    void thePageSessionAndTheSupportSessionAreIndependent() {
        var staff = Realm.newStaff("support");
        var visitor = new Visitor("en");
        visitor.signIn("/settings", staff);

        // the password was submitted before, so Keycloak asks for the second factor only
        var arrived = visitor.secondFactor("/support", staff);

        assertThat(arrived.statusCode()).isEqualTo(200);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/support").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/settings").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutOfOneSessionEndsBoth() {
        for (String signOut : new String[] {"/sign-out", "/support/sign-out"}) {
            var staff = Realm.newStaff("support");
            var visitor = new Visitor("en");
            visitor.signIn("/settings", staff);
            visitor.secondFactor("/support", staff);
            var copy = visitor.copy();

            var left = visitor.get(signOut);

            assertThat(left.statusCode()).isEqualTo(302);
            assertThat(left.header("Location")).endsWith("/signed-out");
            assertThat(copy.get("/support").statusCode()).as(signOut).isEqualTo(302);
            assertThat(copy.get("/settings").statusCode()).as(signOut).isEqualTo(302);
        }
    }

    @Test
    void anEndedSessionAndItsCopyRequireSignIn() {
        var visitor = Visitor.staff(Realm.newStaff("support"), "/support");
        var copy = visitor.copy();
        // as if the person had authenticated since
        Tampering.with("update support_session set authenticated_at = now() + interval '1 minute'");

        var answer = visitor.get("/support");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(visitor.untilKeycloak(answer).header("Location")).contains("acr_values=2");
        assertThat(copy.get("/support").statusCode()).isEqualTo(303);
    }

    @Test
    void aRevokedRoleAppliesUntilTheTokenExpires() {
        Realm.setTokenLifespan(2);
        try {
            var staff = Realm.newStaff("support");
            var visitor = Visitor.staff(staff, "/support");
            Realm.takeRole(staff, "support");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> visitor.get("/support").statusCode() == 403);
        } finally {
            Realm.setTokenLifespan(300);
        }
    }
}
