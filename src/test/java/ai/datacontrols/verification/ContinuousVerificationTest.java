package ai.datacontrols.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Erasure;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.verification.AccountVerifier.Finding;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verification of all accounts finds what no single read can detect, and continues where it stopped. */
@QuarkusTest
class ContinuousVerificationTest {

    @Inject
    AccountVerifier verifier;

    @Inject
    ContinuousVerification verification;

    @Inject
    Choices choices;

    @Inject
    Erasure erasure;

    private UUID account;

    @BeforeEach
    void optOut() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
    }

    @Test
    void findsNothingInAccountsThatAreRight() {
        var optedIn = choices.onPlan("pro");
        choices.choose(optedIn, Choice.OPTED_OUT);
        choices.choose(optedIn, Choice.OPTED_IN);
        var erased = choices.onPlan("free");
        erasure.erase(erased, "privacy-office");

        assertThat(List.of(account, optedIn, erased, UUID.randomUUID()))
                .allSatisfy(each -> assertThat(verifier.verify(each)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROJECTION  | update current_permission set usable_since = '2020-01-01'",
                "PROJECTION  | update current_permission set choice_at = choice_at - interval '1 day'",
                "PROJECTION  | update current_permission set choice = 'MAYBE'",
                "PROJECTION  | delete from current_permission",
                "FEED        | delete from permission_change",
                "FEED        | update permission_change set usable_since = '2020-01-01'",
                "HEAD_STATE  | update account_head set erased_at = now()",
                "HEAD_STATE  | update account_head set last_at = '2999-01-01'",
                "HEAD_STATE  | update account_head set products = '{la-plateforme}'",
                "TRANSACTION | update ledger_entry set transaction = case sequence when 2 then '3'::xid8 else transaction end",
                "HEAD        | update account_head set last_sequence = 1",
                "HASH        | update ledger_entry set language = 'fr'",
                "HEAD        | delete from ledger_entry"
            })
    void findsWhatWasChanged(String kind, String edit) {
        Tampering.with(edit + " where account = '" + account + "'");

        assertThat(verifier.verify(account)).extracting(Finding::kind).contains(kind);
    }

    @Test
    void findsAnEarlierPermissionThatWasPutBackWithItsSeal() {
        choices.choose(account, Choice.OPTED_IN);
        Tampering.with(
                "drop table if exists kept",
                "create table kept as select * from current_permission where account = '" + account + "'");
        choices.choose(account, Choice.OPTED_OUT);
        Tampering.with(
                "delete from current_permission where account = '" + account + "'",
                "insert into current_permission select * from kept",
                "drop table kept");

        assertThat(verifier.verify(account)).containsExactly(new Finding(account, 0, "PROJECTION"));
    }

    @Test
    void findsAChangeThatNoEntryMade() throws SQLException {
        asApplication("insert into permission_change (account, sequence, product, usable_since, changed_at) values ('"
                + account + "', 9, 'le-chat', '2020-01-01', now())");

        assertThat(verifier.verifyFeed()).contains(new Finding(account, 0, "FEED"));
        asApplication("delete from permission_change where sequence = 9 and account = '" + account + "'");
    }

    @Test
    void sealsWhatIsRightAndHasNoSeal() throws SQLException {
        asApplication("update account_head set seal = null where account = '" + account + "'");

        assertThat(verifier.verify(account)).isEmpty();

        assertThat(value("select seal is not null from account_head where account = '" + account + "'"))
                .isEqualTo("t");
    }

    @Test
    void continuesAfterTheLastVerifiedAccount() throws SQLException {
        finishRound();

        verification.step(1);
        var first = value("select position from verification_round");
        verification.step(1);

        assertThat(value("select position from verification_round")).isGreaterThan(first);
        assertThat(value("select verified from verification_round")).isEqualTo("2");
    }

    @Test
    void onlyOneInstanceContinuesARound() throws SQLException {
        finishRound();
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("select * from verification_round for update");

            assertThat(verification.step(1)).isFalse();

            connection.rollback();
        }
        assertThat(value("select position from verification_round")).isNull();
    }

    @Test
    void aRoundReportsWhatItFoundAndWhenItEnded() throws SQLException {
        Tampering.with("update current_permission set usable_since = '2020-01-01' where account = '" + account + "'");
        finishRound();
        var before = metric("data_controls_verification_findings_total{kind=\"PROJECTION\"");

        finishRound();

        assertThat(metric("data_controls_verification_findings_total{kind=\"PROJECTION\""))
                .isGreaterThan(before);
        assertThat(metric("data_controls_verification_age_seconds")).isBetween(0.0, 600.0);
    }

    private void finishRound() {
        while (!verification.step(10_000)) {
            // until the end of the round
        }
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String value(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void asApplication(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
