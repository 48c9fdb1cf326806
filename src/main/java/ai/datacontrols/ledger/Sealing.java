package ai.datacontrols.ledger;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ImportState;
import ai.datacontrols.ledger.store.SealingLock;
import ai.datacontrols.policy.UnverifiableRecordException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Seals the rows that earlier builds wrote; until then, reads verify the entries. Can be interrupted. */
@ApplicationScoped
public class Sealing {

    private static final int AT_ONCE = 500;
    private static final int BATCH_SECONDS = 600;

    private final Ledger ledger;
    private final Jdbc jdbc;
    private final Chain chain;

    Sealing(Ledger ledger, Jdbc jdbc, Chain chain) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.chain = chain;
    }

    /**
     * Seals every account that isn't sealed yet, each in its own transaction, except those that can't be verified. One
     * instance does at a time. Also the completion of the initial import.
     *
     * @return how many accounts were sealed; 0 if another instance is sealing
     */
    public long run() {
        jdbc.call("failed to seal the completion of the initial import", connection -> {
            ImportState.renewSeal(connection, chain);
            return null;
        });
        var total = 0L;
        var next = new Batch(0, null, true);
        while (next.hasMore()) {
            var last = next.last();
            next = QuarkusTransaction.requiringNew().timeout(BATCH_SECONDS).call(() -> batch(last));
            total += next.sealed();
        }
        return total;
    }

    /**
     * Some accounts.
     *
     * @param sealed how many were sealed
     * @param last the last of them
     * @param hasMore whether others may follow
     */
    private record Batch(long sealed, UUID last, boolean hasMore) {}

    /** The caller's transaction has the lock, and no other row or account lock. */
    private Batch batch(UUID last) {
        if (!jdbc.call("failed to lock the sealing", SealingLock::tryLock)) {
            return new Batch(0, last, false);
        }
        var sealed = 0L;
        var some = after(last);
        for (UUID account : some) {
            sealed += seal(account) ? 1 : 0;
        }
        return new Batch(sealed, some.isEmpty() ? last : some.get(some.size() - 1), !some.isEmpty());
    }

    private boolean seal(UUID account) {
        try {
            QuarkusTransaction.requiringNew().run(() -> ledger.rebuild(account));
            return true;
        } catch (UnverifiableRecordException unverifiable) {
            return false;
        }
    }

    private List<UUID> after(UUID last) {
        return jdbc.call("failed to read accounts", connection -> AccountHead.unsealedAfter(connection, last, AT_ONCE));
    }
}
