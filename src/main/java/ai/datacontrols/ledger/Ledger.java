package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What happened to each account, for good. Every write takes the account's turn (the row lock of its head), appends one
 * chained entry and brings the projection along, all in one transaction.
 */
@ApplicationScoped
public class Ledger {

    private final PolicyTimeline timeline;
    private final Chain chain;
    private final DatabaseClock clock;
    private final Store store;
    private final ChoiceSettings limits;
    private final HistoryQuery histories;
    private final MissingRows missingRows;

    Ledger(PolicyTimeline timeline, Chain chain, DatabaseClock clock, Store store, ChoiceSettings limits) {
        this.timeline = timeline;
        this.chain = chain;
        this.clock = clock;
        this.store = store;
        this.limits = limits;
        this.histories = new HistoryQuery(store);
        this.missingRows = new MissingRows(store, histories, timeline);
    }

    /** Where an account stands now; empty for one that nothing is known of. */
    public AccountState state(UUID account) {
        return view(account, List.of()).state();
    }

    /** The same with all that the account's own page shows besides. */
    OwnView view(UUID account, List<String> pipelines) {
        var view = store.with(
                "where an account stands can't be read",
                connection -> StateQuery.read(connection, account, pipelines, timeline));
        return view.missing().isEmpty() ? view : view.with(missingRows.fold(account, view.missing()), timeline);
    }

    /** Whether anything was ever recorded of an account. */
    @Transactional
    public boolean isKnown(UUID account) {
        return AccountHead.isKnown(account);
    }

    /** The entries of an account in the order of their sequence, read in pages while they are iterated. */
    public Iterable<LedgerEntry> entries(UUID account) {
        return new LedgerEntries(store, account, 0);
    }

    /** One entry of an account; empty if it has no such entry. */
    @Transactional
    public Optional<LedgerEntry> entry(UUID account, long sequence) {
        return LedgerEntry.findByIdOptional(new LedgerEntry.Key(account, sequence));
    }

    /**
     * Reads the events of accounts, in memory that doesn't depend on the length of their histories.
     *
     * @param readers by account; each takes the events of its account in the order of their sequence
     */
    public HistoryRead read(Map<UUID, ? extends Consumer<AccountEvent>> readers) {
        return histories.read(readers);
    }

    /**
     * Records a choice, if it changes something and may be made. Once this returns {@link ChoiceOutcome#RECORDED} the
     * choice is durable and in force; with any other outcome nothing was written.
     *
     * <p>Where the connection turns out to be closed, another one is tried once. Statements are answered before the commit is
     * sent, so nothing was recorded then. A commit without an answer is not tried again: it may have succeeded.
     */
    public Chosen choose(Choosing wish) {
        try {
            return chooseOnce(wish);
        } catch (ConnectionLostException closed) {
            return chooseOnce(wish);
        }
    }

    @Transactional
    Chosen chooseOnce(Choosing wish) {
        var head = lock(wish.account());
        var turn = turn(wish.account(), wish.product(), wish.requestId());
        var now = head.nextAt(turn.now());
        var standing = turn.standing().at(now, timeline);
        var outcome = outcome(wish, head, standing, now);
        if (outcome != ChoiceOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new Chosen(outcome, standing);
        }
        var recording =
                new Recording(head.lastSequence + 1, now, Actor.DATA_SUBJECT, Surface.SETTINGS_PAGE, wish.shown());
        var made = new ChoiceMade(recording, wish.product(), wish.choice());
        var entry = LedgerEntry.from(made, wish.account(), now);
        // an opt-out is always taken, even from a page that was used before and brought back
        entry.requestId = turn.isRepeated() ? null : wish.requestId();
        entry.globalPrivacyControl = wish.globalPrivacyControl() ? true : null;
        append(head, entry, turn.standing());
        return new Chosen(outcome, standing.after(made, timeline));
    }

    private ChoiceOutcome outcome(Choosing wish, AccountHead head, Standing standing, Instant now) {
        if (head.isErased()) {
            return ChoiceOutcome.ACCOUNT_ERASED;
        }
        var outcome = standing.outcomeOf(wish.choice(), wish.seen(), timeline.at(now));
        return outcome == ChoiceOutcome.RECORDED && wish.choice() == Choice.OPTED_IN && hasReachedLimit(head, now)
                ? ChoiceOutcome.OPT_IN_LIMIT_REACHED
                : outcome;
    }

    /** An account with fewer entries than the limit can't have reached it: most choices need no count. */
    private boolean hasReachedLimit(AccountHead head, Instant now) {
        return head.lastSequence >= limits.optInsADay()
                && store.with(
                                "recent opt-ins can't be counted",
                                connection -> RecentOptIns.count(connection, head.account, now))
                        >= limits.optInsADay();
    }

    /** Rebuilds an account's projection from its history alone, up to the policy version in force. */
    @Transactional
    public void rebuild(UUID account) {
        lock(account);
        var inForceFrom = timeline.at(clock.now()).inForceFrom();
        var standings = new LinkedHashMap<String, Standing>();
        for (LedgerEntry entry : entries(account)) {
            var event = entry.toEvent();
            if (entry.product != null) {
                standings.putIfAbsent(entry.product, Standing.none(entry.product));
            }
            standings.replaceAll(
                    (product, standing) -> event.concerns(product) ? standing.after(event, timeline) : standing);
        }
        CurrentPermission.delete("account", account);
        standings.values().stream()
                .map(last -> last.at().isBefore(inForceFrom) ? last.at(inForceFrom, timeline) : last)
                .forEach(standing -> CurrentPermission.keep(account, standing));
    }

    /** Waits for an account's turn; the caller's transaction ends it. */
    AccountHead lock(UUID account) {
        return store.with("an account's turn can't be had", connection -> AccountHead.lock(connection, account));
    }

    /** What somebody who has the account's turn has to know about a product. */
    Turn turn(UUID account, String product, UUID requestId) {
        var turn = store.with(
                "what a turn begins with can't be read",
                connection -> Turn.read(connection, account, product, requestId));
        return turn.isRowMissing()
                ? turn.with(missingRows.fold(account, Set.of(product)).get(0))
                : turn;
    }

    /** Appends an entry in the account's turn, and tells pipelines what it changes for them. */
    void append(AccountHead head, LedgerEntry entry) {
        if (entry.product != null) {
            append(head, entry, turn(entry.account, entry.product, null).standing());
            return;
        }
        chain(head, entry);
        // it concerns every product that the account has to do with
        var standings = Stream.concat(
                        CurrentPermission.of(entry.account).stream().map(CurrentPermission::toStanding),
                        missingRows.fold(entry.account).stream())
                .toList();
        store.with("an entry can't be written", connection -> {
            Append.write(connection, head, entry);
            for (var last : standings) {
                var after = last.after(entry.toEvent(), timeline);
                Append.write(connection, entry, after, isToldToPipelines(entry, last, after));
            }
            return null;
        });
    }

    /** The same of an entry that names a product. */
    void append(AccountHead head, LedgerEntry entry, Standing last) {
        chain(head, entry);
        var after = last.after(entry.toEvent(), timeline);
        store.with("an entry can't be written", connection -> {
            Append.write(connection, head, entry, after, isToldToPipelines(entry, last, after));
            return null;
        });
    }

    private void chain(AccountHead head, LedgerEntry entry) {
        entry.chainKey = chain.keyAfter(head);
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        head.movesTo(entry, entry.recordedAt);
    }

    /** Nobody follows the feed before the first load is complete. */
    private boolean isToldToPipelines(LedgerEntry entry, Standing last, Standing after) {
        var before = last.at(entry.happenedAt, timeline);
        return !entry.isLoaded() && !Objects.equals(before.usableSince(), after.usableSince());
    }
}
