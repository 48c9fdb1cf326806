package ai.datacontrols.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Realm;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims are validated, although the token's signature is valid. */
@QuarkusTest
class MalformedClaimsTest {

    @Inject
    Ledger ledger;

    /** Has no plan; each sign-in has its own claims. */
    private static final SharedPerson PERSON = SharedPerson.onPlans(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"not-an-account", "00000000-0000-0000-0000", "1' or '1'='1"})
    void showsAPageForASubjectThatIsNotAnAccount(String subject) {
        Realm.withClaim("sub", subject, "String", () -> {
            var page = new Visitor("en").signIn("/settings", PERSON.account());

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.asString()).contains("You are not signed in");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"free\"]",
                "5",
                "{}",
                "{\"le-chat\":5}",
                "{\"le-chat\":{\"plan\":\"free\"}}",
                "{\"le-chat\":\"no-such-plan\"}",
                "{\"le-fax\":\"free\"}",
                "{\"le-chat\":null}"
            })
    void ignoresInvalidPlans(String plans) {
        Realm.withClaim("plans", plans, "JSON", () -> {
            var page = new Visitor("en").signIn("/settings", PERSON.account());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(Visitor.html(page).select("#le-chat").text()).contains("No le Chat plan is known for you");
        });
        assertThat(Recorded.history(ledger, UUID.fromString(PERSON.id())).events())
                .isEmpty();
    }

    @Test
    void sanitizesAHostileNameAndEscapesItOnPages() {
        var hostile = "<script>alert(1)</script>\u0000\r\n\u202E" + "x".repeat(600);
        Realm.withClaim("name", hostile, "String", () -> {
            var visitor = new Visitor("en");

            var page = visitor.signIn("/settings", PERSON.account());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.asString()).doesNotContain("<script>alert");
            assertThat(visitor.get("/settings/history").asString()).doesNotContain("<script>alert");
        });
        var kept = QuarkusTransaction.requiringNew().call(() -> {
            AccountProfile profile = AccountProfile.findById(UUID.fromString(PERSON.id()));
            return profile.displayName;
        });
        assertThat(kept)
                .startsWith("<script>alert(1)</script>")
                .doesNotContainPattern("\\p{Cntrl}")
                .hasSize(255);
    }
}
