package ai.datacontrols.policy;

import static ai.datacontrols.policy.TestHistory.day;
import static ai.datacontrols.policy.rules.Choice.OPTED_IN;
import static ai.datacontrols.policy.rules.Choice.OPTED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import org.junit.jupiter.api.Test;

/** An opt-out is never stale; an opt-in must match the current state. */
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

    private ChoiceOutcome outcome(TestHistory history, Choice choice, ExpectedState expected) {
        return history.told().consentState("le-chat", day(9), timeline).evaluate(choice, expected, policy);
    }
}
