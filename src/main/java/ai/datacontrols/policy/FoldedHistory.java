package ai.datacontrols.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The fold of an account's events up to one of them: the state of every product and its latest permitted periods. Other
 * folds resume from it. Its size doesn't depend on the number of events.
 */
public final class FoldedHistory implements Consumer<AccountEvent> {

    private final PolicyTimeline timeline;
    private final AccountFold account;
    private final Map<String, PastUse> pastUse = new HashMap<>();

    /** Creates the fold of no event. */
    public FoldedHistory(PolicyTimeline timeline) {
        this.timeline = timeline;
        account = new AccountFold(timeline);
        timeline.products().forEach(product -> {
            account.expect(product, null);
            pastUse.put(product, new PastUse(product, timeline));
        });
    }

    /** Returns a copy, to which further events can be applied. */
    public FoldedHistory copy() {
        var copy = new FoldedHistory(timeline);
        copy.account.resume(this);
        copy.pastUse.values().forEach(fold -> fold.resume(this));
        return copy;
    }

    @Override
    public void accept(AccountEvent event) {
        account.accept(event);
        pastUse.values().forEach(fold -> fold.accept(event));
    }

    /** Returns whether it was folded under these policy versions. */
    boolean isUnder(PolicyTimeline versions) {
        return timeline.equals(versions);
    }

    AccountFold account() {
        return account;
    }

    /** Returns the past use of a product; null if no policy version has it. */
    PastUse pastUse(String product) {
        return pastUse.get(product);
    }

    /** Returns whether no event is later than an instant. */
    boolean endsBy(Instant instant) {
        return !account.notBeforeTheLast(instant).isAfter(instant);
    }
}
