package ai.datacontrols.policy;

import static ai.datacontrols.policy.Choice.OPTED_IN;
import static ai.datacontrols.policy.Choice.OPTED_OUT;
import static ai.datacontrols.policy.Histories.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An opt-out is never stale; an opt-in must match what is true. */
class ChoiceOutcomeTest {

    private static final Seen NOTHING_TRUE = new Seen(98L, 99L, "0");

    private final PolicyTimeline timeline = Versions.published();
    private final Policy policy = timeline.at(day(1));

    @Test
    void anOptOutIsTakenFromAnyPageOnAnyPlan() {
        for (String plan : new String[] {"free", "team", "no-such-plan"}) {
            assertThat(outcome(Histories.on(plan), OPTED_OUT, NOTHING_TRUE)).isEqualTo(ChoiceOutcome.RECORDED);
        }
    }

    @Test
    void whatStandsAlreadyIsNotRecordedAgain() {
        assertThat(outcome(Histories.on("free").choose(OPTED_OUT), OPTED_OUT, NOTHING_TRUE))
                .isEqualTo(ChoiceOutcome.ALREADY_STANDING);
        assertThat(outcome(Histories.on("team").choose(OPTED_IN), OPTED_IN, NOTHING_TRUE))
                .isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
    }

    @Test
    void anOptInIsTakenFromATruePageAlone() {
        var optedOut = Histories.on("free").choose(OPTED_OUT);
        var seen = Seen.of(optedOut.told().standing("le-chat", day(9), timeline), policy);

        assertThat(outcome(optedOut, OPTED_IN, seen)).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(outcome(optedOut, OPTED_IN, new Seen(3L, 2L, "1"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new Seen(1L, null, "1"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new Seen(1L, 2L, "2"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, null)).isEqualTo(ChoiceOutcome.STALE);
    }

    @Test
    void aPageFromBeforeInAndOutAgainIsNoLongerTrue() {
        var first = Histories.on("free").choose(OPTED_OUT);
        var seen = Seen.of(first.told().standing("le-chat", day(9), timeline), policy);
        var again = first.choose(OPTED_IN).choose(OPTED_OUT);

        assertThat(outcome(again, OPTED_IN, seen)).isEqualTo(ChoiceOutcome.STALE);
    }

    @Test
    void anOptInWhereThePlanExcludesUseIsRefused() {
        var optedOut = Histories.on("team").choose(OPTED_OUT);
        var seen = Seen.of(optedOut.told().standing("le-chat", day(9), timeline), policy);

        assertThat(outcome(optedOut, OPTED_IN, seen)).isEqualTo(ChoiceOutcome.REFUSED_BY_PLAN);
    }

    private ChoiceOutcome outcome(Histories history, Choice choice, Seen seen) {
        return history.told().standing("le-chat", day(9), timeline).outcomeOf(choice, seen, policy);
    }
}
