package ai.datacontrols.ledger;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.store.AccountHead;
import ai.datacontrols.ledger.store.ImportState;
import ai.datacontrols.policy.UnverifiableRecordException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Seals the rows that earlier builds wrote; until then, reads verify the entries. Can be interrupted. */
@ApplicationScoped
public class Sealing {

    private static final int AT_ONCE = 500;

    private final Ledger ledger;
    private final Jdbc jdbc;
    private final Chain chain;

    Sealing(Ledger ledger, Jdbc jdbc, Chain chain) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.chain = chain;
    }

    /**
     * Seals every account that isn't sealed yet, each in its own transaction, except those that can't be verified. Also
     * the completion of the initial import.
     *
     * @return how many accounts were sealed
     */
    public long run() {
        jdbc.call("failed to seal the completion of the initial import", connection -> {
            ImportState.renewSeal(connection, chain);
            return null;
        });
        var sealed = 0L;
        UUID last = null;
        for (var some = after(last); !some.isEmpty(); some = after(last)) {
            for (UUID account : some) {
                sealed += seal(account) ? 1 : 0;
            }
            last = some.get(some.size() - 1);
        }
        return sealed;
    }

    private boolean seal(UUID account) {
        try {
            ledger.rebuild(account);
            return true;
        } catch (UnverifiableRecordException unverifiable) {
            return false;
        }
    }

    private List<UUID> after(UUID last) {
        return jdbc.call("failed to read accounts", connection -> AccountHead.unsealedAfter(connection, last, AT_ONCE));
    }
}
