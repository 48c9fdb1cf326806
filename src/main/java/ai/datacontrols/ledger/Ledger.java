package ai.datacontrols.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * What happened to each account, for good. Every write takes the account's turn (the row lock of its head), appends one
 * chained entry and brings the projection along, all in one transaction.
 */
@ApplicationScoped
public class Ledger {

    private final PolicyTimeline timeline;
    private final Chain chain;
    private final DatabaseClock clock;

    Ledger(PolicyTimeline timeline, Chain chain, DatabaseClock clock) {
        this.timeline = timeline;
        this.chain = chain;
        this.clock = clock;
    }

    /** Where an account stands now; empty for one that nothing is known of. */
    @Transactional
    public AccountState state(UUID account) {
        var now = clock.now();
        var standings = CurrentPermission.of(account).stream()
                .map(row -> row.toStanding().at(now, timeline))
                .collect(toMap(Standing::product, Function.identity()));
        return new AccountState(standings, now);
    }

    /** Everything that happened to an account. */
    @Transactional
    public AccountHistory history(UUID account) {
        return history(LedgerEntry.of(account));
    }

    /** The same as it is stored: with where each entry came from. */
    @Transactional
    public List<LedgerEntry> entries(UUID account) {
        return LedgerEntry.of(account);
    }

    /**
     * Everything that happened to some accounts, and the moment at which that was all.
     *
     * @param accounts whose; those that nothing is known of have an empty history
     */
    @Transactional
    public Histories histories(Collection<UUID> accounts) {
        // the clock first: what is recorded after it may be in there, but nothing is missing that was before it
        var now = clock.now();
        var entries = LedgerEntry.of(accounts).stream().collect(groupingBy(entry -> entry.account));
        return new Histories(
                accounts.stream()
                        .distinct()
                        .collect(toMap(
                                Function.identity(), account -> history(entries.getOrDefault(account, List.of())))),
                now);
    }

    /**
     * Records a choice, if it changes something and may be made. Once this returns {@link ChoiceOutcome#RECORDED} the
     * choice is durable and in force; with any other outcome nothing was written.
     */
    @Transactional
    public Chosen choose(Choosing wish) {
        var head = AccountHead.lock(wish.account());
        var now = head.nextAt(clock.now());
        var standing =
                CurrentPermission.standing(wish.account(), wish.product()).at(now, timeline);
        var earlier = LedgerEntry.of(wish.account(), wish.requestId());
        var outcome = standing.outcomeOf(wish.choice(), wish.seen(), timeline.at(now));
        if (outcome != ChoiceOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new Chosen(outcome, standing);
        }
        var recording =
                new Recording(head.lastSequence + 1, now, Actor.DATA_SUBJECT, Surface.SETTINGS_PAGE, wish.shown());
        var made = new ChoiceMade(recording, wish.product(), wish.choice());
        var entry = LedgerEntry.from(made, wish.account(), now);
        // an opt-out is always taken, even from a page that was used before and brought back
        entry.requestId = earlier.isPresent() ? null : wish.requestId();
        entry.globalPrivacyControl = wish.globalPrivacyControl() ? true : null;
        append(head, entry);
        return new Chosen(outcome, standing.after(made, timeline));
    }

    /** Makes an account's projection anew from its history alone, up to the policy version in force. */
    @Transactional
    public void rebuild(UUID account) {
        AccountHead.lock(account);
        var inForceFrom = timeline.at(clock.now()).inForceFrom();
        var entries = LedgerEntry.of(account);
        var history = history(entries);
        CurrentPermission.delete("account", account);
        entries.stream()
                .map(entry -> entry.product)
                .filter(Objects::nonNull)
                .distinct()
                .map(product -> history.lastStanding(product, timeline))
                .map(last -> last.at().isBefore(inForceFrom) ? last.at(inForceFrom, timeline) : last)
                .forEach(standing -> CurrentPermission.keep(account, standing));
    }

    /** Appends an entry in the account's turn, and tells pipelines what it changes for them. */
    void append(AccountHead head, LedgerEntry entry) {
        entry.chainKey = chain.keyAfter(head);
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        entry.persist();
        head.movesTo(entry, entry.recordedAt);
        var event = entry.toEvent();
        concerned(entry).forEach(last -> {
            var before = last.at(event.recording().at(), timeline);
            var after = before.after(event, timeline);
            CurrentPermission.keep(head.account, after);
            // nobody follows the feed before the first load is complete
            if (!entry.isLoaded() && !Objects.equals(before.usableSince(), after.usableSince())) {
                FeedQuery.add(entry, after.product(), after.usableSince());
            }
        });
    }

    /** Where the account stands with the product of an entry; with all it has to do with, where the entry names none. */
    private static List<Standing> concerned(LedgerEntry entry) {
        return entry.product == null
                ? CurrentPermission.of(entry.account).stream()
                        .map(CurrentPermission::toStanding)
                        .toList()
                : List.of(CurrentPermission.standing(entry.account, entry.product));
    }

    private static AccountHistory history(List<LedgerEntry> entries) {
        return new AccountHistory(entries.stream().map(LedgerEntry::toEvent).toList());
    }
}
