package ai.datacontrols.verification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.Recorded;
import ai.datacontrols.ledger.SubscriptionOutcome;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.ledger.feed.FeedCursor;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.parts.Realm;
import ai.datacontrols.parts.TestServices;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.web.Visitor;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of projection, head and feed that were changed with the application's role change no answer. */
@QuarkusTest
class ForgedRowsTest {

    private static final String CHAT = "le-chat";

    private static final String USABLE_SINCE_2020 = """
            update current_permission set usable_since = '2020-01-01', usable_since_entry = 1, choice = 'OPTED_IN'
            where account = '%s'""";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    ChangeFeed feed;

    @Inject
    Choices choices;

    private UUID account;
    private FeedCursor before;

    @BeforeEach
    void optOut() {
        account = choices.onPlan("free");
        try (var snapshot = feed.snapshot()) {
            before = snapshot.cursor();
        }
        choices.choose(account, Choice.OPTED_OUT);
    }

    @Test
    void theSnapshotDoesNotFollowAForgedPermission() throws SQLException {
        asApplication(USABLE_SINCE_2020);

        assertThat(inSnapshot()).containsExactly("none");
    }

    @Test
    void theStateDoesNotFollowAForgedPermission() throws SQLException {
        asApplication(USABLE_SINCE_2020);

        var state = ledger.state(account).consentState(CHAT);

        assertThat(state.isOptedOut()).isTrue();
        assertThat(state.usableSince()).isNull();
        assertThat(state.choiceEntry().sequence()).isEqualTo(2);
    }

    @Test
    void theSettingsDoNotFollowAForgedPermission() throws SQLException {
        var person = Realm.newPerson(Map.of(CHAT, "free"));
        var visitor = Visitor.signedIn(person);
        visitor.press(CHAT, Map.of());
        account = UUID.fromString(person.id());
        var card = card(visitor);

        asApplication(USABLE_SINCE_2020);

        assertThat(card(visitor)).isEqualTo(card);
        assertThat(visitor.get("/settings/state").asString()).isNotEmpty();
    }

    private static String card(Visitor visitor) {
        return Visitor.html(visitor.get("/settings")).select("#le-chat-choice").text();
    }

    @Test
    void theFeedDoesNotFollowAForgedChange() throws SQLException {
        asApplication("""
                insert into permission_change (account, sequence, product, usable_since, changed_at)
                values ('%s', 3, 'le-chat', '2020-01-01', clock_timestamp())""");

        assertThat(inFeed()).containsExactly("none", "none");
    }

    @Test
    void theFeedDoesNotFollowAnEditedChange() {
        Tampering.with("update permission_change set usable_since = '2020-01-01' where account = '" + account + "'");

        assertThat(inFeed()).containsExactly("none");
    }

    @Test
    void anAccountIsNotErasedByItsHeadAlone() throws SQLException {
        asApplication("update account_head set erased_at = now() where account = '%s'");

        assertThat(ledger.state(account).erasedAt()).isNull();
        assertThat(planRecorder
                        .report(new SubscriptionReport(account, CHAT, "pro", null))
                        .outcome())
                .isEqualTo(SubscriptionOutcome.RECORDED);
    }

    @Test
    void theNextEntryIsRecordedAtPresentWhateverTheHeadSays() throws SQLException {
        asApplication("update account_head set last_at = '2999-01-01' where account = '%s'");

        choices.choose(account, Choice.OPTED_IN);

        assertThat(Recorded.entries(ledger, account))
                .hasSize(3)
                .allSatisfy(entry ->
                        assertThat(entry.recordedAt).isBefore(Instant.now().plusSeconds(60)));
    }

    @Test
    void aPlanReportKeepsTheOptOutOfARowThatIsHidden() throws SQLException {
        asApplication(
                "delete from current_permission where account = '%s'",
                "update account_head set products = '{}' where account = '%s'");

        planRecorder.report(new SubscriptionReport(account, CHAT, "pro", null));

        assertThat(ledger.state(account).consentState(CHAT).isOptedOut()).isTrue();
        assertThat(inSnapshot()).containsExactly("none");
    }

    @Test
    void anOptOutIsRecordedThoughAForgedRowSaysThatItIsThere() throws SQLException {
        choices.choose(account, Choice.OPTED_IN);
        asApplication("update current_permission set choice = 'OPTED_OUT' where account = '%s'");

        choices.choose(account, Choice.OPTED_OUT);

        assertThat(Recorded.entries(ledger, account))
                .last()
                .extracting(entry -> entry.kind)
                .isEqualTo(LedgerEntry.Kind.OPTED_OUT);
    }

    @Test
    void rowsOfABuildWithoutSealsAreReadAsBefore() {
        var sealed = ledger.state(account).consentStates();
        Tampering.with(
                "update current_permission set seal = null where account = '" + account + "'",
                "update account_head set seal = null where account = '" + account + "'",
                "update permission_change set seal = null where account = '" + account + "'");

        assertThat(ledger.state(account).consentStates())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*at$")
                .isEqualTo(sealed);
        assertThat(inSnapshot()).containsExactly("none");
        assertThat(inFeed()).containsExactly("none");
        choices.choose(account, Choice.OPTED_IN);
        assertThat(inSnapshot()).doesNotContain("none").hasSize(1);
    }

    @Test
    void sealsTheRowsOfABuildWithoutSeals() throws SQLException {
        asApplication(
                "update current_permission set seal = null where account = '%s'",
                "update account_head set seal = null where account = '%s'");

        sealing.run();

        assertThat(unsealed()).isZero();
    }

    @Test
    void onlyOneInstanceSealsTheRowsOfABuildWithoutSeals() throws SQLException {
        asApplication("update account_head set seal = null where account = '%s'");
        try (var other = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("select pg_advisory_xact_lock(hashtextextended('sealing', 0))");

            assertThat(sealing.run()).isZero();
            assertThat(unsealed()).isEqualTo(1);

            other.rollback();
        }
        sealing.run();
        assertThat(unsealed()).isZero();
    }

    @Inject
    ai.datacontrols.ledger.Sealing sealing;

    private int unsealed() throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement();
                var count = sql.executeQuery(
                        "select count(*) from account_head join current_permission using (account) where account = '"
                                + account + "' and (account_head.seal is null or current_permission.seal is null)")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void aRecordThatCantBeVerifiedPermitsNothing() throws SQLException {
        Tampering.with("update ledger_entry set language = 'fr' where account = '" + account + "' and sequence = 2");
        asApplication(USABLE_SINCE_2020);

        assertThat(inSnapshot()).containsExactly("none");
    }

    private List<String> inSnapshot() {
        var permissions = new ArrayList<String>();
        try (var snapshot = feed.snapshot()) {
            snapshot.forEach(row -> {
                if (row.account().equals(account.toString())) {
                    permissions.add(row.usableSince() == null ? "none" : row.usableSince());
                }
            });
        }
        return permissions;
    }

    private List<String> inFeed() {
        return feed.after(before, 1_000).orElseThrow().changes().stream()
                .filter(change -> change.permission().account().equals(account))
                .map(change -> change.permission().usableSince() == null
                        ? "none"
                        : change.permission().usableSince().toString())
                .toList();
    }

    private void asApplication(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServices.applicationJdbcUrl());
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement.formatted(account));
            }
        }
    }
}
