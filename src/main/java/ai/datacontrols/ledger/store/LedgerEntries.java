package ai.datacontrols.ledger.store;

import static ai.datacontrols.database.ResultSets.instant;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.policy.Actor;
import ai.datacontrols.policy.Channel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * The entries of an account in the order of their sequence, read in pages while they are iterated. Neither a connection nor a
 * persistence context is held in between. Entries that are recorded meanwhile may be included.
 */
public final class LedgerEntries implements Iterable<LedgerEntry> {

    static final String SQL = """
            select * from ledger_entry where account = ? and sequence > ? order by sequence limit ?""";

    private static final int PAGE = 1_000;

    private final Jdbc jdbc;
    private final UUID account;
    private final long after;
    private final int pageSize;

    /** @param after the sequence of the entry before the first */
    public LedgerEntries(Jdbc jdbc, UUID account, long after) {
        this(jdbc, account, after, PAGE);
    }

    LedgerEntries(Jdbc jdbc, UUID account, long after, int pageSize) {
        this.jdbc = jdbc;
        this.account = account;
        this.after = after;
        this.pageSize = pageSize;
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
                    page = jdbc.call("entries can't be read", connection -> page(connection, last));
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
                    entries.add(entry(rows));
                }
                return entries;
            }
        }
    }

    private LedgerEntry entry(ResultSet row) throws SQLException {
        var entry = new LedgerEntry();
        entry.account = account;
        entry.sequence = row.getLong("sequence");
        entry.kind = Kind.valueOf(row.getString("kind"));
        entry.product = row.getString("product");
        entry.plan = row.getString("plan");
        entry.happenedAt = instant(row, "happened_at");
        entry.recordedAt = instant(row, "recorded_at");
        entry.actor = Actor.valueOf(row.getString("actor"));
        entry.surface = Channel.valueOf(row.getString("surface"));
        entry.policyVersion = row.getString("policy_version");
        entry.textVersion = row.getString("text_version");
        entry.language = row.getString("language");
        entry.requestId = row.getObject("request_id", UUID.class);
        entry.evidence = row.getString("evidence");
        entry.requestedBy = row.getString("requested_by");
        entry.startedAt = instant(row, "started_at");
        entry.endedAt = instant(row, "ended_at");
        entry.revision = row.getObject("revision", Long.class);
        entry.globalPrivacyControl = row.getObject("global_privacy_control", Boolean.class);
        entry.chainKey = row.getInt("chain_key");
        entry.previousHash = row.getBytes("previous_hash");
        entry.hash = row.getBytes("hash");
        return entry;
    }
}
