package ai.datacontrols.replicas;

import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import java.util.UUID;

/** One wish of a person, numbered in their order, however often its form was sent. */
final class Click {
    final UUID account;
    final int number;
    final UUID requestId;
    final Kind kind;

    /** The entry that the answer named; null as long as no answer has called it saved. */
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

    /** Whether this is the entry that the answer named. */
    boolean isAcknowledgedAs(KeptChoice entry) {
        return account.equals(entry.account()) && kind == entry.kind() && acknowledged == entry.sequence();
    }

    @Override
    public String toString() {
        return kind + " " + requestId + " of " + account + ", acknowledged as " + acknowledged;
    }
}
