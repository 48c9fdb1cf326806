package ai.datacontrols.ledger;

import ai.datacontrols.policy.AccountEvent.AccountErased;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Recording;
import ai.datacontrols.policy.Surface;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Forgets a person (GDPR, article 17) and keeps what happened: their entries stay, chained as before, and name nobody. From then on
 * nothing of the account is used.
 */
@ApplicationScoped
public class Erasure {

    private final Ledger ledger;
    private final DatabaseClock clock;

    Erasure(Ledger ledger, DatabaseClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Erases who an account belongs to: their profile, and what staff wrote when they looked at it or searched for it. Doing
     * it again changes nothing.
     *
     * @param requestedBy the API client that asked for it
     * @return when it was erased: now, or the first time; empty where nothing is known of the account
     */
    @Transactional
    public Optional<Instant> erase(UUID account, String requestedBy) {
        // before anything is read: what another erasure committed would be missed
        var head = ledger.lock(account);
        AccountProfile profile = AccountProfile.findById(account);
        if (profile == null && head.lastSequence == 0) {
            QuarkusTransaction.setRollbackOnly();
            return Optional.empty();
        }
        if (head.erasedAt == null) {
            head.erasedAt = head.nextAt(clock.now());
            var recording = new Recording(head.lastSequence + 1, head.erasedAt, Actor.OPERATOR, Surface.API, null);
            var entry = LedgerEntry.from(new AccountErased(recording), account, head.erasedAt);
            entry.requestedBy = requestedBy;
            ledger.append(head, entry);
        }
        SupportReadWords.forget(account, profile == null ? null : profile.email);
        // those of the account's own looks, where it was a staff member's
        SupportReadName.delete("staff", account);
        AccountProfile.deleteById(account);
        return Optional.of(head.erasedAt);
    }
}
