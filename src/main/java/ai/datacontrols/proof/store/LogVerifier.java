package ai.datacontrols.proof.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.database.ResultSets;
import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.MultiProof;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.store.LogRows.State;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Compares the ledger with the transparency log: every sealed entry has its leaf, and every leaf its entry or an erasure that lists it. The
 * leaves themselves are compared with the last signed checkpoint, which is kept outside the database. So changes are found that were made
 * with the keys of the chain.
 */
@Singleton
public class LogVerifier {

    private static final String LOCK = "select log, position from log_verification for update skip locked";

    private static final String READ =
            "select log, position, completed_at, clock_timestamp() as at from log_verification";

    private static final String ADVANCE = "update log_verification set log = ?, position = ?";

    private static final String COMPLETE =
            "update log_verification set log = ?, position = 0, completed_at = clock_timestamp()";

    private static final String BY_INDEX = LeafRow.SQL + "and leaf.index >= ? and leaf.index < ? order by leaf.index";

    private static final String BY_ACCOUNT = LeafRow.SQL + "and leaf.account = ? order by leaf.index";

    /**
     * Entries of accounts that have no leaf although all entries of their transaction have one, or a leaf before that of the entry before. A
     * backfill comes to each entry only at its end; transaction ids of another server can't be compared.
     */
    private static final String WITHOUT_LEAF = """
        select account, sequence, index is null as has_none from (
          select entry.account, entry.sequence, leaf.index,
            entry.transaction is null or pg_visible_in_snapshot(entry.transaction, log.sealed) as is_due,
            lag(leaf.index) over (partition by entry.account order by entry.sequence) as last_index
          from (select * from transparency_log order by number desc limit 1) log
          join ledger_entry entry on entry.account = any (?)
          left join log_leaf leaf on leaf.account = entry.account and leaf.sequence = entry.sequence and leaf.log = log.number
          where log.server = feed_origin() and log.backfill_account is null) entries
        where index is null and is_due or index < last_index order by account, sequence limit 1000\
        """;

    private final Jdbc jdbc;
    private final LogKeys keys;
    private final LogDirectory directory;

    public LogVerifier(Jdbc jdbc, LogConfig config) {
        this.jdbc = jdbc;
        keys = LogKeys.of(config);
        directory = new LogDirectory(config.directory().orElse(Path.of("")));
    }

    /** The kinds of findings. */
    public enum Kind {
        /** The leaf's entry is not in the ledger. */
        LOG_ENTRY_REMOVED,
        /** The leaf is not that of the entry in the ledger. */
        LOG_ENTRY_CHANGED,
        /** The leaf can't be opened, and no erasure lists it. */
        LOG_SECRET_REMOVED,
        /** The entry has no leaf. */
        LOG_ENTRY_UNSEALED,
        /** The entry has a leaf before that of the entry before it. */
        LOG_ORDER,
        /** Leaves are not in the database. */
        LOG_LEAF_REMOVED,
        /** The leaf in the database is not the one that was signed. */
        LOG_LEAF_CHANGED,
        /** Hashes of tiles in the database are not those that were signed. */
        LOG_TILE
    }

    /**
     * Something that is wrong.
     *
     * @param account null if it is about a leaf without a known account
     * @param number the sequence of the entry; the index of the leaf without an account
     */
    public record LogFinding(UUID account, long number, Kind kind) {}

    /**
     * A part of a comparison.
     *
     * @param next the leaf after the last one that was compared; 0 after the end of a round
     * @param isEnd whether the last leaf was compared
     */
    public record Part(List<LogFinding> findings, long next, boolean isEnd) {}

    /**
     * How far the comparison has come.
     *
     * @param position the leaves that were compared in this round
     * @param completedAt the end of the last complete round; null before the first
     * @param at the present instant by the database's clock
     */
    public record Progress(long position, Instant completedAt, Instant at) {}

    public boolean isOn() {
        return !keys.keys().isEmpty();
    }

    /** Returns how far the comparison has come. */
    public Progress progress() {
        return jdbc.call("failed to read the progress of the log's verification", connection -> {
            try (var sql = connection.prepareStatement(READ);
                    var row = sql.executeQuery()) {
                row.next();
                return new Progress(
                        row.getLong("position"),
                        ResultSets.instant(row, "completed_at"),
                        ResultSets.instant(row, "at"));
            }
        });
    }

    /**
     * Compares the next leaves and stores how far it came. One instance does at a time.
     *
     * @return empty if another instance does, or if there is nothing that can be compared now
     */
    @Transactional
    public Optional<Part> proceed(int limit) {
        return jdbc.call("failed to compare leaves", connection -> {
            try (var sql = connection.prepareStatement(LOCK);
                    var row = sql.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                var compared = row.getInt("log");
                var position = row.getLong("position");
                var log = signed(connection);
                if (log.isEmpty()) {
                    return Optional.empty();
                }
                var number = log.get().state().number();
                var part = compare(connection, log.get(), number == compared ? position : 0, limit);
                store(connection, number, part);
                return Optional.of(part);
            }
        });
    }

    /**
     * Compares leaves from an index on.
     *
     * @return empty if there is nothing that can be compared now
     */
    public Optional<Part> compare(long first, int limit) {
        return jdbc.call("failed to compare leaves", connection -> {
            var log = signed(connection);
            return log.isPresent() ? Optional.of(compare(connection, log.get(), first, limit)) : Optional.empty();
        });
    }

    /** Compares the leaves of an account with its entries. */
    public List<LogFinding> compareLeaves(UUID account) {
        return jdbc.call("failed to compare leaves", connection -> {
            var log = LogRows.current(connection);
            if (log.isEmpty()) {
                return List.of();
            }
            try (var sql = connection.prepareStatement(BY_ACCOUNT)) {
                sql.setInt(1, log.get().number());
                sql.setObject(2, account);
                var findings = new ArrayList<LogFinding>();
                compareEntries(connection, log.get().number(), rows(sql), findings);
                return findings;
            }
        });
    }

    /** Returns the entries of accounts that should have a leaf and have none, or whose leaves are in another order. */
    public List<LogFinding> compareEntries(Collection<UUID> accounts) {
        return jdbc.call("failed to compare entries with their leaves", connection -> {
            try (var sql = connection.prepareStatement(WITHOUT_LEAF)) {
                sql.setArray(1, connection.createArrayOf("uuid", accounts.toArray()));
                try (var rows = sql.executeQuery()) {
                    var findings = new ArrayList<LogFinding>();
                    while (rows.next()) {
                        findings.add(new LogFinding(
                                rows.getObject("account", UUID.class),
                                rows.getLong("sequence"),
                                rows.getBoolean("has_none") ? Kind.LOG_ENTRY_UNSEALED : Kind.LOG_ORDER));
                    }
                    return findings;
                }
            }
        });
    }

    private record SignedLog(State state, Checkpoint checkpoint) {}

    /** A database that lacks signed entries isn't compared: the publisher begins the next log. */
    private Optional<SignedLog> signed(Connection connection) throws SQLException {
        var current = LogRows.current(connection);
        if (!isOn() || current.isEmpty()) {
            return Optional.empty();
        }
        var log = current.get();
        try {
            return directory
                    .checkpoint(log.number())
                    .or(() -> Optional.ofNullable(log.checkpoint()))
                    .map(note -> keys.policy(log.number()).open(note).checkpoint())
                    .filter(checkpoint -> checkpoint.size() <= log.size())
                    .map(checkpoint -> new SignedLog(log, checkpoint));
        } catch (ProofFailedException signedByAnotherKey) {
            return Optional.empty();
        }
    }

    private Part compare(Connection connection, SignedLog log, long first, int limit) throws SQLException {
        var number = log.state().number();
        var size = log.checkpoint().size();
        var end = Math.min(size, first + limit);
        var findings = new ArrayList<LogFinding>();
        if (first < end) {
            List<LeafRow> rows;
            try (var sql = connection.prepareStatement(BY_INDEX)) {
                sql.setInt(1, number);
                sql.setLong(2, first);
                sql.setLong(3, end);
                rows = rows(sql);
            }
            compareEntries(connection, number, rows, findings);
            compareLeaves(connection, log, first, end, rows, findings);
        }
        return new Part(findings, end < size ? end : 0, end >= size);
    }

    private void compareEntries(Connection connection, int log, List<LeafRow> rows, List<LogFinding> findings)
            throws SQLException {
        var closed = new TreeMap<Long, LeafRow>();
        for (var row : rows) {
            if (row.account() == null) {
                continue; // commits to the log before
            }
            if (!row.hasEntry()) {
                findings.add(new LogFinding(row.account(), row.sequence(), Kind.LOG_ENTRY_REMOVED));
            } else if (row.isClosed()) {
                closed.put(row.index(), row);
            } else if (!row.computed()
                    .filter(commitment -> Arrays.equals(commitment, row.commitment()))
                    .isPresent()) {
                findings.add(new LogFinding(row.account(), row.sequence(), Kind.LOG_ENTRY_CHANGED));
            }
        }
        for (var index : LogRows.notErased(connection, log, closed.keySet())) {
            var row = closed.get(index);
            findings.add(new LogFinding(row.account(), row.sequence(), Kind.LOG_SECRET_REMOVED));
        }
    }

    /** All leaves must be there, and be those that the checkpoint commits to. */
    private void compareLeaves(
            Connection connection, SignedLog log, long first, long end, List<LeafRow> rows, List<LogFinding> findings) {
        var leaves = new TreeMap<Long, Hash>();
        var next = first;
        for (var row : rows) {
            if (row.index() != next) {
                findings.add(new LogFinding(null, next, Kind.LOG_LEAF_REMOVED));
            }
            next = row.index() + 1;
            leaves.put(row.index(), Hash.leaf(row.commitment()));
        }
        if (next < end) {
            findings.add(new LogFinding(null, next, Kind.LOG_LEAF_REMOVED));
        }
        if (leaves.isEmpty() || isSigned(connection, log, leaves)) {
            return;
        }
        var before = findings.size();
        for (var row : rows) {
            if (isChanged(connection, log.state().number(), row.index(), leaves.get(row.index()))) {
                findings.add(new LogFinding(row.account(), row.sequence(), Kind.LOG_LEAF_CHANGED));
            }
        }
        if (findings.size() == before) {
            findings.add(new LogFinding(null, first, Kind.LOG_TILE));
        }
    }

    private static boolean isSigned(Connection connection, SignedLog log, TreeMap<Long, Hash> leaves) {
        var size = log.checkpoint().size();
        var hashes = new ArrayList<Hash>();
        var indexes = leaves.keySet().stream().mapToLong(Long::longValue).toArray();
        try {
            new TiledTree(LogRows.tiles(connection, log.state().number()), size).inclusion(indexes, size, hashes::add);
            new MultiProof(size, hashes).verify(leaves, log.checkpoint().root());
            return true;
        } catch (ProofFailedException | UnreadableException e) {
            return false;
        }
    }

    /** Returns whether a leaf differs from the published one, else from that in the tile of the database. */
    private boolean isChanged(Connection connection, int log, long index, Hash leaf) {
        var width = (int) (index % Tile.FULL_WIDTH) + 1;
        var tile = new Tile(0, index / Tile.FULL_WIDTH, width);
        try {
            var hashes = directory
                    .read(log, tile)
                    .orElseGet(() -> LogRows.tiles(connection, log).read(tile));
            var published = Arrays.copyOfRange(hashes, (width - 1) * Hash.LENGTH, width * Hash.LENGTH);
            return !Hash.of(published).equals(leaf);
        } catch (UnreadableException noTile) {
            return false;
        }
    }

    private static List<LeafRow> rows(PreparedStatement sql) throws SQLException {
        try (var found = sql.executeQuery()) {
            var rows = new ArrayList<LeafRow>();
            while (found.next()) {
                rows.add(LeafRow.map(found));
            }
            return rows;
        }
    }

    private static void store(Connection connection, int log, Part part) throws SQLException {
        try (var sql = connection.prepareStatement(part.isEnd() ? COMPLETE : ADVANCE)) {
            sql.setInt(1, log);
            if (!part.isEnd()) {
                sql.setLong(2, part.next());
            }
            sql.executeUpdate();
        }
    }
}
