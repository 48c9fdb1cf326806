package ai.datacontrols.ledger.store;

import ai.datacontrols.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The entries of an account in the order of their sequence, read in pages during iteration. Holds neither a connection
 * nor a persistence context between pages. Entries recorded during iteration may be included.
 */
public final class LedgerEntries implements Iterable<LedgerEntry> {

    static final String SQL = "select " + LedgerEntryMapper.COLUMNS
            + " from ledger_entry where account = ? and sequence > ? order by sequence limit ?";

    static final String FIND =
            "select " + LedgerEntryMapper.COLUMNS + " from ledger_entry where account = ? and sequence = ?";

    private static final int PAGE = 1_000;

    private final Jdbc jdbc;
    private final UUID account;
    private final long after;
    private final int pageSize;

    /** @param after the sequence of the entry before the first one */
    public LedgerEntries(Jdbc jdbc, UUID account, long after) {
        this(jdbc, account, after, PAGE);
    }

    LedgerEntries(Jdbc jdbc, UUID account, long after, int pageSize) {
        this.jdbc = jdbc;
        this.account = account;
        this.after = after;
        this.pageSize = pageSize;
    }

    /** Returns one entry. */
    public static Optional<LedgerEntry> find(Connection connection, UUID account, long sequence) throws SQLException {
        try (var sql = connection.prepareStatement(FIND)) {
            sql.setObject(1, account);
            sql.setLong(2, sequence);
            try (var row = sql.executeQuery()) {
                return row.next() ? Optional.of(LedgerEntryMapper.entry(row)) : Optional.empty();
            }
        }
    }

    @Override
    public Iterator<LedgerEntry> iterator() {
        return new Iterator<>() {
            private long last = after;
            private List<LedgerEntry> page = List.of();
            private int next;
            private boolean isLastPage;

            @Override
            public boolean hasNext() {
                if (next == page.size() && !isLastPage) {
                    page = jdbc.call("failed to read entries", connection -> page(connection, last));
                    next = 0;
                    isLastPage = page.size() < pageSize;
                }
                return next < page.size();
            }

            @Override
            public LedgerEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var entry = page.get(next++);
                last = entry.sequence;
                return entry;
            }
        };
    }

    private List<LedgerEntry> page(Connection connection, long last) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setLong(2, last);
            sql.setInt(3, pageSize);
            try (var rows = sql.executeQuery()) {
                var entries = new ArrayList<LedgerEntry>();
                while (rows.next()) {
                    entries.add(LedgerEntryMapper.entry(rows));
                }
                return entries;
            }
        }
    }
}
