package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Staff sign in with a second factor, in a separate session that ends when idle. */
@QuarkusTest
class StaffSignInTest {

    @Test
    void staffSignInWithBothFactors() {
        var visitor = Visitor.staff(Realm.newStaff("support"), "/support");

        assertThat(Visitor.html(visitor.get("/support")).select("h1").text()).isEqualTo("Look an account up");
    }

    @Test
    void usersWithoutTheRoleAreRejectedWithoutASecondFactor() {
        var visitor = new Visitor("en");

        var page = visitor.signIn("/support", Realm.newPerson(Map.of("le-chat", "free")));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.asString()).contains("This page is for staff");
        assertThat(visitor.get("/support").statusCode()).isEqualTo(403);
    }

    /** Otherwise an attacker with the password could enrol a second factor. */
    @Test
    void staffWithoutASecondFactorCannotEnrolOneAtSignIn() {
        var without = Realm.newPersonWithRole(Map.of(), "support");

        var answer = new Visitor("en").password("/support", without);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Visitor.html(answer).select("#kc-totp-settings-form, #mode-manual, img#kc-totp-secret-qr-code"))
                .isEmpty();
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
        assertThat(visitor.get(answer.header("Location")).header("Location")).contains("/protocol/openid-connect/auth");
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
