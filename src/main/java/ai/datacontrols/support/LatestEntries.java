package ai.datacontrols.support;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.rules.Policy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects the latest entries of an account in one pass over all of them, by sequence number. */
final class LatestEntries {

    static final int SIZE = 50;

    private final Instant asOf;
    private final long before;
    private final Deque<LedgerEntry> latest = new ArrayDeque<>();
    private long total;
    private boolean hasOlder;

    /**
     * @param asOf later entries are ignored
     * @param before entries from this sequence number on are counted, but not collected
     */
    LatestEntries(Instant asOf, long before) {
        this.asOf = asOf;
        this.before = before;
    }

    void accept(LedgerEntry entry) {
        if (entry.happenedAt.isAfter(asOf)) {
            return;
        }
        total++;
        if (entry.sequence < before) {
            latest.addLast(entry);
            if (latest.size() > SIZE) {
                latest.removeFirst();
                hasOlder = true;
            }
        }
    }

    long total() {
        return total;
    }

    /** Returns the sequence number before which older entries begin; null if all are collected. */
    Long older() {
        return hasOlder ? latest.getFirst().sequence : null;
    }

    List<EntryView> views(Policy names, PolicyTimeline timeline) {
        var views = new ArrayList<EntryView>();
        latest.descendingIterator().forEachRemaining(entry -> views.add(EntryView.of(entry, names, timeline)));
        return views;
    }
}
