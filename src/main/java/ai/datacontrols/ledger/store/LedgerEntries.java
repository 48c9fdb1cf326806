package ai.datacontrols.ledger.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.chain.Chain;
import ai.datacontrols.ledger.chain.ChainCheck;
import ai.datacontrols.ledger.chain.ChainHead;
import ai.datacontrols.ledger.chain.IntegrityAlarm;
import ai.datacontrols.ledger.chain.IntegrityViolation;
import ai.datacontrols.ledger.chain.IntegrityViolation.Kind;
import ai.datacontrols.policy.UnverifiableRecordException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The entries of an account in order, read in pages and verified during iteration, and their end by the head of the
 * account. Holds no connection between pages. Entries recorded during iteration may be included.
 */
public final class LedgerEntries implements Iterable<LedgerEntry> {

    /** Each page is read with the head in one MVCC snapshot, so the last one must end at its head. */
    static final String SQL = "select head.*, entry.* from (select (select ?::uuid) as account) asked"
            + " left join lateral " + AccountHead.END.formatted("asked.account") + " head on true"
            + " left join lateral (select " + LedgerEntryMapper.COLUMNS + " from ledger_entry"
            + " where ledger_entry.account = asked.account and sequence > ? order by sequence limit ?) entry on true"
            + " order by sequence";

    static final String FIND =
            "select " + LedgerEntryMapper.COLUMNS + " from ledger_entry where account = ? and sequence = ?";

    private static final int PAGE = 1_000;

    private final Jdbc jdbc;
    private final Chain chain;
    private final UUID account;
    private final Consumer<IntegrityViolation> violations;
    private final int pageSize;

    /** @param violations receives each violation before the entry after it is returned; may throw */
    public LedgerEntries(Jdbc jdbc, Chain chain, UUID account, Consumer<IntegrityViolation> violations) {
        this(jdbc, chain, account, violations, PAGE);
    }

    LedgerEntries(Jdbc jdbc, Chain chain, UUID account, Consumer<IntegrityViolation> violations, int pageSize) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.account = account;
        this.violations = violations;
        this.pageSize = pageSize;
    }

    public static LedgerEntry map(ResultSet row) throws SQLException {
        return LedgerEntryMapper.entry(row);
    }

    /** Maps such a row; empty if it has a value that no entry has, so that it can't have been written here. */
    public static Optional<LedgerEntry> mapReadable(ResultSet row) throws SQLException {
        return LedgerEntryMapper.readable(row);
    }

    /**
     * Returns one entry.
     *
     * @throws UnverifiableRecordException if its hash is wrong
     */
    public static Optional<LedgerEntry> find(Connection connection, Chain chain, UUID account, long sequence)
            throws SQLException {
        try (var sql = connection.prepareStatement(FIND)) {
            sql.setObject(1, account);
            sql.setLong(2, sequence);
            try (var row = sql.executeQuery()) {
                return row.next() ? Optional.of(verified(row, chain, account, sequence)) : Optional.empty();
            }
        }
    }

    /** Returns one entry as it is stored, for a reader that verifies the whole chain; empty if it can't be read. */
    public static Optional<LedgerEntry> findStored(Connection connection, UUID account, long sequence)
            throws SQLException {
        try (var sql = connection.prepareStatement(FIND)) {
            sql.setObject(1, account);
            sql.setLong(2, sequence);
            try (var row = sql.executeQuery()) {
                return row.next() ? LedgerEntryMapper.readable(row) : Optional.empty();
            }
        }
    }

    private static LedgerEntry verified(ResultSet row, Chain chain, UUID account, long sequence) throws SQLException {
        var entry = LedgerEntryMapper.readable(row);
        if (entry.isPresent() && chain.isAuthentic(entry.get())) {
            return entry.get();
        }
        IntegrityAlarm.unverifiable(account, new IntegrityViolation(account, sequence, Kind.HASH));
        throw new UnverifiableRecordException(account);
    }

    /** A page as it is stored: unreadable rows are null. */
    private record Page(List<Optional<LedgerEntry>> rows, List<Long> sequences, ChainHead head) {}

    @Override
    public Iterator<LedgerEntry> iterator() {
        return new Iterator<>() {
            private final ChainCheck check = new ChainCheck(chain, account, violations);
            private Page page;
            private int place;
            private LedgerEntry next;

            @Override
            public boolean hasNext() {
                while (next == null) {
                    if (page == null
                            || place == page.rows().size() && page.rows().size() == pageSize) {
                        page = jdbc.call("failed to read entries", connection -> page(connection, check.sequence()));
                        place = 0;
                        if (page.rows().isEmpty()) {
                            check.end(page.head());
                        }
                    }
                    if (place == page.rows().size()) {
                        return false;
                    }
                    take();
                }
                return true;
            }

            private void take() {
                var row = page.rows().get(place);
                row.ifPresentOrElse(
                        check::accept, () -> check.unreadable(page.sequences().get(place)));
                place++;
                if (place == page.rows().size() && page.rows().size() < pageSize) {
                    check.end(page.head());
                }
                next = row.orElse(null);
            }

            @Override
            public LedgerEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var entry = next;
                next = null;
                return entry;
            }
        };
    }

    private Page page(Connection connection, long last) throws SQLException {
        try (var sql = connection.prepareStatement(SQL)) {
            sql.setObject(1, account);
            sql.setLong(2, last);
            sql.setInt(3, pageSize);
            try (var rows = sql.executeQuery()) {
                rows.next();
                var head = AccountHead.end(rows);
                var entries = new ArrayList<Optional<LedgerEntry>>();
                var sequences = new ArrayList<Long>();
                do {
                    if (rows.getObject("sequence") != null) { // the account has no entries, or none after the last
                        entries.add(LedgerEntryMapper.readable(rows));
                        sequences.add(rows.getLong("sequence"));
                    }
                } while (rows.next());
                return new Page(entries, sequences, head);
            }
        }
    }
}
