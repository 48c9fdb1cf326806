package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** An explanation lists the checks of a decision. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class ExplanationTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");

    private final PolicyTimeline timeline = Versions.published();

    @Test
    void namesTheDecidingCheckAndThoseThatPassed() {
        var told = timeline.explain(question(LATER), history(Choice.OPTED_OUT));

        assertThat(told.settled()).isEqualTo(DecisionCheck.NO_OPT_OUT);
        assertThat(told.decision().reason()).isEqualTo(Reason.OPTED_OUT);
        assertThat(told.passed())
                .containsExactly(
                        DecisionCheck.ACCOUNT_KNOWN,
                        DecisionCheck.ACCOUNT_THERE,
                        DecisionCheck.RULE_EXISTS,
                        DecisionCheck.CREATED_BY_THEN,
                        DecisionCheck.DATA_USED_AT_ALL,
                        DecisionCheck.OTHER_THAN_FEEDBACK,
                        DecisionCheck.PLAN_KNOWN,
                        DecisionCheck.PLAN_ALLOWS);
    }

    @Test
    void isPermittedIfEveryCheckPasses() {
        var told = timeline.explain(question(LATER), history(Choice.OPTED_IN));

        assertThat(told.settled()).isNull();
        assertThat(told.passed()).containsExactly(DecisionCheck.values());
        assertThat(told.decision().permitted()).isTrue();
    }

    @Property
    void explainsTheSameDecision(@ForAll AccountHistory history, @ForAll Instant created, @ForAll Instant asOf) {
        var query = new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, created, Set.of(), asOf);

        var told = timeline.explain(query, history);

        assertThat(told.decision()).isEqualTo(timeline.decide(query, history));
        assertThat(told.decision().permitted()).isEqualTo(told.settled() == null);
        assertThat(told.passed()).doesNotContain(told.settled());
    }

    private static DecisionQuery question(Instant asOf) {
        return new DecisionQuery("le-chat", Policy.INPUT_OUTPUT, asOf, Set.of(), asOf);
    }

    private static AccountHistory history(Choice choice) {
        return new AccountHistory(List.of(
                new PlanStarted(new EventMetadata(1, THEN, Actor.BILLING, Channel.API, null), "le-chat", "free"),
                new ChoiceMade(
                        new EventMetadata(2, THEN.plusSeconds(1), Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null),
                        "le-chat",
                        choice)));
    }
}
