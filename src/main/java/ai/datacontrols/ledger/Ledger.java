package ai.datacontrols.ledger;

import static java.util.stream.Collectors.toMap;

import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountEvent.ChoiceMade;
import ai.datacontrols.policy.AccountEvent.PlanEnded;
import ai.datacontrols.policy.AccountEvent.PlanStarted;
import ai.datacontrols.policy.AccountHistory;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Choice;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Standing;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
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
    private final EntityManager database;

    Ledger(PolicyTimeline timeline, Chain chain, EntityManager database) {
        this.timeline = timeline;
        this.chain = chain;
        this.database = database;
    }

    /** Where an account stands now; empty for one that nothing is known of. */
    @Transactional
    public AccountState state(UUID account) {
        var now = now();
        var standings = CurrentPermission.of(account).stream()
                .map(row -> row.toStanding().at(now, timeline))
                .collect(toMap(Standing::product, Function.identity()));
        return new AccountState(standings, now);
    }

    /** Everything that happened to an account. */
    @Transactional
    public AccountHistory history(UUID account) {
        return new AccountHistory(
                LedgerEntry.of(account).stream().map(LedgerEntry::toEvent).toList());
    }

    /**
     * Records a choice, if it changes something and may be made. Once this returns {@link ChoiceOutcome#RECORDED} the
     * choice is durable and in force; with any other outcome nothing was written.
     */
    @Transactional
    public Chosen choose(Choosing wish) {
        var head = AccountHead.lock(wish.account());
        var now = timeFor(head);
        var standing =
                CurrentPermission.standing(wish.account(), wish.product()).at(now, timeline);
        var earlier = LedgerEntry.of(wish.account(), wish.requestId());
        if (wish.choice() == Choice.OPTED_IN && earlier.filter(wish::isKeptIn).isPresent()) {
            return new Chosen(ChoiceOutcome.RECORDED, standing);
        }
        var outcome = standing.outcomeOf(wish.choice(), wish.seen(), timeline.at(now));
        if (outcome != ChoiceOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new Chosen(outcome, standing);
        }
        var recording =
                new Recording(head.lastSequence + 1, now, Actor.DATA_SUBJECT, Surface.SETTINGS_PAGE, wish.shown());
        var made = new ChoiceMade(recording, wish.product(), wish.choice());
        // an opt-out is always taken, even from a page that was used before and brought back
        append(head, made, now, earlier.isPresent() ? null : wish.requestId());
        return new Chosen(outcome, standing.after(made, timeline));
    }

    /**
     * Records which plan an account is on according to its sign-in. Nothing is written when that is known already, nor
     * when the ledger learned of a plan after the token was issued.
     *
     * @param plan the plan; null when the account has none on that product
     * @param saidAt when the token was issued
     */
    @Transactional
    public void planAtSignIn(UUID account, String product, String plan, Instant saidAt) {
        var head = AccountHead.lock(account);
        var now = timeFor(head);
        var standing = CurrentPermission.standing(account, product);
        if (Objects.equals(plan, standing.plan()) || toldOfAPlanAfter(saidAt, account, standing)) {
            QuarkusTransaction.setRollbackOnly();
            return;
        }
        var recording = new Recording(head.lastSequence + 1, now, Actor.IDENTITY_PROVIDER, Surface.SIGN_IN, null);
        var event = plan == null ? new PlanEnded(recording, product) : new PlanStarted(recording, product, plan);
        append(head, event, now, null);
    }

    /**
     * Loads what happened to an account before this store existed: events with instants of their own, in order, not in
     * the future, and only for an account that nothing is known of yet.
     *
     * @return whether they were loaded; false when the account has a history already
     */
    @Transactional
    public boolean load(UUID account, List<AccountEvent> events) {
        var head = AccountHead.lock(account);
        if (head.lastSequence > 0) {
            QuarkusTransaction.setRollbackOnly();
            return false;
        }
        var now = timeFor(head);
        for (AccountEvent event : events) {
            append(head, event, now, null);
        }
        return true;
    }

    /** Makes an account's projection anew from its history alone. */
    @Transactional
    public void rebuild(UUID account) {
        AccountHead.lock(account);
        var standings = new HashMap<String, Standing>();
        for (LedgerEntry entry : LedgerEntry.of(account)) {
            var before = standings.getOrDefault(entry.product, Standing.none(entry.product));
            standings.put(entry.product, before.after(entry.toEvent(), timeline));
        }
        CurrentPermission.delete("account", account);
        standings.values().forEach(standing -> CurrentPermission.keep(account, standing));
    }

    private void append(AccountHead head, AccountEvent event, Instant recordedAt, UUID requestId) {
        var entry = LedgerEntry.from(event, head.account);
        entry.recordedAt = recordedAt;
        entry.requestId = requestId;
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        entry.persist();
        head.movesTo(entry);
        CurrentPermission.keep(
                head.account,
                CurrentPermission.standing(head.account, entry.product).after(event, timeline));
    }

    private static boolean toldOfAPlanAfter(Instant saidAt, UUID account, Standing standing) {
        if (standing.planEntry() == null) {
            return false;
        }
        LedgerEntry last = LedgerEntry.findById(
                new LedgerEntry.Key(account, standing.planEntry().sequence()));
        return last.recordedAt.isAfter(saidAt);
    }

    /** An account's instants only ever grow, even where the clock was set back. */
    private Instant timeFor(AccountHead head) {
        var now = now();
        var next = head.lastAt.plusNanos(1_000);
        return now.isAfter(next) ? now : next;
    }

    /** The database's clock, the same for every replica. */
    private Instant now() {
        return (Instant) database.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
