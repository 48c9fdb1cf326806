package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.ChainPosition;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.policy.AccountEvent;
import ai.datacontrols.policy.FoldedHistory;
import ai.datacontrols.policy.PolicyTimeline;
import ai.datacontrols.policy.ResumableFold;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads the events of accounts in order, in pages, so that memory doesn't depend on the length of the histories. Needs
 * no transaction: the ledger is append-only and an account's entries are committed in the order of their sequence, so
 * paging misses nothing that was recorded before the first statement.
 */
public final class HistoryQuery {

    private static final int FIRST_PAGE = 20;

    /**
     * {@code at} is the start of the statement, before its MVCC snapshot: later entries may be included, but no earlier
     * one is missing. Accounts are joined from an array, because a parameter for each needs a plan for each number of
     * them; one by one by the key (limit), because the planner would otherwise scan the table for a thousand of them.
     * The array comes from a subquery, so that its length never leads to a custom plan.
     */
    static final String SQL = """
            select statement_timestamp() as at, load.*, asked.asked, head.*, entry.*
            from (select) once left join %s load on true left join (
              unnest((select ?::uuid[])) asked (asked) left join lateral %s head on true left join lateral (
                select %s from ledger_entry where ledger_entry.account = asked.asked
                order by sequence limit %d) entry on true) on true
            order by asked.asked, sequence""".formatted(
            ImportState.COMPLETION, AccountHead.END.formatted("asked.asked"), LedgerEntryMapper.COLUMNS, FIRST_PAGE);

    /** The same, but only the entries after a sequence of each account. */
    static final String TAILS = """
            select statement_timestamp() as at, load.*, asked.asked, head.*, entry.*
            from (select) once left join %s load on true left join (
              unnest((select ?::uuid[]), (select ?::bigint[])) asked (asked, after)
              left join lateral %s head on true left join lateral (
                select %s from ledger_entry where ledger_entry.account = asked.asked and ledger_entry.sequence > asked.after
                order by sequence limit %d) entry on true) on true
            order by asked.asked, sequence""".formatted(
            ImportState.COMPLETION, AccountHead.END.formatted("asked.asked"), LedgerEntryMapper.COLUMNS, FIRST_PAGE);

    static final String NEXT_PAGES = """
            select asked.asked, head.*, entry.*
            from unnest((select ?::uuid[]), (select ?::bigint[])) asked (asked, after)
            left join lateral %s head on true left join lateral (
              select %s from ledger_entry where ledger_entry.account = asked.asked and ledger_entry.sequence > asked.after
              order by sequence limit (select ?::int)) entry on true
            order by asked.asked, sequence""".formatted(AccountHead.END.formatted("asked.asked"), LedgerEntryMapper.COLUMNS);

    private final Jdbc jdbc;
    private final Chain chain;
    private final PolicyTimeline timeline;
    private final FoldCache folds = new FoldCache();
    private final int rowsAtOnce;
    private final int longestPage;

    public HistoryQuery(Jdbc jdbc, Chain chain, PolicyTimeline timeline) {
        this(jdbc, chain, timeline, 5_000, 1_000);
    }

    /**
     * @param rowsAtOnce maximum number of entries of all accounts per further statement
     * @param longestPage maximum number of entries of one account per further statement
     */
    HistoryQuery(Jdbc jdbc, Chain chain, PolicyTimeline timeline, int rowsAtOnce, int longestPage) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.timeline = timeline;
        this.rowsAtOnce = rowsAtOnce;
        this.longestPage = longestPage;
    }

    /** The read position in an account's history, and the state of its verification. */
    private final class Cursor {
        private final UUID account;
        private final Consumer<AccountEvent> reader;
        private final List<AccountEvent> tail = new ArrayList<>();

        /** The cached fold that the entries have to continue; null if they are read from the first one on. */
        private FoldCache.Fold resumed;

        /** Folds a long history for the cache; null for others. */
        private FoldedHistory recorded;

        private ChainCheck check;
        private ChainHead head;
        private IntegrityViolation violation;
        private int entriesOfPage;

        private Cursor(UUID account, Consumer<AccountEvent> reader) {
            this.account = account;
            this.reader = reader;
            resumed = reader instanceof ResumableFold fold
                    ? folds.find(account, fold).orElse(null)
                    : null;
            check = check(resumed == null ? ChainPosition.START : resumed.end());
        }

        private ChainCheck check(ChainPosition start) {
            return new ChainCheck(chain, account, start, found -> violation = violation == null ? found : violation);
        }

        /** Passes the event on if everything up to it is verified; events after a cached fold only at the end. */
        private void take(ResultSet row) throws SQLException {
            if (entriesOfPage == 0) {
                head = AccountHead.end(row);
                if (check.sequence() == 0 && head != null && head.lastSequence >= FoldCache.LONG) {
                    recorded = new FoldedHistory(timeline);
                }
            }
            var sequence = row.getLong("sequence");
            if (row.wasNull()) { // the account has no entries, or none after the last page
                return;
            }
            entriesOfPage++;
            var entry = LedgerEntryMapper.readable(row);
            entry.ifPresentOrElse(check::accept, () -> check.unreadable(sequence));
            if (violation == null) {
                take(entry.orElseThrow().toEvent());
            }
        }

        private void take(AccountEvent event) {
            if (resumed != null) {
                tail.add(event);
                return;
            }
            reader.accept(event);
            if (recorded != null) {
                recorded.accept(event);
            }
        }

        /** Ends the page: if it isn't full, the chain must end at the head that was read with it. */
        private boolean isFinished(int pageSize) {
            var isLastPage = entriesOfPage < pageSize;
            if (isLastPage && violation == null) {
                check.end(head);
            }
            entriesOfPage = 0;
            if (resumed != null) {
                return resumes(isLastPage && violation == null);
            }
            if (isLastPage && violation == null && recorded != null) {
                folds.put(account, new FoldCache.Fold(check.position(), recorded));
            }
            return isLastPage || violation != null;
        }

        /**
         * Has the reader resume the cached fold if the entries continue it up to the head. Otherwise, or if they are more
         * than a page, all entries are read and verified.
         */
        private boolean resumes(boolean continuesToHead) {
            if (continuesToHead) {
                ((ResumableFold) reader).resume(resumed.history());
                tail.forEach(reader);
                if (!tail.isEmpty()) {
                    var longer = resumed.history().copy();
                    tail.forEach(longer);
                    folds.put(account, new FoldCache.Fold(check.position(), longer));
                }
                return true;
            }
            folds.remove(account);
            resumed = null;
            tail.clear();
            violation = null;
            check = check(ChainPosition.START);
            return false;
        }
    }

    /**
     * Reads histories and verifies them. For a {@link ResumableFold} of a long history that was verified before, only the
     * entries since.
     *
     * @param readers by account; each receives the events of its account, up to the first that can't be verified
     */
    public HistoryRead read(Map<UUID, ? extends Consumer<AccountEvent>> readers) {
        var cursors = new LinkedHashMap<UUID, Cursor>();
        readers.forEach((account, reader) -> cursors.put(account, new Cursor(account, reader)));
        var unverifiable = new HashSet<UUID>();
        var read = jdbc.call("failed to read histories", connection -> first(connection, cursors, unverifiable));
        var pageSize = FIRST_PAGE;
        while (hasMore(cursors, pageSize, unverifiable)) {
            pageSize = Math.max(1, Math.min(longestPage, rowsAtOnce / cursors.size()));
            next(cursors, pageSize);
        }
        return read;
    }

    private static boolean hasMore(Map<UUID, Cursor> cursors, int pageSize, Set<UUID> unverifiable) {
        cursors.entrySet().removeIf(each -> {
            var cursor = each.getValue();
            var isFinished = cursor.isFinished(pageSize);
            if (isFinished && cursor.violation != null) {
                IntegrityAlarm.unverifiable(each.getKey(), cursor.violation);
                unverifiable.add(each.getKey());
            }
            return isFinished;
        });
        return !cursors.isEmpty();
    }

    private HistoryRead first(Connection connection, Map<UUID, Cursor> cursors, Set<UUID> unverifiable)
            throws SQLException {
        var isAnyResumed = cursors.values().stream().anyMatch(cursor -> cursor.resumed != null);
        try (var sql = connection.prepareStatement(isAnyResumed ? TAILS : SQL)) {
            sql.setArray(1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
            if (isAnyResumed) {
                sql.setArray(2, positions(connection, cursors));
            }
            try (var rows = sql.executeQuery()) {
                rows.next();
                var read = new HistoryRead(instant(rows, "at"), ImportState.isComplete(rows, chain), unverifiable);
                take(rows, cursors);
                return read;
            }
        }
    }

    private static Array positions(Connection connection, Map<UUID, Cursor> cursors) throws SQLException {
        var sequences = cursors.values().stream().map(cursor -> cursor.check.sequence());
        return connection.createArrayOf("bigint", sequences.toArray());
    }

    private void next(Map<UUID, Cursor> cursors, int pageSize) {
        jdbc.call("failed to read histories", connection -> {
            try (var sql = connection.prepareStatement(NEXT_PAGES)) {
                sql.setArray(
                        1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
                sql.setArray(2, positions(connection, cursors));
                sql.setInt(3, pageSize);
                try (var rows = sql.executeQuery()) {
                    if (rows.next()) {
                        take(rows, cursors);
                    }
                }
            }
            return null;
        });
    }

    private static void take(ResultSet rows, Map<UUID, Cursor> cursors) throws SQLException {
        do {
            var account = rows.getObject("asked", UUID.class);
            if (account != null) { // no account was asked for
                cursors.get(account).take(rows);
            }
        } while (rows.next());
    }
}
