package ai.datacontrols.ledger;

import static ai.datacontrols.ledger.Rows.instant;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.PlanReports;
import ai.datacontrols.policy.PlanStatement;
import ai.datacontrols.policy.PlanVerdict;
import ai.datacontrols.policy.PolicyTimeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes over what was known of accounts before this store existed: the only way in for instants of the past. Closed for
 * good when it is declared complete. An opt-out given earlier is never lost, even where its account came here first.
 */
@ApplicationScoped
public class FirstLoad {

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final DatabaseClock clock;
    private final Store store;

    FirstLoad(Ledger ledger, PolicyTimeline timeline, DatabaseClock clock, Store store) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clock = clock;
        this.store = store;
    }

    /** Records what is not known yet. The same record again changes nothing. */
    @Transactional
    public LoadOutcome load(EarlierRecord earlier) {
        // held until the commit: a completion waits for the loads that are running, and those after it find it
        if (completedAt("for share") != null) {
            return LoadOutcome.CLOSED;
        }
        return fault(earlier, clock.now()).orElseGet(() -> record(earlier));
    }

    /**
     * The same for several in one transaction: all of it is recorded or, should the store fail, nothing.
     *
     * @return what became of each, in their order
     */
    @Transactional
    public List<LoadOutcome> load(List<EarlierRecord> earlier) {
        var outcomes = new LoadOutcome[earlier.size()];
        // in the order of the accounts, so that two who do it never wait for each other
        IntStream.range(0, outcomes.length)
                .boxed()
                .sorted(Comparator.comparing(place -> earlier.get(place).account()))
                .forEach(place -> outcomes[place] = load(earlier.get(place)));
        return List.of(outcomes);
    }

    /**
     * Closes the first load, once.
     *
     * @return when it was closed: now, or the first time
     */
    @Transactional
    public Instant complete() {
        var completedAt = completedAt("for update");
        return completedAt == null ? close(clock.now()) : completedAt;
    }

    /** Whether it was declared complete. Until then a decision could still be changed by what is loaded. */
    public boolean isComplete() {
        return completedAt("") != null;
    }

    private Instant completedAt(String lock) {
        return store.with("whether the first load is complete can't be known", connection -> {
            try (var sql = connection.prepareStatement("select completed_at from first_load " + lock);
                    var row = sql.executeQuery()) {
                row.next();
                return instant(row, "completed_at");
            }
        });
    }

    private Instant close(Instant now) {
        return store.with("the first load can't be declared complete", connection -> {
            try (var sql = connection.prepareStatement("update first_load set completed_at = ?")) {
                sql.setObject(1, now.atOffset(ZoneOffset.UTC));
                sql.executeUpdate();
                return now;
            }
        });
    }

    private Optional<LoadOutcome> fault(EarlierRecord earlier, Instant now) {
        var product = timeline.at(now).product(earlier.product());
        if (product.isEmpty()) {
            return Optional.of(LoadOutcome.UNKNOWN_PRODUCT);
        }
        if (earlier.plan() != null && product.get().plan(earlier.plan()).isEmpty()) {
            return Optional.of(LoadOutcome.UNKNOWN_PLAN);
        }
        return earlier.isLaterThan(now) ? Optional.of(LoadOutcome.IN_THE_FUTURE) : Optional.empty();
    }

    private LoadOutcome record(EarlierRecord earlier) {
        var head = ledger.lock(earlier.account());
        if (head.isErased()) {
            return LoadOutcome.KNOWN_OTHERWISE;
        }
        var known = known(earlier);
        if (known.isEmpty) {
            var now = head.nextAt(clock.now());
            earlier.events(head.lastSequence).forEach(event -> append(head, event, now, earlier));
            return LoadOutcome.LOADED;
        }
        if (known.isLoaded(earlier)) {
            return LoadOutcome.ALREADY_KNOWN;
        }
        return recordsWhatIsMissing(earlier, known, head) ? LoadOutcome.LOADED_AS_OF_NOW : LoadOutcome.KNOWN_OTHERWISE;
    }

    /** What is recorded of an account and a product, as far as an earlier record is compared with it. */
    private static final class Known {

        private final int eventsOfRecord;
        private final PlanReports plans;
        private final List<AccountEvent> loaded = new ArrayList<>();
        private boolean isEmpty = true;
        private boolean hasChosenHere;

        private Known(EarlierRecord earlier) {
            eventsOfRecord = earlier.events(0).size();
            plans = new PlanReports(earlier.product(), new PlanStatement(earlier.plan(), earlier.since(), null));
        }

        private void accept(LedgerEntry entry) {
            isEmpty = false;
            hasChosenHere |= entry.isChoice() && !entry.isLoaded();
            plans.accept(entry.toEvent());
            // one more than the record has tells that they differ
            if (entry.isLoaded() && loaded.size() <= eventsOfRecord) {
                loaded.add(entry.toEvent());
            }
        }

        private boolean isLoaded(EarlierRecord earlier) {
            return !loaded.isEmpty()
                    && earlier.events(loaded.get(0).recording().sequence() - 1).equals(loaded);
        }
    }

    private Known known(EarlierRecord earlier) {
        var known = new Known(earlier);
        for (LedgerEntry entry : ledger.entries(earlier.account())) {
            if (earlier.product().equals(entry.product)) {
                known.accept(entry);
            }
        }
        return known;
    }

    /** What is recorded here goes before what was known earlier, except that an opt-out yields to a choice made here only. */
    private boolean recordsWhatIsMissing(EarlierRecord earlier, Known known, AccountHead head) {
        var standing = ledger.turn(earlier.account(), earlier.product(), null).standing();
        var last = head.lastSequence;
        if (earlier.isOptedOut() && !standing.isOptedOut() && !known.hasChosenHere) {
            var now = head.nextAt(clock.now());
            append(head, earlier.choice(Choice.OPTED_OUT, head.lastSequence + 1, now), now, earlier);
        }
        if (earlier.plan() != null && isPlanMissing(known)) {
            var now = head.nextAt(clock.now());
            append(head, earlier.plan(head.lastSequence + 1, now), now, earlier);
        }
        return head.lastSequence > last;
    }

    /** A plan reported here is kept, unless the record is newer or allows less use (ADR 0019). */
    private boolean isPlanMissing(Known known) {
        var verdict = known.plans.judge(timeline.at(clock.now()));
        return verdict == PlanVerdict.NEWER || verdict == PlanVerdict.PRECEDES;
    }

    private void append(AccountHead head, AccountEvent event, Instant now, EarlierRecord earlier) {
        var entry = LedgerEntry.from(event, head.account, now);
        entry.evidence = earlier.evidence();
        ledger.append(head, entry);
    }
}
