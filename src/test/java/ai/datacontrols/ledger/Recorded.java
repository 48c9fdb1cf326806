package ai.datacontrols.ledger;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.policy.AccountHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is recorded of an account, all of it in memory. */
public final class Recorded {

    private Recorded() {}

    /** Its events. */
    public static AccountHistory history(Ledger ledger, UUID account) {
        return new AccountHistory(
                entries(ledger, account).stream().map(LedgerEntry::toEvent).toList());
    }

    /** The same as stored. */
    public static List<LedgerEntry> entries(Ledger ledger, UUID account) {
        var entries = new ArrayList<LedgerEntry>();
        ledger.entries(account).forEach(entries::add);
        return entries;
    }
}
