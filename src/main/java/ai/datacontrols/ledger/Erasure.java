package ai.datacontrols.ledger;

import ai.datacontrols.database.DatabaseClock;
import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.RepeatedErasure.Outcome;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.AccountProfile;
import ai.datacontrols.ledger.store.ErasureQuery;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.ledger.store.ListedErasure;
import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import ai.datacontrols.policy.EventMetadata;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Erases a person (GDPR, article 17). Their entries stay, chained as before, without personal data. */
@ApplicationScoped
public class Erasure {

    private static final int AT_ONCE = 1_000;

    private final Ledger ledger;
    private final DatabaseClock clock;
    private final Jdbc jdbc;
    private final List<PersonalDataStore> stores;

    Erasure(Ledger ledger, DatabaseClock clock, Jdbc jdbc, @All List<PersonalDataStore> stores) {
        this.ledger = ledger;
        this.clock = clock;
        this.jdbc = jdbc;
        this.stores = stores;
    }

    /**
     * Erases what is stored about an account beside its entries. Idempotent.
     *
     * @param requestedBy the API client that requested it
     * @return when it was erased, now or the first time; empty if the account is unknown
     */
    @Transactional
    public Optional<Instant> erase(UUID account, String requestedBy) {
        // locks first: the MVCC snapshot of an earlier statement would miss what another erasure committed
        var head = ledger.lock(account);
        AccountProfile profile = AccountProfile.findById(account);
        if (profile == null && head.lastSequence == 0) {
            QuarkusTransaction.setRollbackOnly();
            return Optional.empty();
        }
        erase(head, profile, requestedBy, null);
        return Optional.of(head.erasedAt());
    }

    /**
     * Repeats an erasure from a list kept outside the database, as after a restore from a backup. Idempotent. An
     * account that is unknown here is erased as well, so that a later report about it is refused.
     */
    @Transactional
    public RepeatedErasure repeat(ListedErasure listed, String requestedBy) {
        if (listed.erasedAt().isAfter(clock.now())) {
            return new RepeatedErasure(Outcome.IN_THE_FUTURE, null);
        }
        var head = ledger.lock(listed.account());
        var outcome = head.isErased() ? Outcome.ALREADY_ERASED : Outcome.REPEATED;
        erase(
                head,
                AccountProfile.findById(listed.account()),
                requestedBy,
                "list of erasures, erased at " + listed.erasedAt().truncatedTo(ChronoUnit.MICROS));
        return new RepeatedErasure(outcome, head.erasedAt());
    }

    /** Returns erasures in order of instant and account after the last one read; its account is null at the start. */
    public List<ListedErasure> after(ListedErasure last) {
        return jdbc.call(
                "failed to read the list of erasures",
                connection -> ErasureQuery.after(connection, last.erasedAt(), last.account(), AT_ONCE));
    }

    /** Requires the account lock. Data written since the first erasure is erased, too. */
    private void erase(AccountHead head, AccountProfile profile, String requestedBy, String evidence) {
        if (!head.isErased() || !head.isProven()) {
            var at = head.nextAt(clock.now());
            head.erase(at);
            var metadata = new EventMetadata(head.lastSequence + 1, at, Actor.OPERATOR, Channel.API, null);
            var entry = LedgerEntry.from(new AccountErased(metadata), head.account, at);
            entry.requestedBy = requestedBy;
            entry.evidence = evidence;
            ledger.append(head, entry);
        }
        stores.forEach(store -> store.erase(head.account, profile == null ? null : profile.email));
        AccountProfile.deleteById(head.account);
    }
}
