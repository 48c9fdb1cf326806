package ai.datacontrols.ledger;

import java.util.Set;

/** The statements of the store that go to the database without Hibernate, so that nobody hears them there. */
public final class DirectStatements {

    private DirectStatements() {}

    /** Those of an account: its settings page, its history for decisions, its turn, and what is written in it. */
    public static Set<String> ofAnAccount() {
        return Set.of(
                StateQuery.SQL,
                HistoryQuery.SQL,
                HistoryQuery.NEXT_PAGES,
                LedgerEntries.SQL,
                AccountHead.LOCK,
                AccountHead.MAKE.sql(),
                Turn.SQL,
                MissingRows.SQL,
                RecentOptIns.SQL,
                Append.TOLD_ENTRY.sql(),
                Append.UNTOLD_ENTRY.sql(),
                Append.ENTRY_ALONE.sql(),
                Append.STANDING_ALONE.sql(),
                Append.CHANGE_ALONE.sql());
    }
}
