package ai.datacontrols.replicas;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import java.util.UUID;

/** One intended choice, numbered per person; its form may be sent several times. */
final class Click {
    final UUID account;
    final int number;
    final UUID requestId;
    final Kind kind;

    /** The number of the acknowledged entry, or null if no response has acknowledged one. */
    private volatile Long acknowledged;

    Click(UUID account, int number, SwitchForm form) {
        this.account = account;
        this.number = number;
        this.requestId = form.requestId();
        this.kind = form.kind();
    }

    void acknowledge(long sequence) {
        acknowledged = sequence;
    }

    boolean isAcknowledged() {
        return acknowledged != null;
    }

    boolean isAcknowledgedAs(KeptChoice entry) {
        return account.equals(entry.account()) && kind == entry.kind() && acknowledged == entry.sequence();
    }

    @Override
    public String toString() {
        return kind + " " + requestId + " of " + account + ", acknowledged as " + acknowledged;
    }
}
