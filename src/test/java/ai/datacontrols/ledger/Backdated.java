package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountHistory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Writes histories with instants of their own, as no way into the store allows. */
@Singleton
public class Backdated {

    private final Ledger ledger;

    Backdated(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A new account to which all this happened. */
    public UUID account(AccountHistory history) {
        var account = UUID.randomUUID();
        happenedTo(account, history);
        return account;
    }

    /** The same to an account that is there. */
    public void happenedTo(UUID account, AccountHistory history) {
        QuarkusTransaction.requiringNew().run(() -> {
            var head = ledger.lock(account);
            history.events()
                    .forEach(
                            event -> ledger.append(head, LedgerEntry.from(event, account, head.nextAt(Instant.now()))));
        });
    }
}
