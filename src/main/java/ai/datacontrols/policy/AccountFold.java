package ai.datacontrols.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Folds the events of one account, in the order of their sequence, into the states that decisions need. These are
 * declared before the first event. Stores no events, so memory depends only on the number of queries.
 */
public final class AccountFold implements ResumableFold {

    private final PolicyTimeline timeline;
    private final Map<String, ProductFold> products = new HashMap<>();
    private Instant firstAt;
    private Instant lastAt;
    private Instant erasedAt;
    private long lastSequence;

    public AccountFold(PolicyTimeline timeline) {
        this.timeline = timeline;
    }

    /** Declares that the state of a product is required; {@code asOf} is null for the state after the last event. */
    public AccountFold expect(String product, Instant asOf) {
        if (timeline.knows(product)) {
            declared(product).keep(asOf);
        }
        return this;
    }

    /** Declares a query; {@code asOf} is null for the state after the last event. */
    public AccountFold expect(String product, String data, Instant createdAt, Instant asOf) {
        expect(product, asOf);
        return timeline.asksForFeedback(product, data) ? expect(product, createdAt) : this;
    }

    /**
     * Declares a query about all data created within an interval.
     *
     * @param end the first instant after the interval
     * @param asOf the instant to decide for; null for the state after the last event
     */
    public AccountFold expect(String product, String data, Instant from, Instant end, Instant asOf) {
        expect(product, data, from, asOf);
        if (timeline.knows(product) && timeline.asksForFeedback(product, data)) {
            declared(product).keepPlanChanges(from, end);
        }
        return this;
    }

    private ProductFold declared(String product) {
        if (firstAt != null) {
            throw new IllegalStateException("declared after the first event");
        }
        return products.computeIfAbsent(product, its -> new ProductFold(its, timeline));
    }

    @Override
    public void accept(AccountEvent event) {
        var at = event.metadata().at();
        firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
        lastAt = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
        if (event instanceof AccountEvent.AccountErased && (erasedAt == null || at.isBefore(erasedAt))) {
            erasedAt = at;
        }
        lastSequence = event.metadata().sequence();
        for (var product : products.values()) {
            product.accept(event);
        }
    }

    /** Whether no declared instant is before the last event of the history: the states there aren't part of it. */
    @Override
    public boolean canResume(FoldedHistory history) {
        return history.isUnder(timeline)
                && products.values().stream().allMatch(product -> product.needsOnlyFrom(history));
    }

    @Override
    public void resume(FoldedHistory history) {
        var before = history.account();
        products.forEach((product, fold) -> fold.resume(before.fold(product)));
        firstAt = before.firstAt;
        lastAt = before.lastAt;
        erasedAt = before.erasedAt;
        lastSequence = before.lastSequence;
    }

    /** Returns a copy with one more event applied. */
    AccountFold with(AccountEvent event) {
        var copy = new AccountFold(timeline);
        products.forEach((product, fold) -> copy.products.put(product, new ProductFold(fold)));
        copy.firstAt = firstAt;
        copy.lastAt = lastAt;
        copy.erasedAt = erasedAt;
        copy.accept(event);
        return copy;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** Returns the given instant, but never one before the last event: the clock may have been set back since. */
    public Instant notBeforeTheLast(Instant now) {
        return lastAt == null || lastAt.isBefore(now) ? now : lastAt;
    }

    public Instant erasedAt() {
        return erasedAt;
    }

    boolean isKnown(Instant asOf) {
        return firstAt != null && !firstAt.isAfter(asOf);
    }

    boolean isErased(Instant asOf) {
        return erasedAt != null && !erasedAt.isAfter(asOf);
    }

    /** @throws IllegalStateException if the state was not declared */
    public ConsentState consentState(String product, Instant asOf) {
        return timeline.knows(product)
                ? fold(product).asOf(asOf).asOf(asOf, timeline)
                : ConsentState.none(product).asOf(asOf, timeline);
    }

    /** Returns the state when data was created, with its plan and the entry that started it. */
    ConsentState created(String product, Instant createdAt) {
        return fold(product).created(createdAt);
    }

    private ProductFold fold(String product) {
        var fold = products.get(product);
        if (fold == null) {
            throw new IllegalStateException("not declared: " + product);
        }
        return fold;
    }

    public Decision decide(DecisionQuery query) {
        return explain(query).decision();
    }

    /** Denies because the history can't be verified. The events that were read are not taken into account. */
    public Decision denyUnverifiable(DecisionQuery query) {
        return new Decision(
                false,
                null,
                Reason.RECORD_UNVERIFIABLE,
                timeline.at(query.asOf()).version(),
                null,
                query.asOf());
    }

    public Explanation explain(DecisionQuery query) {
        return new DecisionEvaluator(timeline, query, this).explain();
    }

    /**
     * Explains the decisions for all data created within an interval. They depend on the instant of creation in only
     * three ways: whether use began after it, which policy version was in force, and, for feedback, the plan.
     *
     * @param query the query for the first instant of the interval
     * @param end the first instant after the interval
     * @return one part for each section of the interval with the same outcome, in order
     */
    public List<IntervalPart> explainInterval(DecisionQuery query, Instant end) {
        var instants = new TreeSet<Instant>();
        timeline.versions().forEach(version -> instants.add(version.inForceFrom()));
        if (timeline.knows(query.product())) {
            var consentState = consentState(query.product(), query.asOf());
            if (consentState.isUsable()) {
                instants.add(consentState.usableSince());
            }
            instants.addAll(fold(query.product()).planChanges());
        }
        instants.removeIf(at -> !at.isAfter(query.createdAt()) || !at.isBefore(end) || at.isAfter(query.asOf()));
        instants.add(query.createdAt());
        var parts = new ArrayList<IntervalPart>();
        for (Instant createdAt : instants) {
            var explanation = explain(query.createdAt(createdAt));
            if (parts.isEmpty() || !parts.get(parts.size() - 1).explanation().hasSameOutcome(explanation)) {
                parts.add(new IntervalPart(createdAt, explanation));
            }
        }
        return parts;
    }
}
