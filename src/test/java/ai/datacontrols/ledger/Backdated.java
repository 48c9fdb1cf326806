package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountHistory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Writes histories with past instants, which the ledger's API doesn't allow. */
@Singleton
public class Backdated {

    private final Ledger ledger;

    Backdated(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Creates an account with this history and returns its id. */
    public UUID account(AccountHistory history) {
        var account = UUID.randomUUID();
        happenedTo(account, history);
        return account;
    }

    public void happenedTo(UUID account, AccountHistory history) {
        QuarkusTransaction.requiringNew().run(() -> {
            var head = ledger.lock(account);
            history.events()
                    .forEach(
                            event -> ledger.append(head, LedgerEntry.from(event, account, head.nextAt(Instant.now()))));
        });
    }
}
