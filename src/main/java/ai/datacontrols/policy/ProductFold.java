package ai.datacontrols.policy;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Folds the events of one product, normally in chronological order, and keeps its state at declared instants. */
final class ProductFold {

    private final String product;
    private final PolicyTimeline timeline;
    private final TreeSet<Instant> ahead;
    private final NavigableMap<Instant, ConsentState> kept;
    private final NavigableMap<Instant, ConsentState> planChanges;
    private Instant from;
    private Instant end;
    private ConsentState last;
    private Instant lastAt = Instant.MIN;

    ProductFold(String product, PolicyTimeline timeline) {
        this.product = product;
        this.timeline = timeline;
        ahead = new TreeSet<>();
        kept = new TreeMap<>();
        planChanges = new TreeMap<>();
        last = ConsentState.none(product);
    }

    ProductFold(ProductFold other) {
        product = other.product;
        timeline = other.timeline;
        ahead = new TreeSet<>(other.ahead);
        kept = new TreeMap<>(other.kept);
        planChanges = new TreeMap<>(other.planChanges);
        from = other.from;
        end = other.end;
        last = other.last;
        lastAt = other.lastAt;
    }

    void keep(Instant asOf) {
        if (asOf != null) {
            ahead.add(asOf);
        }
    }

    /** Stores each change of plan after {@code from} and before {@code end}. */
    void keepPlanChanges(Instant from, Instant end) {
        this.from = from;
        this.end = end;
    }

    /** Returns whether every declared instant is at or after the end of a history. */
    boolean needsOnlyFrom(FoldedHistory history) {
        return ahead.isEmpty() || history.endsBy(ahead.first());
    }

    /** Takes over the state at the end of a history, before the first event. */
    void resume(ProductFold before) {
        last = before.last;
        lastAt = before.lastAt;
    }

    void accept(AccountEvent event) {
        if (!event.concerns(product)) {
            return;
        }
        var at = event.metadata().at();
        while (!ahead.isEmpty() && ahead.first().isBefore(at)) {
            kept.put(ahead.pollFirst(), last);
        }
        // an event out of order also applies to the stored states of later instants
        if (at.isBefore(lastAt)) {
            kept.tailMap(at, true).replaceAll((asOf, consentState) -> consentState.apply(event, timeline));
        }
        var before = last;
        last = last.apply(event, timeline);
        lastAt = at.isAfter(lastAt) ? at : lastAt;
        if (from != null && at.isAfter(from) && at.isBefore(end) && !Objects.equals(before.plan(), last.plan())) {
            planChanges.put(at, last);
        }
    }

    ConsentState asOf(Instant asOf) {
        if (!asOf.isBefore(lastAt)) {
            return last;
        }
        var consentState = kept.get(asOf);
        if (consentState == null) {
            throw new IllegalStateException("not declared: " + product + " as of " + asOf);
        }
        return consentState;
    }

    ConsentState created(Instant createdAt) {
        if (from == null || createdAt.isBefore(from) || !createdAt.isBefore(end)) {
            return asOf(createdAt);
        }
        var change = planChanges.floorEntry(createdAt);
        return change == null ? asOf(from) : change.getValue();
    }

    Set<Instant> planChanges() {
        return planChanges.keySet();
    }
}
