package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads an account's whole history into memory. */
public final class Recorded {

    private Recorded() {}

    public static AccountHistory history(Ledger ledger, UUID account) {
        return new AccountHistory(
                entries(ledger, account).stream().map(LedgerEntry::toEvent).toList());
    }

    public static List<LedgerEntry> entries(Ledger ledger, UUID account) {
        var entries = new ArrayList<LedgerEntry>();
        ledger.entries(account).forEach(entries::add);
        return entries;
    }
}
