package ai.datacontrols.ledger.store;

import java.util.Set;

/** The statements of the store that go to the database without Hibernate, so that nobody hears them there. */
public final class DirectStatements {

    private DirectStatements() {}

    /** Those of an account: its settings page, its history for decisions, its turn, and what is written in it. */
    public static Set<String> ofAnAccount() {
        return Set.of(
                AccountOverviewQuery.SQL,
                HistoryQuery.SQL,
                HistoryQuery.NEXT_PAGES,
                LedgerEntries.SQL,
                AccountHead.LOCK,
                AccountHead.MAKE.sql(),
                LockedState.SQL,
                MissingRows.SQL,
                RecentOptIns.SQL,
                LedgerWriter.ENTRY_WITH_CHANGE.sql(),
                LedgerWriter.ENTRY_WITHOUT_CHANGE.sql(),
                LedgerWriter.ENTRY_ALONE.sql(),
                LedgerWriter.STANDING_ALONE.sql(),
                LedgerWriter.CHANGE_ALONE.sql());
    }
}
