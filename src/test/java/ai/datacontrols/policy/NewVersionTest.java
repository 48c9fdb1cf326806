package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Plan;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A second version comes into force: Student moves to the rule that excludes use, Pro is renamed, Family is new, and
 * feedback needs no comment any more.
 */
class NewVersionTest {

    private static final Instant FORCE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = FORCE.minus(Duration.ofDays(30));
    private static final Instant AFTER = FORCE.plus(Duration.ofDays(30));
    private static final Set<FeedbackPart> BARE_THUMB = Set.of(FeedbackPart.RATING);

    private final PolicyTimeline timeline =
            new PolicyTimeline(List.of(Versions.version("/second-version.json"), Versions.version("/policy/1.json")));

    @Test
    void appliesFromItsFirstInstantOn() {
        assertThat(timeline.at(FORCE.minusNanos(1)).version()).isEqualTo("1");
        assertThat(timeline.at(FORCE).version()).isEqualTo("2");
    }

    @Test
    void aPlanMovedToAStricterRuleEndsUseAtThatInstant() {
        var student = on("student", BEFORE);

        assertThat(written(student, BEFORE, FORCE.minusNanos(1)).reason()).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(written(student, BEFORE, FORCE).reason()).isEqualTo(Reason.PLAN_EXCLUDED);
        assertThat(written(student, BEFORE, FORCE).rule()).isEqualTo("chat-organisation");
        assertThat(student.consentState("le-chat", AFTER, timeline).usableSince())
                .isNull();
    }

    @Test
    void aRenameDoesNotInterruptThePermittedPeriod() {
        var pro = on("pro", BEFORE);

        assertThat(written(pro, BEFORE, AFTER).permitted()).isTrue();
        assertThat(pro.consentState("le-chat", AFTER, timeline).usableSince()).isEqualTo(BEFORE);
        assertThat(timeline.at(AFTER).plan("le-chat", "pro")).hasValue(new Plan("pro", "Plus"));
    }

    @ParameterizedTest
    @CsvSource({"family, 2", "student, 2", "free,", "team,"})
    void namesTheVersionThatStartedOrEndedUse(String plan, String version) {
        assertThat(lastToChangeUse(on(plan, BEFORE)).map(Policy::version)).isEqualTo(Optional.ofNullable(version));
    }

    @Test
    void namesNoVersionWherePlanOrChoiceDecidedLast() {
        var optedOut = on("family", BEFORE)
                .with(new AccountEvent.ChoiceMade(recording(2, BEFORE), "le-chat", Choice.OPTED_OUT));
        var optedOutLater = on("family", BEFORE)
                .with(new AccountEvent.ChoiceMade(recording(2, FORCE), "le-chat", Choice.OPTED_OUT));

        assertThat(lastToChangeUse(optedOut)).isEmpty();
        assertThat(lastToChangeUse(optedOutLater)).isEmpty();
        assertThat(lastToChangeUse(on("family", FORCE))).isEmpty();
        assertThat(lastToChangeUse(AccountHistory.EMPTY)).isEmpty();
    }

    @Test
    void dataCreatedUnderAStricterVersionStaysUnused() {
        var family = on("family", BEFORE);

        assertThat(written(family, BEFORE, BEFORE).reason()).isEqualTo(Reason.UNKNOWN_PLAN);
        assertThat(written(family, BEFORE, AFTER).reason()).isEqualTo(Reason.NOT_USABLE_SINCE_CREATION);
        assertThat(written(family, FORCE, AFTER).reason()).isEqualTo(Reason.ON_BY_DEFAULT);
        assertThat(written(family, FORCE, AFTER).policyVersion()).isEqualTo("2");
        assertThat(family.consentState("le-chat", AFTER, timeline).usableSinceEntry())
                .as("the permitted period started with the version, not with an entry")
                .isNull();
    }

    @Test
    void aLooserVersionNeverPermitsEarlierFeedbackWithoutAComment() {
        var free = on("free", BEFORE);

        assertThat(thumb(free, FORCE.minusNanos(1), AFTER).reason()).isEqualTo(Reason.FEEDBACK_INCOMPLETE);
        assertThat(thumb(free, FORCE, AFTER).reason()).isEqualTo(Reason.FEEDBACK_GIVEN);
    }

    @Test
    void decisionsAsOfEarlierInstantsAreUnchanged() {
        var published = Versions.published();
        for (String plan : List.of("free", "pro", "student", "team", "family")) {
            var query = new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, BEFORE, Set.of(), FORCE.minusSeconds(1));

            assertThat(timeline.decide(query, on(plan, BEFORE))).isEqualTo(published.decide(query, on(plan, BEFORE)));
        }
    }

    @Test
    void onlyTheFirstVersionHasNoStartAndStartsAreDistinct() {
        var second = Versions.version("/second-version.json");

        assertThatThrownBy(() -> new PolicyTimeline(List.of(second))).hasMessageContaining("must not have a start");
        assertThatThrownBy(() -> new PolicyTimeline(List.of(Versions.version("/policy/1.json"), second, second)))
                .hasMessageContaining("same instant");
    }

    private static AccountHistory on(String plan, Instant since) {
        return AccountHistory.EMPTY.with(new PlanStarted(recording(1, since), "le-chat", plan));
    }

    private static EventMetadata recording(long sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.IDENTITY_PROVIDER, Channel.SIGN_IN, null);
    }

    private Optional<Policy> lastToChangeUse(AccountHistory history) {
        return timeline.lastToChangeUse(history.consentState("le-chat", AFTER, timeline));
    }

    private Decision written(AccountHistory history, Instant created, Instant asOf) {
        return timeline.decide(new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, created, Set.of(), asOf), history);
    }

    private Decision thumb(AccountHistory history, Instant created, Instant asOf) {
        return timeline.decide(new DecisionQuery("le-chat", "feedback", created, BARE_THUMB, asOf), history);
    }
}
