package ai.datacontrols.ledger;

import ai.datacontrols.database.ConnectionLostException;
import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.feed.Permission;
import ai.datacontrols.ledger.feed.PermissionProof;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.AccountOverview;
import ai.datacontrols.ledger.store.AccountOverviewQuery;
import ai.datacontrols.ledger.store.ConsentProjection;
import ai.datacontrols.ledger.store.HistoryQuery;
import ai.datacontrols.ledger.store.HistoryRead;
import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.ledger.store.LedgerWriter;
import ai.datacontrols.ledger.store.LockedState;
import ai.datacontrols.ledger.store.RecentOptIns;
import ai.datacontrols.ledger.store.VerifiedFold;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.AccountFold;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.ChoiceOutcome;
import ai.datacontrols.policy.ConsentState;
import ai.datacontrols.policy.EventMetadata;
import ai.datacontrols.policy.NoticeShown;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.UnverifiableRecordException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The append-only history of each account. Every write takes the account lock, appends one chained entry and updates
 * the projection, all in one transaction.
 */
@ApplicationScoped
public class Ledger implements PermissionProof {

    private final PolicyTimeline timeline;
    private final Chain chain;
    private final DatabaseClock clock;
    private final Jdbc jdbc;
    private final ChoiceConfig limits;
    private final HistoryQuery histories;

    public Ledger(PolicyTimeline timeline, Chain chain, DatabaseClock clock, Jdbc jdbc, ChoiceConfig limits) {
        this.timeline = timeline;
        this.chain = chain;
        this.clock = clock;
        this.jdbc = jdbc;
        this.limits = limits;
        this.histories = new HistoryQuery(jdbc, chain, timeline);
    }

    public AccountOverview state(UUID account) {
        return overview(account, List.of());
    }

    /** Returns the state of an account, with the propagation status of its choices to the given consumers. */
    public AccountOverview overview(UUID account, List<String> pipelines) {
        var overview = jdbc.call(
                "failed to read the state of an account",
                connection -> AccountOverviewQuery.read(connection, chain, account, pipelines, timeline));
        return overview.isProven() ? overview : overview.with(fold(account), timeline);
    }

    @Transactional
    public boolean isKnown(UUID account) {
        return jdbc.call("failed to read an account", connection -> AccountHead.isKnown(connection, account));
    }

    /** Returns the entries of an account in order; the iteration throws {@link UnverifiableRecordException}. */
    public Iterable<LedgerEntry> entries(UUID account) {
        return new LedgerEntries(jdbc, chain, account, violation -> {
            IntegrityAlarm.unverifiable(account, violation);
            throw new UnverifiableRecordException(account);
        });
    }

    /**
     * Returns one entry.
     *
     * @throws UnverifiableRecordException if its hash is wrong
     */
    @Transactional
    public Optional<LedgerEntry> entry(UUID account, long sequence) {
        return jdbc.call(
                "failed to read an entry", connection -> LedgerEntries.find(connection, chain, account, sequence));
    }

    /** Returns one entry as it is stored, for a receipt, which verifies the chain and says what it found. */
    @Transactional
    public Optional<LedgerEntry> storedEntry(UUID account, long sequence) {
        return jdbc.call(
                "failed to read an entry", connection -> LedgerEntries.findStored(connection, account, sequence));
    }

    /**
     * Reads the events of accounts in order, in memory that doesn't depend on the length of their histories.
     *
     * @throws UnverifiableRecordException if a history can't be verified
     */
    public HistoryRead read(Map<UUID, ? extends Consumer<AccountEvent>> readers) {
        return histories.read(readers).orThrow();
    }

    /** Like {@link #read}, but returns the accounts whose history can't be verified instead of throwing. */
    public HistoryRead readWithUnverifiable(Map<UUID, ? extends Consumer<AccountEvent>> readers) {
        return histories.read(readers);
    }

    /**
     * Records a choice or its withdrawal if it changes something and is allowed. {@link ChoiceOutcome#RECORDED} means
     * that it is durable and in force; with any other outcome nothing was written.
     * <p>If the connection turns out to be closed, the transaction is retried once on another one: every statement is
     * answered before the commit is sent, so nothing was recorded. A commit without an answer is not retried, as it may
     * have succeeded.
     */
    public ChoiceResult choose(ChooseCommand command) {
        try {
            return chooseOnce(command);
        } catch (ConnectionLostException closed) {
            return chooseOnce(command);
        }
    }

    @Transactional
    ChoiceResult chooseOnce(ChooseCommand command) {
        var head = lock(command.account());
        var locked = readLocked(head, command.product(), command.requestId());
        var now = head.nextAt(locked.now());
        var consentState = locked.consentState().asOf(now, timeline);
        var outcome = head.isProven() ? outcome(command, head, consentState, now) : outcomeUnproven(command);
        if (outcome != ChoiceOutcome.RECORDED) {
            QuarkusTransaction.setRollbackOnly();
            return new ChoiceResult(outcome, consentState);
        }
        var metadata = new EventMetadata(
                head.lastSequence + 1,
                now,
                Actor.DATA_SUBJECT,
                Channel.SETTINGS_PAGE,
                noticeShown(command, consentState));
        var event = command.action().toEvent(metadata, command.product());
        var entry = LedgerEntry.from(event, command.account(), now);
        // always records an opt-out, even from a submitted page that the browser restored
        entry.requestId = locked.isRepeated() ? null : command.requestId();
        entry.globalPrivacyControl = command.globalPrivacyControl() ? true : null;
        append(head, entry, locked.consentState());
        return new ChoiceResult(outcome, consentState.apply(event, timeline));
    }

    /** Returns the notice of the page; null if the page can't have shown the plan that the notice names. */
    private NoticeShown noticeShown(ChooseCommand command, ConsentState consentState) {
        var noticeShown = command.noticeShown();
        if (noticeShown == null || noticeShown.place() == null) {
            return noticeShown;
        }
        return Objects.equals(noticeShown.plan(), planShown(command, consentState)) ? noticeShown : null;
    }

    private String planShown(ChooseCommand command, ConsentState consentState) {
        var planEntry = command.expected().planEntry();
        if (planEntry == null) {
            return null;
        }
        var current = consentState.planEntry();
        return current != null && current.sequence() == planEntry
                ? consentState.plan()
                : entryIfVerified(command.account(), planEntry)
                        .filter(entry -> command.product().equals(entry.product))
                        .map(entry -> entry.plan)
                        .orElse(null);
    }

    /** Doesn't throw if the entry can't be verified: an opt-out is recorded nevertheless. */
    private Optional<LedgerEntry> entryIfVerified(UUID account, long sequence) {
        try {
            return jdbc.call(
                    "failed to read an entry", connection -> LedgerEntries.find(connection, chain, account, sequence));
        } catch (UnverifiableRecordException unverifiable) {
            return Optional.empty();
        }
    }

    private ChoiceOutcome outcome(ChooseCommand command, AccountHead head, ConsentState consentState, Instant now) {
        if (head.isErased()) {
            return ChoiceOutcome.ACCOUNT_ERASED;
        }
        var outcome = consentState.evaluate(command.action(), command.expected(), timeline.at(now));
        return outcome == ChoiceOutcome.RECORDED && command.action().reducesProtection() && hasReachedLimit(head, now)
                ? ChoiceOutcome.OPT_IN_LIMIT_REACHED
                : outcome;
    }

    /** An opt-out is recorded without knowing the state: it can't permit anything. */
    private static ChoiceOutcome outcomeUnproven(ChooseCommand command) {
        if (!command.action().reducesProtection()) {
            return ChoiceOutcome.RECORDED;
        }
        throw new UnverifiableRecordException(command.account());
    }

    /** Counts only if the account has at least as many entries as the limit, which few have. */
    private boolean hasReachedLimit(AccountHead head, Instant now) {
        return head.lastSequence >= limits.optInsPerDay()
                && jdbc.call(
                                "failed to count recent opt-ins",
                                connection -> RecentOptIns.count(connection, head.account, now))
                        >= limits.optInsPerDay();
    }

    /**
     * Rebuilds and seals an account's projection and head from its verified history, up to the policy version in force.
     *
     * @throws UnverifiableRecordException if the history can't be verified; nothing was changed
     */
    @Transactional
    public void rebuild(UUID account) {
        var head =
                jdbc.call("failed to acquire account lock", connection -> AccountHead.lock(connection, chain, account));
        var fold = fold(account);
        head.correct(fold);
        var inForceFrom = timeline.at(clock.now()).inForceFrom();
        var rebuilt = fold.consentStates().stream()
                .map(last -> last.at().isBefore(inForceFrom) ? last.asOf(inForceFrom, timeline) : last)
                .toList();
        jdbc.call("failed to rebuild the projection", connection -> {
            ConsentProjection.delete(connection, account);
            ConsentProjection.upsert(connection, chain, Map.of(account, rebuilt));
            LedgerWriter.writeHead(connection, chain, head);
            return null;
        });
    }

    private VerifiedFold fold(UUID account) {
        return VerifiedFold.of(entries(account), timeline);
    }

    /** Takes the account lock. A head without its seal is corrected from the verified entries, or isn't proven. */
    public AccountHead lock(UUID account) {
        var head =
                jdbc.call("failed to acquire account lock", connection -> AccountHead.lock(connection, chain, account));
        if (!head.isProven()) {
            verify(head).ifPresentOrElse(fold -> correct(head, fold), head::distrustTime);
        }
        return head;
    }

    private static void correct(AccountHead head, VerifiedFold fold) {
        if (!Objects.equals(head.erasedAt(), fold.erasedAt()) || !head.lastAt.equals(fold.lastAt())) {
            IntegrityAlarm.forged(head.account, "head");
        }
        head.correct(fold);
    }

    /**
     * Takes the account lock for a write that depends on the history.
     *
     * @throws UnverifiableRecordException if the history can't be verified
     */
    AccountHead lockProven(UUID account) {
        var head = lock(account);
        if (!head.isProven()) {
            throw new UnverifiableRecordException(account);
        }
        return head;
    }

    /** Reads the state of a product under the account lock. If it can't be verified, the head isn't proven any more. */
    LockedState readLocked(AccountHead head, String product, UUID requestId) {
        var locked = jdbc.call(
                "failed to read the state under the account lock",
                connection -> LockedState.read(connection, chain, head, product, requestId));
        return locked.isProven()
                ? locked
                : verify(head)
                        .map(fold -> locked.with(fold.consentState(product)))
                        .orElse(locked);
    }

    private Optional<VerifiedFold> verify(AccountHead head) {
        try {
            return Optional.of(fold(head.account));
        } catch (UnverifiableRecordException unverifiable) {
            head.distrust();
            return Optional.empty();
        }
    }

    /** Appends an entry under the account lock, and a change to the feed for each product whose permission it changes. */
    void append(AccountHead head, LedgerEntry entry) {
        if (entry.product != null) {
            append(head, entry, readLocked(head, entry.product, null).consentState());
            return;
        }
        // an entry without a product concerns every product of the account
        var consentStates = consentStates(head);
        chain(head, entry);
        jdbc.call("failed to write an entry", connection -> {
            LedgerWriter.write(connection, chain, head, entry);
            for (var last : consentStates) {
                var after = last.apply(entry.toEvent(), timeline);
                LedgerWriter.writePermission(
                        connection,
                        chain,
                        head,
                        entry,
                        after,
                        VerifiedFold.changesPermission(entry, last, after, timeline));
            }
            return null;
        });
    }

    /** Returns the consent states of an account under its lock; those of products without a proven one are empty. */
    private List<ConsentState> consentStates(AccountHead head) {
        var stored = jdbc.call(
                "failed to read the projection", connection -> ConsentProjection.of(connection, chain, head.account));
        var isComplete = head.isProven()
                && stored.stream().map(ConsentState::product).toList().containsAll(head.products());
        if (isComplete) {
            return stored;
        }
        return verify(head)
                .map(VerifiedFold::consentStates)
                .orElseGet(() ->
                        timeline.products().stream().map(ConsentState::none).toList());
    }

    void append(AccountHead head, LedgerEntry entry, ConsentState last) {
        if (!head.isProven() && entry.kind != LedgerEntry.Kind.OPTED_OUT) {
            throw new UnverifiableRecordException(entry.account);
        }
        chain(head, entry);
        var after = last.apply(entry.toEvent(), timeline);
        jdbc.call("failed to write an entry", connection -> {
            LedgerWriter.write(
                    connection,
                    chain,
                    head,
                    entry,
                    after,
                    VerifiedFold.changesPermission(entry, last, after, timeline));
            return null;
        });
    }

    private void chain(AccountHead head, LedgerEntry entry) {
        entry.chainKey = chain.keyAfter(head);
        entry.previousHash = head.lastHash;
        entry.hash = chain.hash(entry);
        head.advance(entry, entry.recordedAt);
        head.addProduct(entry.product);
    }

    /** Returns the permissions of rows without a valid seal from the verified entries; none if those can't be verified. */
    @Override
    public List<Permission> prove(List<Permission> stored, Instant at) {
        var folds = new HashMap<UUID, AccountFold>();
        stored.forEach(permission -> folds.computeIfAbsent(permission.account(), account -> new AccountFold(timeline))
                .expect(permission.product(), null));
        var read = histories.read(folds);
        return stored.stream()
                .map(permission -> {
                    var account = permission.account();
                    var fold = folds.get(account);
                    var usableSince = read.isVerified(account)
                            ? fold.consentState(permission.product(), fold.notBeforeTheLast(at))
                                    .usableSince()
                            : null;
                    return new Permission(account, permission.product(), usableSince);
                })
                .toList();
    }
}
