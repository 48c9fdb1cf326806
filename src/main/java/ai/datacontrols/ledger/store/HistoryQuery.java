package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.policy.AccountEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    static final String SQL =
            """
            select statement_timestamp() as at, (select completed_at is not null from first_load) as is_load_complete,
              asked.asked, head.*, entry.*
            from (select) once left join (
              unnest((select ?::uuid[])) asked (asked) left join lateral %s head on true left join lateral (
                select %s from ledger_entry where ledger_entry.account = asked.asked
                order by sequence limit %d) entry on true) on true
            order by asked.asked, sequence""".formatted(AccountHead.END.formatted("asked.asked"), LedgerEntryMapper.COLUMNS, FIRST_PAGE);

    static final String NEXT_PAGES = """
            select asked.asked, head.*, entry.*
            from unnest((select ?::uuid[]), (select ?::bigint[])) asked (asked, after)
            left join lateral %s head on true left join lateral (
              select %s from ledger_entry where ledger_entry.account = asked.asked and ledger_entry.sequence > asked.after
              order by sequence limit (select ?::int)) entry on true
            order by asked.asked, sequence""".formatted(AccountHead.END.formatted("asked.asked"), LedgerEntryMapper.COLUMNS);

    private final Jdbc jdbc;
    private final Chain chain;
    private final int rowsAtOnce;
    private final int longestPage;

    public HistoryQuery(Jdbc jdbc, Chain chain) {
        this(jdbc, chain, 5_000, 1_000);
    }

    HistoryQuery(Jdbc jdbc, Chain chain, int rowsAtOnce, int longestPage) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.rowsAtOnce = rowsAtOnce;
        this.longestPage = longestPage;
    }

    /** The read position in an account's history, and the state of its verification. */
    private final class Cursor {
        private final Consumer<AccountEvent> reader;
        private final ChainCheck check;
        private ChainHead head;
        private IntegrityViolation violation;
        private int entriesOfPage;

        private Cursor(UUID account, Consumer<AccountEvent> reader) {
            this.reader = reader;
            check = new ChainCheck(chain, account, found -> violation = violation == null ? found : violation);
        }

        private void take(ResultSet row) throws SQLException {
            if (entriesOfPage == 0) {
                head = AccountHead.end(row);
            }
            var sequence = row.getLong("sequence");
            if (row.wasNull()) { // the account has no entries, or none after the last page
                return;
            }
            entriesOfPage++;
            var entry = LedgerEntryMapper.readable(row);
            entry.ifPresentOrElse(check::accept, () -> check.unreadable(sequence));
            if (violation == null) {
                reader.accept(entry.orElseThrow().toEvent());
            }
        }

        /** Ends the page: if it isn't full, the chain must end at the head that was read with it. */
        private boolean isFinished(int pageSize) {
            var isLastPage = entriesOfPage < pageSize;
            if (isLastPage && violation == null) {
                check.end(head);
            }
            entriesOfPage = 0;
            return isLastPage || violation != null;
        }
    }

    /** Reads and verifies histories; each reader receives the events up to the first that can't be verified. */
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

    private static HistoryRead first(Connection connection, Map<UUID, Cursor> cursors, Set<UUID> unverifiable)
            throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setArray(1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
            try (var rows = sql.executeQuery()) {
                rows.next();
                var read = new HistoryRead(instant(rows, "at"), rows.getBoolean("is_load_complete"), unverifiable);
                take(rows, cursors);
                return read;
            }
        }
    }

    private void next(Map<UUID, Cursor> cursors, int pageSize) {
        jdbc.call("failed to read histories", connection -> {
            try (var sql = connection.prepareStatement(NEXT_PAGES)) {
                var sequences = cursors.values().stream().map(cursor -> cursor.check.sequence());
                sql.setArray(
                        1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
                sql.setArray(2, connection.createArrayOf("bigint", sequences.toArray()));
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
