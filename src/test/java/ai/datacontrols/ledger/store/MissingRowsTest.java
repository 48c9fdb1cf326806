package ai.datacontrols.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.ChooseCommand;
import ai.datacontrols.ledger.Erasure;
import ai.datacontrols.ledger.Ledger;
import ai.datacontrols.ledger.PlanRecorder;
import ai.datacontrols.ledger.SubscriptionReport;
import ai.datacontrols.ledger.Tampering;
import ai.datacontrols.ledger.feed.ChangeFeed;
import ai.datacontrols.parts.Choices;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that is missing from the projection is folded from the ledger and never treated as "no choice". */
@QuarkusTest
class MissingRowsTest {

    private static final String CHAT = "le-chat";

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Choices choices;

    @Inject
    Erasure erasure;

    @Inject
    ChangeFeed feed;

    @Inject
    PolicyTimeline timeline;

    private UUID account;
    private ConsentState before;

    @BeforeEach
    void deleteTheRowOfAnOptedOutAccount() {
        account = choices.onPlan("free");
        choices.choose(account, Choice.OPTED_OUT);
        before = ledger.state(account).consentState(CHAT);
        Tampering.with("delete from current_permission where account = '" + account + "'");
    }

    @Test
    void returnsTheStateOfTheLedger() {
        var state = ledger.state(account).consentState(CHAT);

        assertThat(state.isOptedOut()).isTrue();
        assertThat(state).usingRecursiveComparison().ignoringFields("at").isEqualTo(before);
        assertThat(ledger.state(account).consentStates()).containsOnlyKeys(CHAT);
    }

    @Test
    void aPlanReportKeepsTheOptOut() {
        planRecorder.report(new SubscriptionReport(account, CHAT, "pro", null));

        assertThat(ledger.state(account).consentState(CHAT).isOptedOut()).isTrue();
        assertThat(snapshot()).containsEntry(account.toString(), "");
    }

    @Test
    void aSignInWithTheRecordedPlanRecordsNothing() {
        planRecorder.syncFromToken(account, CHAT, "free", Instant.now().plusSeconds(60));

        assertThat(ledger.entries(account)).hasSize(2);
    }

    @Test
    void acceptsAnOptInFromAPageThatShowsTheStateOfTheLedger() {
        var expected = ExpectedState.of(before, timeline.at(Instant.now()));

        var result = ledger.choose(new ChooseCommand(
                account, CHAT, Choice.OPTED_IN, expected, new NoticeShown("1", "1", "en"), UUID.randomUUID()));

        assertThat(result.outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(snapshot().get(account.toString())).isNotEmpty();
    }

    @Test
    void anErasureWritesTheRow() {
        erasure.erase(account, "privacy-office");

        assertThat(snapshot()).containsEntry(account.toString(), "");
    }

    /** Returns the permissions by account; an empty string if use isn't permitted. */
    private Map<String, String> snapshot() {
        var permissions = new HashMap<String, String>();
        try (var snapshot = feed.snapshot()) {
            snapshot.forEach(row -> permissions.put(row.account(), row.usableSince() == null ? "" : row.usableSince()));
        }
        return permissions;
    }
}
