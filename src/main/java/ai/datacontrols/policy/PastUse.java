package ai.datacontrols.policy;

import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds the events of one account into the past periods in which use of a product's data was allowed. Keeps the latest
 * periods, and those within a given interval, so the memory doesn't depend on the length of the history.
 */
public final class PastUse implements ResumableFold {

    public static final int MOST_PERIODS = 12;

    private final String product;
    private final PolicyTimeline timeline;
    private final Instant start;
    private final Instant end;
    private final List<PermittedPeriod> periods = new ArrayList<>();
    private final List<PermittedPeriod> latest = new ArrayList<>();
    private ConsentState last;

    public PastUse(String product, PolicyTimeline timeline) {
        this(product, timeline, Instant.MAX, Instant.MIN);
    }

    /** Collects the periods that overlap an interval; {@code end} is the first instant after it. */
    public PastUse(String product, PolicyTimeline timeline, Instant start, Instant end) {
        this.product = product;
        this.timeline = timeline;
        this.start = start;
        this.end = end;
        last = ConsentState.none(product);
    }

    /** Whether no period that ended in the history can overlap the interval. */
    @Override
    public boolean canResume(FoldedHistory history) {
        return history.isUnder(timeline) && history.pastUse(product) != null && history.endsBy(start);
    }

    @Override
    public void resume(FoldedHistory history) {
        var before = history.pastUse(product);
        last = before.last;
        latest.addAll(before.latest);
    }

    @Override
    public void accept(AccountEvent event) {
        if (event.concerns(product)) {
            until(event.metadata().at());
            follow(last.apply(event, timeline), event.metadata().at());
        }
    }

    /** Applies the policy versions that came into force up to an instant. */
    public PastUse until(Instant now) {
        for (Policy version : timeline.comingIntoForce(last.at(), now)) {
            follow(last.asOf(version.inForceFrom(), timeline), version.inForceFrom());
        }
        return this;
    }

    private void follow(ConsentState next, Instant at) {
        if (last.isUsable() && !next.isUsable() && last.usableSince().isBefore(at)) {
            var period = new PermittedPeriod(last.usableSince(), at);
            latest.add(period);
            if (latest.size() > MOST_PERIODS) {
                latest.set(0, latest.get(0).through(latest.remove(1)));
            }
            if (period.overlaps(start, end)) {
                periods.add(period);
            }
        }
        last = next;
    }

    public Optional<PermittedPeriod> span() {
        return PermittedPeriod.span(latest);
    }

    /**
     * The latest {@value #MOST_PERIODS} periods, in order. If there were more, the first one extends from the start of the
     * very first period, with the gaps between: it never hides that use was allowed.
     */
    public List<PermittedPeriod> latest() {
        return List.copyOf(latest);
    }

    public List<PermittedPeriod> periods() {
        return List.copyOf(periods);
    }
}
