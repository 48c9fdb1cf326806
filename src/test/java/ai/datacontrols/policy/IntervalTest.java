package ai.datacontrols.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import ai.datacontrols.policy.rules.FeedbackPart;
import ai.datacontrols.policy.rules.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** The decisions for all data created within an interval. */
@Domain(AnyHistory.class)
@Domain(DomainContext.Global.class)
class IntervalTest {

    private static final Instant MINUTE = Instant.parse("2026-03-01T23:03:00Z");
    private static final Instant END = MINUTE.plusSeconds(60);
    private static final Instant LATER = MINUTE.plusSeconds(3600);

    private final PolicyTimeline timeline = Versions.published();

    @Property
    void decidesEachInstantOfAnIntervalAsSeparately(
            @ForAll AccountHistory history,
            @ForAll Instant from,
            @ForAll Instant asOf,
            @ForAll @IntRange(min = 1, max = 12) int hours) {
        for (var data : List.of(Policy.INPUT_OUTPUT, "feedback")) {
            var query = new DecisionQuery("le-chat", data, from, Set.of(FeedbackPart.values()), asOf);

            var parts = timeline.explainInterval(query, from.plus(Duration.ofHours(hours)), history);

            assertThat(parts.get(0).from()).isEqualTo(from);
            for (var minutes = 0; minutes < 60 * hours; minutes += 30) {
                var at = from.plus(Duration.ofMinutes(minutes));
                if (!at.isAfter(asOf) || minutes == 0) {
                    var part = parts.stream()
                            .filter(each -> !each.from().isAfter(at))
                            .reduce((first, second) -> second)
                            .orElseThrow();
                    var decision = timeline.decide(query.createdAt(at), history);
                    assertThat(part.explanation().decision().permitted()).isEqualTo(decision.permitted());
                    assertThat(part.explanation().decision().reason()).isEqualTo(decision.reason());
                }
            }
        }
    }

    @Test
    void namesTheInstantAtWhichTheDecisionChanges() {
        var history = history(
                new PlanStarted(at(1, MINUTE.minusSeconds(60)), "le-chat", "free"),
                new ChoiceMade(at(2, MINUTE.minusSeconds(30)), "le-chat", Choice.OPTED_OUT),
                new ChoiceMade(at(3, MINUTE.plusSeconds(33)), "le-chat", Choice.OPTED_IN),
                new PlanStarted(at(4, MINUTE.plusSeconds(40)), "le-chat", "pro"));

        assertThat(reasons(history, Policy.INPUT_OUTPUT, LATER))
                .containsExactly(MINUTE + " NOT_USABLE_SINCE_CREATION", MINUTE.plusSeconds(33) + " OPTED_IN");
    }

    @Test
    void endsBeforeTheEndOfTheIntervalAndAtAsOf() {
        var history = history(
                new PlanStarted(at(1, MINUTE), "le-chat", "free"),
                new PlanEnded(at(2, MINUTE.plusSeconds(10)), "le-chat"),
                new PlanStarted(at(3, MINUTE.plusSeconds(20)), "le-chat", "free"),
                new PlanEnded(at(4, END), "le-chat"));

        assertThat(reasons(history, "feedback", LATER))
                .containsExactly(
                        MINUTE + " FEEDBACK_GIVEN",
                        MINUTE.plusSeconds(10) + " UNKNOWN_PLAN",
                        MINUTE.plusSeconds(20) + " FEEDBACK_GIVEN");
        assertThat(reasons(history, "feedback", MINUTE.plusSeconds(10)))
                .containsExactly(MINUTE + " FEEDBACK_GIVEN", MINUTE.plusSeconds(10) + " UNKNOWN_PLAN");
        assertThat(reasons(history, "feedback", MINUTE.plusSeconds(9))).containsExactly(MINUTE + " FEEDBACK_GIVEN");
    }

    private List<String> reasons(AccountHistory history, String data, Instant asOf) {
        var query = new DecisionQuery("le-chat", data, MINUTE, Set.of(FeedbackPart.values()), asOf);
        return timeline.explainInterval(query, END, history).stream()
                .map(part -> part.from() + " " + part.explanation().decision().reason())
                .toList();
    }

    private static AccountHistory history(AccountEvent... events) {
        return new AccountHistory(new ArrayList<>(List.of(events)));
    }

    private static EventMetadata at(int sequence, Instant at) {
        return new EventMetadata(sequence, at, Actor.BILLING, Channel.API, null);
    }
}
