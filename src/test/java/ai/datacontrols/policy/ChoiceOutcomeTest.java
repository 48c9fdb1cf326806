package ai.datacontrols.policy;

import static ai.datacontrols.policy.Choice.OPTED_IN;
import static ai.datacontrols.policy.Choice.OPTED_OUT;
import static ai.datacontrols.policy.Histories.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An opt-out is never stale; an opt-in must match what is true. */
class ChoiceOutcomeTest {

    private static final Seen NOTHING_TRUE = new Seen("no-such-plan", OPTED_IN, "0");

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
                .isEqualTo(ChoiceOutcome.ALREADY_STANDING);
    }

    @Test
    void anOptInIsTakenFromATruePageAlone() {
        var optedOut = Histories.on("free").choose(OPTED_OUT);
        var seen = Seen.of(optedOut.told().standing("le-chat", day(9), timeline), policy);

        assertThat(outcome(optedOut, OPTED_IN, seen)).isEqualTo(ChoiceOutcome.RECORDED);
        assertThat(outcome(optedOut, OPTED_IN, new Seen("pro", OPTED_OUT, "1"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new Seen("free", null, "1"))).isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, new Seen("free", OPTED_OUT, "2")))
                .isEqualTo(ChoiceOutcome.STALE);
        assertThat(outcome(optedOut, OPTED_IN, null)).isEqualTo(ChoiceOutcome.STALE);
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
