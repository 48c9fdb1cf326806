package ai.datacontrols.policy;

import static ai.datacontrols.policy.TestHistory.day;
import static ai.datacontrols.policy.rules.Choice.OPTED_IN;
import static ai.datacontrols.policy.rules.Choice.OPTED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An opt-out is never stale; an opt-in and a withdrawal must match the current state. */
class ChoiceOutcomeTest {

    private static final ExpectedState NOTHING_TRUE = new ExpectedState(98L, 99L, "0");

    private final PolicyTimeline timeline = Versions.published();
    private final Policy policy = timeline.at(day(1));

    @Test
    void anOptOutIsTakenFromAnyPageOnAnyPlan() {
        for (String plan : new String[] {"free", "team", "no-such-plan"}) {
            assertThat(outcome(TestHistory.on(plan), OPTED_OUT, NOTHING_TRUE)).isEqualTo(ChoiceOutcome.RECORDED);
        }
    }

    @Test
    void anUnchangedChoiceIsNotRecordedAgain() {
        assertThat(outcome(TestHistory.on("free").choose(OPTED_OUT), OPTED_OUT, NOTHING_TRUE))
                .isEqualTo(ChoiceOutcome.UNCHANGED);
        assertThat(outcome(TestHistory.on("team").choose(OPTED_IN), OPTED_IN, NOTHING_TRUE))
                .isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
    }

    @Test
    void anOptInIsTakenFromACurrentPageOnly() {
        var optedOut = TestHistory.on("free").choose(OPTED_OUT);
        var expected = ExpectedState.of(optedOut.told().consentState("le-chat", day(9), timeline), policy);

        assertThat(outcome(optedOut, OPTED_IN, expected)).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(outcome(optedOut, OPTED_IN, new ExpectedState(3L, 2L, "1"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new ExpectedState(1L, null, "1")))
                .isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new ExpectedState(1L, 2L, "2"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, null)).isEqualTo(ChoiceOutcome.STALE);
    }

    @Test
    void aPageIsStaleAfterAnOptInAndAnotherOptOut() {
        var first = TestHistory.on("free").choose(OPTED_OUT);
        var expected = ExpectedState.of(first.told().consentState("le-chat", day(9), timeline), policy);
        var again = first.choose(OPTED_IN).choose(OPTED_OUT);

        assertThat(outcome(again, OPTED_IN, expected)).isEqualTo(ChoiceOutcome.STALE);
    }

    @Test
    void anOptInIsRejectedIfThePlanExcludesUse() {
        var optedOut = TestHistory.on("team").choose(OPTED_OUT);
        var expected = ExpectedState.of(optedOut.told().consentState("le-chat", day(9), timeline), policy);

        assertThat(outcome(optedOut, OPTED_IN, expected)).isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
    }

    @Test
    void aWithdrawalIsTakenFromACurrentPageOnly() {
        var optedOut = TestHistory.on("team").choose(OPTED_OUT);

        assertThat(outcome(optedOut, ChoiceAction.WITHDRAW, currentPageOf(optedOut)))
                .isEqualTo(ChoiceOutcome.RECORDED);
        for (var page : Arrays.asList(
                new ExpectedState(3L, 2L, "1"),
                new ExpectedState(1L, null, "1"),
                new ExpectedState(1L, 2L, "2"),
                NOTHING_TRUE,
                null)) {
            assertThat(outcome(optedOut, ChoiceAction.WITHDRAW, page)).isEqualTo(ChoiceOutcome.STALE);
        }
    }

    @Test
    void aPageIsStaleAfterAWithdrawalAndAnotherOptOut() {
        var first = TestHistory.on("team").choose(OPTED_OUT);
        var again = first.withdraw().choose(OPTED_OUT);

        assertThat(outcome(again, ChoiceAction.WITHDRAW, currentPageOf(first))).isEqualTo(ChoiceOutcome.STALE);
    }

    @Test
    void aPageFromBeforeTheFirstChoiceIsStaleAfterAWithdrawal() {
        var none = TestHistory.on("team");
        var withdrawn = none.choose(OPTED_OUT).withdraw();

        assertThat(currentPageOf(withdrawn)).isNotEqualTo(currentPageOf(none));
    }

    @Test
    void aWithdrawalIsTakenWithoutAPlanAndOnAnUnknownOne() {
        for (var optedOut : List.of(
                TestHistory.on("free").end().choose(OPTED_OUT),
                TestHistory.on("free").choose(OPTED_OUT).end(),
                TestHistory.on("no-such-plan").choose(OPTED_OUT))) {
            assertThat(outcome(optedOut, ChoiceAction.WITHDRAW, currentPageOf(optedOut)))
                    .isEqualTo(ChoiceOutcome.RECORDED);
        }
    }

    @Test
    void aWithdrawalIsRejectedIfThePlanHasAChoice() {
        for (var history : List.of(
                TestHistory.on("free"),
                TestHistory.on("free").choose(OPTED_OUT),
                TestHistory.on("team").choose(OPTED_OUT).plan("free"))) {
            assertThat(outcome(history, ChoiceAction.WITHDRAW, currentPageOf(history)))
                    .isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
        }
    }

    @Test
    void aWithdrawalWithoutAnOptOutIsNotRecorded() {
        for (var history : List.of(
                TestHistory.on("team"),
                TestHistory.on("team").choose(OPTED_OUT).withdraw(),
                TestHistory.on("free").choose(OPTED_IN).plan("team"))) {
            assertThat(outcome(history, ChoiceAction.WITHDRAW, NOTHING_TRUE)).isEqualTo(ChoiceOutcome.UNCHANGED);
        }
    }

    @Test
    void anOptOutAfterAWithdrawalIsRecorded() {
        var withdrawn = TestHistory.on("team").choose(OPTED_OUT).withdraw();

        assertThat(stateOf(withdrawn).isWithdrawn()).isTrue();
        assertThat(stateOf(TestHistory.on("team")).isWithdrawn()).isFalse();
        assertThat(stateOf(withdrawn.choose(OPTED_OUT)).isWithdrawn()).isFalse();
        assertThat(outcome(withdrawn, OPTED_OUT, NOTHING_TRUE)).isEqualTo(ChoiceOutcome.RECORDED);
    }

    @Test
    void onlyAnOptOutReducesNoProtection() {
        assertThat(ChoiceAction.values())
                .filteredOn(action -> !action.reducesProtection())
                .containsExactly(ChoiceAction.OPT_OUT);
    }

    @Test
    void eachActionHasItsEvent() {
        var metadata = new EventMetadata(1, day(1), Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);

        assertThat(ChoiceAction.of(OPTED_OUT).toEvent(metadata, "le-chat"))
                .isEqualTo(new ChoiceMade(metadata, "le-chat", OPTED_OUT));
        assertThat(ChoiceAction.of(OPTED_IN).toEvent(metadata, "le-chat"))
                .isEqualTo(new ChoiceMade(metadata, "le-chat", OPTED_IN));
        assertThat(ChoiceAction.WITHDRAW.toEvent(metadata, "le-chat"))
                .isEqualTo(new ChoiceWithdrawn(metadata, "le-chat"));
    }

    private ExpectedState currentPageOf(TestHistory history) {
        return ExpectedState.of(stateOf(history), policy);
    }

    private ConsentState stateOf(TestHistory history) {
        return history.told().consentState("le-chat", day(9), timeline);
    }

    private ChoiceOutcome outcome(TestHistory history, Choice choice, ExpectedState expected) {
        return outcome(history, ChoiceAction.of(choice), expected);
    }

    private ChoiceOutcome outcome(TestHistory history, ChoiceAction action, ExpectedState expected) {
        return stateOf(history).evaluate(action, expected, policy);
    }
}
