package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.policy.AccountEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads the events of accounts in the order of their sequence, in pages, so that memory depends on the number of
 * accounts and not on the length of their histories. Most accounts fit into the first page, which is one statement. No
 * transaction is needed: the ledger is append-only and an account's entries are committed in the order of their
 * sequence, so paging by sequence misses nothing that was recorded before the first statement.
 */
public final class HistoryQuery {

    private static final int FIRST_PAGE = 20;

    private static final String COLUMNS = "entry.account, " + LedgerEntryMapper.EVENT_COLUMNS;

    /**
     * {@code at} is the start of the statement, before its snapshot: later entries may be included, but no earlier
     * one is missing. Accounts are joined from an array, because a parameter for each needs a plan for each number of
     * them; one by one by the key (limit), because the planner would otherwise scan the table for a thousand of them.
     * The array comes from a subquery, so that its length never leads to a custom plan.
     */
    static final String SQL = """
            select statement_timestamp() as at, (select completed_at is not null from first_load) as is_load_complete,
              %s
            from (select) once left join (
              unnest((select ?::uuid[])) asked (account) cross join lateral (
                select * from ledger_entry where ledger_entry.account = asked.account
                order by sequence limit %d) entry) on true
            order by entry.account, sequence""".formatted(COLUMNS, FIRST_PAGE);

    /** Reads the next page of each account. */
    static final String NEXT_PAGES = """
            select %s
            from unnest((select ?::uuid[]), (select ?::bigint[])) asked (account, after) cross join lateral (
              select * from ledger_entry where ledger_entry.account = asked.account and ledger_entry.sequence > asked.after
              order by sequence limit (select ?::int)) entry
            order by entry.account, sequence""".formatted(COLUMNS);

    private final Jdbc jdbc;
    private final int rowsAtOnce;
    private final int longestPage;

    public HistoryQuery(Jdbc jdbc) {
        this(jdbc, 5_000, 1_000);
    }

    /**
     * @param rowsAtOnce maximum number of entries of all accounts per further statement
     * @param longestPage maximum number of entries of one account per further statement
     */
    HistoryQuery(Jdbc jdbc, int rowsAtOnce, int longestPage) {
        this.jdbc = jdbc;
        this.rowsAtOnce = rowsAtOnce;
        this.longestPage = longestPage;
    }

    /** The read position in an account's history. */
    private static final class Cursor {
        private final Consumer<AccountEvent> reader;
        private long sequence;
        private int entriesOfPage;

        private Cursor(Consumer<AccountEvent> reader) {
            this.reader = reader;
        }

        private void take(AccountEvent event) {
            reader.accept(event);
            sequence = event.metadata().sequence();
            entriesOfPage++;
        }
    }

    /** @param readers by account; each receives the events of its account */
    public HistoryRead read(Map<UUID, ? extends Consumer<AccountEvent>> readers) {
        var cursors = new LinkedHashMap<UUID, Cursor>();
        readers.forEach((account, reader) -> cursors.put(account, new Cursor(reader)));
        var read = jdbc.call("failed to read histories", connection -> first(connection, cursors));
        var pageSize = FIRST_PAGE;
        while (hasMore(cursors, pageSize)) {
            pageSize = Math.max(1, Math.min(longestPage, rowsAtOnce / cursors.size()));
            next(cursors, pageSize);
        }
        return read;
    }

    /** Removes the accounts whose page wasn't full. */
    private static boolean hasMore(Map<UUID, Cursor> cursors, int pageSize) {
        cursors.values().removeIf(cursor -> cursor.entriesOfPage < pageSize);
        cursors.values().forEach(cursor -> cursor.entriesOfPage = 0);
        return !cursors.isEmpty();
    }

    private static HistoryRead first(Connection connection, Map<UUID, Cursor> cursors) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setArray(1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
            try (var rows = sql.executeQuery()) {
                rows.next();
                var read = new HistoryRead(instant(rows, "at"), rows.getBoolean("is_load_complete"));
                do {
                    take(rows, cursors);
                } while (rows.next());
                return read;
            }
        }
    }

    private void next(Map<UUID, Cursor> cursors, int pageSize) {
        jdbc.call("failed to read histories", connection -> {
            try (var sql = connection.prepareStatement(NEXT_PAGES)) {
                var sequences = cursors.values().stream().map(cursor -> cursor.sequence);
                sql.setArray(
                        1, connection.createArrayOf("uuid", cursors.keySet().toArray()));
                sql.setArray(2, connection.createArrayOf("bigint", sequences.toArray()));
                sql.setInt(3, pageSize);
                try (var rows = sql.executeQuery()) {
                    while (rows.next()) {
                        take(rows, cursors);
                    }
                }
            }
            return null;
        });
    }

    private static void take(ResultSet row, Map<UUID, Cursor> cursors) throws SQLException {
        var account = row.getObject("account", UUID.class);
        if (account != null) { // nothing is known of any of them
            cursors.get(account).take(LedgerEntryMapper.event(row));
        }
    }
}
