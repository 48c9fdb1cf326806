package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** A decision can be told step by step. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class ExplanationTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    private final PolicyTimeline timeline = Versions.published();

    @Test
    void theStepThatSettlesItIsNamedAndThoseBeforeItArePassed() {
        var told = timeline.explain(question(LATER), history(Choice.OPTED_OUT));

        assertThat(told.settled()).isEqualTo(Step.NO_OPT_OUT);
        assertThat(told.decision().reason()).isEqualTo(Reason.OPTED_OUT);
        assertThat(told.passed())
                .containsExactly(
                        Step.ACCOUNT_KNOWN,
                        Step.ACCOUNT_THERE,
                        Step.RULE_EXISTS,
                        Step.CREATED_BY_THEN,
                        Step.DATA_USED_AT_ALL,
                        Step.OTHER_THAN_FEEDBACK,
                        Step.PLAN_KNOWN,
                        Step.PLAN_ALLOWS);
    }

    @Test
    void whatPassesThemAllIsPermitted() {
        var told = timeline.explain(question(LATER), history(Choice.OPTED_IN));

        assertThat(told.settled()).isNull();
        assertThat(told.passed()).containsExactly(Step.values());
        assertThat(told.decision().permitted()).isTrue();
    }

    @Property
    void itExplainsTheVeryDecision(@ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        var question = new Question("le-chat", Policy.INPUT_OUTPUT, created, Set.of(), asOf);

        var told = timeline.explain(question, history);

        assertThat(told.decision()).isEqualTo(timeline.decide(question, history));
        assertThat(told.decision().permitted()).isEqualTo(told.settled() == null);
        assertThat(told.passed()).doesNotContain(told.settled());
    }

    private static Question question(Instant asOf) {
        return new Question("le-chat", Policy.INPUT_OUTPUT, asOf, Set.of(), asOf);
    }

    private static AccountHistory history(Choice choice) {
        return new AccountHistory(List.of(
                new PlanStarted(new Recording(1, THEN, Actor.BILLING, Surface.API, null), "le-chat", "free"),
                new ChoiceMade(
                        new Recording(2, THEN.plusSeconds(1), Actor.DATA_SUBJECT, Surface.SETTINGS_PAGE, null),
                        "le-chat",
                        choice)));
    }
}
