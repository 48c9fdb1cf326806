package ai.datacontrols.support;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.accesslog.AccessLog;
import ai.datacontrols.accesslog.SupportAccess;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.web.Visitor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Staff find an account by its verified address or its id, and only with a reason. */
@QuarkusTest
class SupportSearchTest extends StaffPages {

    @Inject
    AccessLog accessLog;

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "EMAIL in capitals", "ID"})
    void findsAnAccountByItsAddressOrId(String by) {
        var person = PERSON.account();
        var subject = by.equals("ID") ? person.id() : person.username() + "@example.org";

        var found = search(by.endsWith("capitals") ? subject.toUpperCase() : subject, REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        var page = support.get(found.header("Location"));
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Visitor.html(page).select("main").text())
                .contains(person.id())
                .contains(person.username() + "@example.org")
                .contains("Free");
    }

    @Test
    void aSearchWithoutAResultIsRecorded() throws SQLException {
        var page = search("nobody@example.org", REASON);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(Visitor.html(page).select("#problem").text())
                .isEqualTo("No account has exactly this address or id.");
        assertThat(Visitor.html(page).select("#reason").val())
                .as("the input is kept")
                .isEqualTo(REASON);
        assertThat(recorded()).containsExactly("SEARCH null " + REASON + " / nobody@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "       x       ",
                "ABC",
                "abc-123",
                "........",
                "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B",
                "\u3164\u3164\u3164\u3164\u3164\u3164\u3164\u3164",
                "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0",
                "\u2800\u2800\u2800\u2800\u2800\u2800\u2800\u2800"
            })
    void searchRequiresAReason(String reason) throws SQLException {
        var page = search(PERSON.id(), reason);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(Visitor.html(page).select("#problem").text()).startsWith("A reason of 8 to 200 characters");
        assertThat(Visitor.html(page).select("#subject").val()).isEqualTo(PERSON.id());
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0%s", "%s\u200B", "\uFEFF %s\u2060", "\u202A%s\u202C"})
    void findsAnAccountByAnAddressPastedWithInvisibleCharacters(String pasted) {
        PERSON.visitor();

        var found = search(pasted.formatted(PERSON.account().username() + "@example.org"), REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.header("Location")).contains(PERSON.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s @example.org", "%s@ example.org", "%s\u00A0@\u00A0example.org", "%s@example.org\u2009"})
    void findsAnAccountByAnAddressWithSpacesInside(String pasted) {
        PERSON.visitor();

        var found = search(pasted.formatted(PERSON.account().username().toUpperCase()), REASON);

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.header("Location")).contains(PERSON.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC-123", "#17", "12345678"})
    void acceptsATicketNumberAsAReason(String reason) {
        assertThat(search(PERSON.id(), reason).statusCode()).isEqualTo(303);
    }

    @Test
    void rejectsAReasonOfMoreThan200Characters() {
        assertThat(search(PERSON.id(), "x".repeat(201)).statusCode()).isEqualTo(422);
        assertThat(search(PERSON.id(), "x".repeat(200)).statusCode()).isEqualTo(303);
    }

    @Test
    void anUnverifiedAddressFindsNoAccount() {
        var person = Realm.newPersonWithUnverifiedEmail(Map.of("le-chat", "free"));
        Visitor.signedIn(person);

        assertThat(search(person.username() + "@example.org", REASON).statusCode())
                .isEqualTo(404);
        assertThat(search(person.id(), REASON).statusCode()).isEqualTo(303);
    }

    @Test
    void anUnverifiedAddressFindsItsAccountIfTheOperatorAllowsIt() {
        var account = UUID.randomUUID();
        var address = account + "@example.org";
        QuarkusTransaction.requiringNew().run(() -> AccountProfile.save(account, address, false, "Somebody"));
        var searching = SupportAccess.search(UUID.fromString(staff.id()), REASON, address);

        assertThat(found(searching)).isEmpty();
        assertThat(found(searching.orUnverified(true))).containsExactly(account);
    }

    @Test
    void aFormerAddressFindsNoAccount() {
        var account = UUID.randomUUID();
        var address = account + "@example.org";
        QuarkusTransaction.requiringNew().run(() -> AccountProfile.save(account, address, true, "Somebody"));
        var searching = SupportAccess.search(UUID.fromString(staff.id()), REASON, address);
        assertThat(found(searching)).containsExactly(account);

        // as the previous version does, which doesn't store verification
        update("update account_profile set email = 'new-' || email where account = '" + account + "'");

        assertThat(found(searching)).isEmpty();
        assertThat(found(SupportAccess.search(UUID.fromString(staff.id()), REASON, "new-" + address)))
                .isEmpty();
    }

    @Test
    void limitsSearchesToSixtyAnHour() throws SQLException {
        signInAsNewStaff();
        for (var search = 0; search < 60; search++) {
            assertThat(search("nobody@example.org", REASON).statusCode()).isEqualTo(404);
        }

        var page = search(PERSON.id(), REASON);

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("5");
        assertThat(page.asString()).contains("Too many look-ups");
        assertThat(recorded()).hasSize(60);
    }

    private List<UUID> found(SupportAccess search) {
        var sequence = accessLog.record(search, 60).orElseThrow();
        return accessLog
                .recent(search.staff(), sequence, Duration.ofMinutes(1))
                .orElseThrow()
                .found();
    }
}
