package ai.datacontrols.policy;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.ChoiceWithdrawn;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.rules.Choice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Generates histories with any plans, choices and withdrawals, at any intervals, including several events at one instant. */
class AnyHistory extends DomainContextBase {

    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    static final Map<String, List<String>> PLANS = Map.of(
            "le-chat", List.of("free", "pro", "student", "team", "enterprise"),
            "la-plateforme", List.of("experiment", "scale"));

    private record Step(int hours, String product, String what) {

        AccountEvent event(long sequence, Instant at) {
            var metadata = new EventMetadata(sequence, at, Actor.DATA_SUBJECT, Channel.SETTINGS_PAGE, null);
            return switch (what) {
                case "end" -> new PlanEnded(metadata, product);
                case "out" -> new ChoiceMade(metadata, product, Choice.OPTED_OUT);
                case "in" -> new ChoiceMade(metadata, product, Choice.OPTED_IN);
                case "withdraw" -> new ChoiceWithdrawn(metadata, product);
                default -> new PlanStarted(metadata, product, what);
            };
        }
    }

    @Provide
    Arbitrary<AccountHistory> histories() {
        return steps().list().ofMaxSize(12).map(AnyHistory::history);
    }

    /** An instant on the hour, so that it often falls on an event. */
    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(-2, 80).map(hour -> BEGINNING.plus(Duration.ofHours(hour)));
    }

    private static Arbitrary<Step> steps() {
        return Arbitraries.of(PLANS.keySet()).flatMap(product -> {
            var happenings = new ArrayList<>(PLANS.get(product));
            happenings.addAll(List.of("end", "out", "in", "out", "in", "withdraw"));
            return Combinators.combine(Arbitraries.integers().between(0, 10), Arbitraries.of(happenings))
                    .as((hours, what) -> new Step(hours, product, what));
        });
    }

    private static AccountHistory history(List<Step> steps) {
        var history = AccountHistory.EMPTY;
        var at = BEGINNING;
        for (Step step : steps) {
            at = at.plus(Duration.ofHours(step.hours()));
            history = history.with(step.event(history.events().size() + 1, at));
        }
        return history;
    }
}
