package ai.datacontrols.ledger.store;

import java.util.Set;

/** Statements that are executed through JDBC without Hibernate, where a StatementInspector doesn't see them. */
public final class DirectStatements {

    private DirectStatements() {}

    /** Returns the statements of an account: settings page, history for decisions, account lock, and writes. */
    public static Set<String> ofAnAccount() {
        return Set.of(
                AccountOverviewQuery.SQL,
                HistoryQuery.SQL,
                HistoryQuery.TAILS,
                HistoryQuery.NEXT_PAGES,
                LedgerEntries.SQL,
                LedgerEntries.FIND,
                AccountHead.FIND,
                AccountHead.IS_KNOWN,
                AccountHead.IS_ANY_ERASED,
                AccountHead.EXCLUDE,
                AccountHead.LOCK,
                AccountHead.MAKE.sql(),
                LockedState.SQL,
                RecentOptIns.SQL,
                LedgerWriter.ENTRY_WITH_CHANGE.sql(),
                LedgerWriter.ENTRY_WITHOUT_CHANGE.sql(),
                LedgerWriter.ENTRY_ALONE.sql(),
                LedgerWriter.HEAD_ALONE.sql(),
                ConsentProjection.UPSERT.sql(),
                LedgerWriter.CHANGE_ALONE.sql());
    }
}
