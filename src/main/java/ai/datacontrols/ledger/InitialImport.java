package ai.datacontrols.ledger;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ImportState;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.reports.PlanReports;
import ai.datacontrols.policy.reports.PlanStatement;
import ai.datacontrols.policy.reports.PlanVerdict;
import ai.datacontrols.policy.rules.Choice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Imports plans and choices from before this store existed: the only source of events with past instants. Closed
 * permanently when it is declared complete. An imported opt-out is never lost, even if the account already has entries.
 */
@ApplicationScoped
public class InitialImport {

    private final Ledger ledger;
    private final PolicyTimeline timeline;
    private final DatabaseClock clock;
    private final Jdbc jdbc;
    private final Chain chain;

    InitialImport(Ledger ledger, PolicyTimeline timeline, DatabaseClock clock, Jdbc jdbc, Chain chain) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.clock = clock;
        this.jdbc = jdbc;
        this.chain = chain;
    }

    @Transactional
    public ImportOutcome load(ImportedRecord imported) {
        return load(List.of(imported)).get(0);
    }

    /**
     * Imports several records in one transaction, each with its outcome. Takes the lock of the import first, which
     * excludes its completion, and then all account locks, before the first write assigns the id of the transaction.
     */
    @Transactional
    public List<ImportOutcome> load(List<ImportedRecord> imported) {
        if (jdbc.call("failed to lock the initial import", ImportState::lockForImport) != null) {
            return Collections.nCopies(imported.size(), ImportOutcome.CLOSED);
        }
        jdbc.call("failed to acquire account locks", connection -> {
            AccountHead.exclude(
                    connection,
                    imported.stream().map(ImportedRecord::account).distinct().toList());
            return null;
        });
        var now = clock.now();
        return imported.stream()
                .map(each -> fault(each, now).orElseGet(() -> record(each)))
                .toList();
    }

    /**
     * Declares the initial import complete. Idempotent: another declaration only seals the first one.
     *
     * @return when it was first declared complete
     */
    @Transactional
    public Instant complete() {
        return jdbc.call("failed to complete the initial import", connection -> {
            var completedAt = ImportState.lockForCompletion(connection);
            var declaredAt = completedAt == null ? clock.now() : completedAt;
            ImportState.complete(connection, chain, declaredAt);
            return declaredAt;
        });
    }

    /** Returns whether the import was declared complete. Until then an imported record can still change a decision. */
    public boolean isComplete() {
        return jdbc.call(
                "failed to read whether the initial import is complete",
                connection -> ImportState.isComplete(connection, chain));
    }

    private Optional<ImportOutcome> fault(ImportedRecord imported, Instant now) {
        var product = timeline.at(now).product(imported.product());
        if (product.isEmpty()) {
            return Optional.of(ImportOutcome.UNKNOWN_PRODUCT);
        }
        if (imported.plan() != null && product.get().plan(imported.plan()).isEmpty()) {
            return Optional.of(ImportOutcome.UNKNOWN_PLAN);
        }
        return imported.isLaterThan(now) ? Optional.of(ImportOutcome.IN_THE_FUTURE) : Optional.empty();
    }

    private ImportOutcome record(ImportedRecord imported) {
        var head = ledger.lockProven(imported.account());
        if (head.isErased()) {
            return ImportOutcome.KNOWN_OTHERWISE;
        }
        var known = known(imported);
        if (known.isEmpty) {
            var now = head.nextAt(clock.now());
            imported.events(head.lastSequence).forEach(event -> append(head, event, now, imported));
            return ImportOutcome.LOADED;
        }
        if (known.isLoaded(imported)) {
            return ImportOutcome.ALREADY_KNOWN;
        }
        return appendsMissingEvents(imported, known, head)
                ? ImportOutcome.LOADED_AS_OF_NOW
                : ImportOutcome.KNOWN_OTHERWISE;
    }

    private static final class Known {

        private final int eventsOfRecord;
        private final PlanReports plans;
        private final List<AccountEvent> loaded = new ArrayList<>();
        private boolean isEmpty = true;
        private boolean hasChosenHere;

        private Known(ImportedRecord imported) {
            eventsOfRecord = imported.events(0).size();
            plans = new PlanReports(imported.product(), new PlanStatement(imported.plan(), imported.since(), null));
        }

        private void accept(LedgerEntry entry) {
            isEmpty = false;
            hasChosenHere |= entry.isChoice() && !entry.isImported();
            plans.accept(entry.toEvent());
            // stops one beyond the record's length: enough to detect a difference
            if (entry.isImported() && loaded.size() <= eventsOfRecord) {
                loaded.add(entry.toEvent());
            }
        }

        private boolean isLoaded(ImportedRecord imported) {
            return !loaded.isEmpty()
                    && imported.events(loaded.get(0).metadata().sequence() - 1).equals(loaded);
        }
    }

    private Known known(ImportedRecord imported) {
        var known = new Known(imported);
        for (LedgerEntry entry : ledger.entries(imported.account())) {
            if (imported.product().equals(entry.product)) {
                known.accept(entry);
            }
        }
        return known;
    }

    /** Recorded events take precedence over the record, but only a choice made here overrides an imported opt-out. */
    private boolean appendsMissingEvents(ImportedRecord imported, Known known, AccountHead head) {
        var consentState = ledger.readLocked(head, imported.product(), null).consentState();
        var last = head.lastSequence;
        if (imported.isOptedOut() && !consentState.isOptedOut() && !known.hasChosenHere) {
            var now = head.nextAt(clock.now());
            append(head, imported.choice(Choice.OPTED_OUT, head.lastSequence + 1, now), now, imported);
        }
        if (imported.plan() != null && isPlanMissing(known)) {
            var now = head.nextAt(clock.now());
            append(head, imported.plan(head.lastSequence + 1, now), now, imported);
        }
        return head.lastSequence > last;
    }

    /** A recorded plan is kept, unless the record is newer or allows less use (ADR 0019). */
    private boolean isPlanMissing(Known known) {
        var verdict = known.plans.judge(timeline.at(clock.now()));
        return verdict == PlanVerdict.NEWER || verdict == PlanVerdict.PRECEDES;
    }

    private void append(AccountHead head, AccountEvent event, Instant now, ImportedRecord imported) {
        var entry = LedgerEntry.from(event, head.account, now);
        entry.evidence = imported.evidence();
        ledger.append(head, entry);
    }
}
