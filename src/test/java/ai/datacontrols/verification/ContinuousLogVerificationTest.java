package ai.datacontrols.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.proof.store.LogReader;
import ai.datacontrols.proof.store.LogVerifier;
import ai.datacontrols.proof.store.LogVerifier.Kind;
import ai.datacontrols.proof.store.LogVerifier.LogFinding;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The comparison with the transparency log finds what was changed with the keys of the chain, and continues where it stopped. */
@QuarkusTest
class ContinuousLogVerificationTest {

    @Inject
    ContinuousLogVerification verification;

    @Inject
    LogVerifier log;

    @Inject
    LogReader reader;

    @Inject
    AccountVerifier accounts;

    @Inject
    Ledger ledger;

    @Inject
    Chain chain;

    @Inject
    Choices choices;

    private UUID account;

    @BeforeEach
    void optOut() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
        while (reader.indexes(account, List.of(1L, 2L)).size() < 2) {
            // sealed within a second
        }
    }

    @Test
    void findsNothingInAnAccountThatIsRight() {
        assertThat(log.compareLeaves(account)).isEmpty();
        assertThat(log.compareEntries(List.of(account))).isEmpty();
    }

    @Test
    void findsAnEntryThatWasRewrittenWithTheKeys() {
        var entry = Recorded.entries(ledger, account).get(1);
        entry.language = "fr";
        var hash = HexFormat.of().formatHex(chain.hash(entry));
        Tampering.with(
                "update ledger_entry set language = 'fr', hash = '\\x" + hash + "' where sequence = 2 and account = '"
                        + account + "'",
                "update account_head set last_hash = '\\x" + hash + "' where account = '" + account + "'");
        ledger.rebuild(account);

        assertThat(accounts.verify(account)).as("the chain holds").isEmpty();
        assertThat(log.compareLeaves(account)).containsExactly(new LogFinding(account, 2, Kind.LOG_ENTRY_CHANGED));
    }

    @Test
    void aRoundReportsAnEntryThatWasRemovedWithItsHead() {
        finishRound();
        var before = reported();
        finishRound();
        var inEachRound = reported() - before;
        removeLastEntryWithItsHead();

        finishRound();

        assertThat(accounts.verify(account)).as("the chain holds").isEmpty();
        assertThat(reported() - before - inEachRound).isEqualTo(inEachRound + 1);
        assertThat(metric("data_controls_verification_log_age_seconds")).isBetween(0.0, 600.0);
    }

    /** An entry with the transaction of a sealed one is never taken for a new entry. */
    @Test
    void findsAnEntryThatWasInsertedAsIfItWereSealed() {
        Tampering.with("insert into ledger_entry (account, sequence, kind, product, happened_at, recorded_at, actor,"
                + " surface, previous_hash, hash, transaction) select account, 3, 'OPTED_IN', product, happened_at,"
                + " recorded_at, actor, surface, hash, sha256('b'), transaction from ledger_entry where sequence = 2 and"
                + " account = '" + account + "'");

        assertThat(log.compareEntries(List.of(account)))
                .containsExactly(new LogFinding(account, 3, Kind.LOG_ENTRY_UNSEALED));
    }

    @Test
    void continuesAfterTheLastLeaf() throws SQLException {
        finishRound();

        verification.step(1);
        verification.step(1);

        assertThat(position()).isEqualTo(2);
    }

    @Test
    void onlyOneInstanceContinuesARound() throws SQLException {
        finishRound();
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("select * from log_verification for update");

            assertThat(verification.step(1)).isFalse();

            connection.rollback();
        }
        assertThat(position()).isZero();
    }

    private void removeLastEntryWithItsHead() {
        var first = Recorded.entries(ledger, account).get(0);
        Tampering.with(
                "delete from ledger_entry where sequence = 2 and account = '" + account + "'",
                "delete from permission_change where sequence = 2 and account = '" + account + "'",
                "update account_head set last_sequence = 1, last_hash = '\\x"
                        + HexFormat.of().formatHex(first.hash) + "' where account = '" + account + "'");
        ledger.rebuild(account);
    }

    private void finishRound() {
        while (!verification.step(10_000)) {
            // until the end of the round
        }
    }

    private static double reported() {
        return metric("data_controls_verification_findings_total{kind=\"LOG_ENTRY_REMOVED\"");
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long position() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement();
                var row = sql.executeQuery("select position from log_verification")) {
            row.next();
            return row.getLong("position");
        }
    }
}
