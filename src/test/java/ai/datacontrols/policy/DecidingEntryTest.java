package ai.datacontrols.policy;

import static ai.datacontrols.policy.TestHistory.day;
import static ai.datacontrols.policy.rules.Choice.OPTED_IN;
import static ai.datacontrols.policy.rules.Choice.OPTED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A decision names the entry that decided it. */
class DecidingEntryTest {

    private static final Instant LATER = day(30);

    private final PolicyTimeline timeline = Versions.published();

    @Test
    void onByDefaultWasDecidedByThePlan() {
        var decision = decide(TestHistory.on("free").plan("pro"), day(2));

        assertThat(decision.reason()).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(decision.entry()).isEqualTo(new EntryRef(2, day(2)));
    }

    @Test
    void optedInWasDecidedByTheOptIn() {
        var decision = decide(TestHistory.on("free").choose(OPTED_OUT).choose(OPTED_IN), day(3));

        assertThat(decision.reason()).isEqualTo(Reason.OPTED_IN);
        assertThat(decision.entry()).isEqualTo(new EntryRef(3, day(3)));
    }

    @Test
    void optedOutWasDecidedByTheOptOut() {
        var decision = decide(TestHistory.on("free").choose(OPTED_OUT).plan("pro"), day(1));

        assertThat(decision.reason()).isEqualTo(Reason.OPTED_OUT);
        assertThat(decision.entry()).isEqualTo(new EntryRef(2, day(2)));
    }

    @Test
    void tooOldWasDecidedByTheStartOfThePermittedPeriod() {
        var decision = decide(TestHistory.on("team").plan("free").plan("pro"), day(1));

        assertThat(decision.reason()).isEqualTo(Reason.NOT_USABLE_SINCE_CREATION);
        assertThat(decision.entry()).isEqualTo(new EntryRef(2, day(2)));
    }

    @Test
    void anErasedAccountIsDeniedOnAnyPlan() {
        var decision = decide(TestHistory.on("free").erase(), day(1));

        assertThat(decision.reason()).isEqualTo(Reason.ACCOUNT_ERASED);
        assertThat(decision.rule()).isNull();
        assertThat(TestHistory.on("free")
                        .erase()
                        .told()
                        .consentState("le-chat", LATER, timeline)
                        .isUsable())
                .isFalse();
    }

    private Decision decide(TestHistory history, Instant created) {
        return timeline.decide(
                new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, created, Set.of(), LATER), history.told());
    }
}
