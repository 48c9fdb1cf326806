package ai.datacontrols.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.ExpectedState;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Choice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Choices, plans and replays of one account. */
@QuarkusTest
class LedgerTest {

    private static final String CHAT = "le-chat";
    private static final NoticeShown SHOWN = new NoticeShown("1", "1", "fr");

    @Inject
    Ledger ledger;

    @Inject
    PlanRecorder planRecorder;

    @Inject
    Chain chain;

    @Inject
    PolicyTimeline timeline;

    private final UUID account = UUID.randomUUID();

    @Test
    void anOptOutIsOneEntryWithTheNoticeShown() {
        onPlan("free");
        var request = UUID.randomUUID();

        var result = ledger.choose(wish(Choice.OPTED_OUT, null, request));

        assertThat(result.outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        var entry = entries().get(1);
        assertThat(entry.kind).isEqualTo(LedgerEntry.Kind.OPTED_OUT);
        assertThat(entry.requestId).isEqualTo(request);
        assertThat(entry.actor).isEqualTo(Actor.DATA_SUBJECT);
        assertThat(entry.toEvent().metadata().noticeShown()).isEqualTo(SHOWN);
        assertThat(consentState().isOptedOut()).isTrue();
        assertThat(consentState().usableSince()).isNull();
    }

    @Test
    void repeatingTheCurrentChoiceRecordsNothing() {
        onPlan("free");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));

        var again = ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));

        assertThat(again.outcome()).isEqualTo(ChoiceOutcome.UNCHANGED);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void anOptInFromAStalePageIsRejected() {
        onPlan("free");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));

        var stale = ledger.choose(wish(Choice.OPTED_IN, new ExpectedState(7L, 2L, "1"), UUID.randomUUID()));

        assertThat(stale.outcome()).isEqualTo(ChoiceOutcome.STALE);
        assertThat(stale.consentState().isOptedOut()).isTrue();
        assertThat(entries()).hasSize(2);
    }

    @Test
    void anOptInIsRejectedIfThePlanExcludesUse() {
        onPlan("team");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));

        var refused = ledger.choose(wish(Choice.OPTED_IN, expected(), UUID.randomUUID()));

        assertThat(refused.outcome()).isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void anAccountWithoutAPlanCanOptOutButNotIn() {
        assertThat(ledger.choose(wish(Choice.OPTED_IN, expected(), UUID.randomUUID()))
                        .outcome())
                .isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
        assertThat(entries()).isEmpty();
        assertThat(ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()))
                        .outcome())
                .isEqualTo(ChoiceOutcome.RECORDED);
    }

    @Test
    void aReplayedRequestReturnsTheFirstResultAndRecordsNothing() {
        onPlan("free");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));
        var optIn = wish(Choice.OPTED_IN, expected(), UUID.randomUUID());
        ledger.choose(optIn);

        assertThat(ledger.choose(optIn).outcome()).isEqualTo(ChoiceOutcome.UNCHANGED);
        assertThat(entries()).hasSize(3);

        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));
        assertThat(ledger.choose(optIn).outcome())
                .as("a replayed opt-in does not undo a later opt-out")
                .isEqualTo(ChoiceOutcome.STALE);
        assertThat(entries()).hasSize(4);
    }

    @Test
    void anOptOutIsTakenFromAPageThatWasUsedBefore() {
        onPlan("free");
        var optOut = wish(Choice.OPTED_OUT, null, UUID.randomUUID());
        ledger.choose(optOut);
        ledger.choose(wish(Choice.OPTED_IN, expected(), UUID.randomUUID()));

        var again = ledger.choose(optOut);

        assertThat(again.outcome()).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(consentState().isOptedOut()).isTrue();
    }

    @Test
    void everyEntryIsChainedToThePreviousOne() {
        onPlan("free");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));
        ledger.choose(wish(Choice.OPTED_IN, expected(), UUID.randomUUID()));

        assertThat(entries()).hasSize(3);
        var previous = new byte[0];
        for (LedgerEntry entry : entries()) {
            assertThat(entry.previousHash).isEqualTo(previous);
            assertThat(entry.hash).isEqualTo(chain.hash(entry));
            previous = entry.hash;
        }
    }

    @Test
    void theProjectionMatchesTheHistory() {
        onPlan("free");
        ledger.choose(wish(Choice.OPTED_OUT, null, UUID.randomUUID()));
        onPlan("team");
        onPlan("pro");
        ledger.choose(wish(Choice.OPTED_IN, expected(), UUID.randomUUID()));

        var state = ledger.state(account);

        assertThat(state.consentState(CHAT))
                .isEqualTo(Recorded.history(ledger, account).consentState(CHAT, state.at(), timeline));
        assertThat(state.consentState(CHAT).isUsable()).isTrue();
    }

    @Test
    void ignoresThePlanOfAnOlderToken() {
        onPlan("free");
        var beforeThat = entries().get(0).recordedAt.minus(1, ChronoUnit.MINUTES);

        planRecorder.syncFromToken(account, CHAT, "team", beforeThat);

        assertThat(consentState().plan()).isEqualTo("free");
    }

    private void onPlan(String plan) {
        planRecorder.syncFromToken(account, CHAT, plan, Instant.now().plusSeconds(60));
    }

    private ChooseCommand wish(Choice choice, ExpectedState expected, UUID request) {
        return new ChooseCommand(account, CHAT, choice, expected, SHOWN, request);
    }

    private ExpectedState expected() {
        return ExpectedState.of(consentState(), timeline.at(Instant.now()));
    }

    private ConsentState consentState() {
        return ledger.state(account).consentState(CHAT);
    }

    private List<LedgerEntry> entries() {
        return Recorded.entries(ledger, account);
    }
}
