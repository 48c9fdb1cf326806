package ai.datacontrols.proof.store;

import ai.datacontrols.database.NamedParameterStatement;
import ai.datacontrols.database.ResultSets;
import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TileSource;
import ai.datacontrols.proof.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** SQL statements of the transparency log. Statements that write require {@link #lock}. */
final class LogRows {

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('transparency log', 0)) as is_locked";

    private static final String STATE = """
        select number, origin, predecessor, size, server = feed_origin() as is_same_server,
          backfill_account is not null as is_backfilling, checkpoint, checkpoint_size, cosigned, cosigned_size, published_at
        from transparency_log\
        """;

    private static final NamedParameterStatement BEGIN_LOG = new NamedParameterStatement(
            "insert into transparency_log (number, origin, predecessor) values (:number, :origin, :predecessor)");

    /** Transaction ids of another server can't be compared with those seen. */
    private static final NamedParameterStatement RESTART_BACKFILL = new NamedParameterStatement("""
        update transparency_log set server = feed_origin(), sealing = null, backfill_sequence = 0,
          backfill_account = '00000000-0000-0000-0000-000000000000' where number = :log\
        """);

    /** A part of a round continues with the MVCC snapshot of the first part. */
    private static final NamedParameterStatement BEGIN_ROUND = new NamedParameterStatement(
            "update transparency_log set sealing = pg_current_snapshot() where number = :log and sealing is null");

    /** The generic plan doesn't know how few entries are new, and would read whole tables. */
    private static final String PREFER_INDEXES = """
        select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
          set_config('enable_mergejoin', 'off', true)\
        """;

    /**
     * Entries that became visible since the last round. Ordered by time and not by transaction, because a round may
     * have parts: the times of an account's entries increase with their sequence, transaction ids may not.
     */
    private static final String NEW_ENTRIES = """
        select entry.*, secret.secret, head.erased_at is not null as is_erased, false as has_leaf
        from transparency_log log
        join ledger_entry entry on entry.transaction >= pg_snapshot_xmin(log.sealed)
          and not pg_visible_in_snapshot(entry.transaction, log.sealed)
          and pg_visible_in_snapshot(entry.transaction, log.sealing)
        left join log_secret secret on secret.account = entry.account
        left join account_head head on head.account = entry.account
        where log.number = ? and not exists (select from log_leaf leaf
          where leaf.account = entry.account and leaf.sequence = entry.sequence and leaf.log = log.number)
        order by entry.recorded_at, entry.account, entry.sequence limit ?\
        """;

    /** Ordered by the primary key, so that each part of a backfill continues where the last one ended. */
    private static final String BACKFILL = """
        select entry.*, secret.secret, head.erased_at is not null as is_erased, leaf.index is not null as has_leaf
        from (select entry.* from transparency_log log
          join ledger_entry entry on (entry.account, entry.sequence) > (log.backfill_account, log.backfill_sequence)
          where log.number = ? order by entry.account, entry.sequence limit ?) entry
        left join log_secret secret on secret.account = entry.account
        left join account_head head on head.account = entry.account
        left join log_leaf leaf on leaf.account = entry.account and leaf.sequence = entry.sequence and leaf.log = ?
        order by entry.account, entry.sequence\
        """;

    private static final String ADD_SECRETS =
            "insert into log_secret (account, secret) select * from unnest(?::uuid[], ?::bytea[])";

    private static final String ADD_LEAVES = """
        insert into log_leaf (log, index, account, sequence, commitment)
        select ?, * from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::bytea[])\
        """;

    private static final String ADD_TILES = """
        insert into log_tile (log, level, index, hashes) select ?, * from unnest(?::integer[], ?::bigint[], ?::bytea[])
        on conflict (log, level, index) do update set hashes = excluded.hashes\
        """;

    private static final NamedParameterStatement ADD_ERASURE = new NamedParameterStatement(
            "insert into log_erasure (log, index, nonce, covered) values (:log, :index, :nonce, :covered)");

    private static final NamedParameterStatement GROW =
            new NamedParameterStatement("update transparency_log set size = :size where number = :log");

    private static final NamedParameterStatement END_ROUND = new NamedParameterStatement("""
        update transparency_log set size = :size, sealed = sealing, sealing = null, backfill_account = null, backfill_sequence = null
        where number = :log\
        """);

    private static final NamedParameterStatement CONTINUE_BACKFILL = new NamedParameterStatement("""
        update transparency_log set size = :size, backfill_account = :account, backfill_sequence = :sequence
        where number = :log\
        """);

    private static final NamedParameterStatement PUBLISH = new NamedParameterStatement("""
        update transparency_log set checkpoint = :checkpoint, checkpoint_size = :size, published_at = clock_timestamp()
        where number = :log\
        """);

    private static final NamedParameterStatement CONFIRM = new NamedParameterStatement(
            "update transparency_log set published_at = clock_timestamp() where number = :log");

    /** A slower witness must not replace the cosignatures of a later checkpoint. */
    private static final NamedParameterStatement COSIGN = new NamedParameterStatement("""
        update transparency_log set cosigned = :checkpoint, cosigned_size = :size
        where number = :log and coalesce(cosigned_size, 0) <= :size\
        """);

    private static final String LEAF = """
        select leaf.log, leaf.index, secret.secret, erasure.nonce, erasure.covered from log_leaf leaf
        left join log_secret secret on secret.account = leaf.account
        left join log_erasure erasure on erasure.log = leaf.log and erasure.index = leaf.index
        where leaf.account = ? and leaf.sequence = ? order by leaf.log desc\
        """;

    private static final String INDEXES =
            "select sequence, index from log_leaf where account = ? and log = ? and sequence = any (?) and index < ?";

    private static final String LEAVES_OF_ACCOUNT = """
        select leaf.sequence, leaf.index, leaf.commitment, erasure.nonce, erasure.covered from log_leaf leaf
        left join log_erasure erasure on erasure.log = leaf.log and erasure.index = leaf.index
        where leaf.account = ? and leaf.log = ? and leaf.sequence >= ? and leaf.index < ? order by leaf.sequence limit ?\
        """;

    private static final String HAS_LEAF_FROM =
            "select exists (select from log_leaf where account = ? and log = ? and index >= ?) as has_leaf";

    /** Leaves whose secret was deleted although no erasure of their account lists them. An erasure may not be sealed yet. */
    private static final String NOT_ERASED = """
        select leaf.index from log_leaf leaf where leaf.log = ? and leaf.index = any (?) and not exists (
          select from ledger_entry entry
          left join log_leaf other on other.account = entry.account and other.sequence = entry.sequence and other.log = leaf.log
          left join log_erasure erasure on erasure.log = other.log and erasure.index = other.index
          where entry.account = leaf.account and entry.kind = 'ACCOUNT_ERASED'
            and (other.index is null or leaf.index = any (erasure.covered)))\
        """;

    private static final String SECRET = "select secret from log_secret where account = ?";

    private static final String COVERED =
            "select index from log_leaf where account = ? and log = ? and sequence < ? order by index";

    private static final String COMMITMENTS =
            "select commitment from log_leaf where log = ? and index >= ? and index < ? order by index";

    private static final String HASHES = "select hashes from log_tile where log = ? and level = ? and index = ?";

    /** Counts up to a limit, because a backfill has all entries before it. */
    private static final String PENDING = """
        select count(*) as pending, extract(epoch from clock_timestamp() - min(recorded_at)) as age from (
          select entry.recorded_at from (select * from transparency_log order by number desc limit 1) log
          join ledger_entry entry on entry.transaction >= pg_snapshot_xmin(log.sealed)
            and not pg_visible_in_snapshot(entry.transaction, log.sealed)
          where not exists (select from log_leaf leaf
            where leaf.account = entry.account and leaf.sequence = entry.sequence and leaf.log = log.number)
          limit 10000) backlog\
        """;

    private LogRows() {}

    /**
     * The state of a log.
     *
     * @param predecessor the last checkpoint of the log before; null for the first log
     * @param size the number of leaves
     * @param isSameServer whether transaction ids can be compared with those seen
     * @param isBackfilling whether all entries are being checked for leaves
     * @param publishedAt when the newest checkpoint was last found to cover all leaves; null before the first
     */
    record State(
            int number,
            String origin,
            SignedNote predecessor,
            long size,
            boolean isSameServer,
            boolean isBackfilling,
            SignedNote checkpoint,
            long checkpointSize,
            SignedNote cosigned,
            long cosignedSize,
            Instant publishedAt) {}

    /** An entry that may need a leaf. {@code secret} is that of its account, or null. */
    record Pending(LedgerEntry entry, byte[] secret, boolean isErased, boolean hasLeaf) {}

    /** A new leaf; the first leaf of a later log has no account. */
    record Leaf(long index, UUID account, Long sequence, byte[] commitment) {}

    /**
     * The leaf of an entry.
     *
     * @param secret the secret of its account; null after an erasure
     * @param openNonce the nonce of an erasure; null for other entries
     * @param covered the earlier leaves of an erased account
     */
    record FoundLeaf(int log, long index, byte[] secret, byte[] openNonce, List<Long> covered) {}

    /**
     * A leaf of an account.
     *
     * @param openNonce the nonce of an erasure; null for other entries
     * @param covered the earlier leaves of an erased account
     */
    record AccountLeaf(long sequence, long index, byte[] commitment, byte[] openNonce, List<Long> covered) {}

    /**
     * Entries without a leaf.
     *
     * @param count at most 10,000 are counted
     * @param oldestSeconds the age of the oldest of them in seconds; 0 without any
     */
    record Backlog(long count, double oldestSeconds) {}

    /** Takes the lock until the transaction ends. Returns false if another instance has it. */
    static boolean lock(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(LOCK);
                var row = sql.executeQuery()) {
            row.next();
            return row.getBoolean("is_locked");
        }
    }

    /** Returns the present instant by the database's clock. */
    static Instant now(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement("select clock_timestamp() as now");
                var row = sql.executeQuery()) {
            row.next();
            return ResultSets.instant(row, "now");
        }
    }

    /** Returns the current log; empty before the first. */
    static Optional<State> current(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(STATE + " order by number desc limit 1");
                var row = sql.executeQuery()) {
            return row.next() ? Optional.of(state(row)) : Optional.empty();
        }
    }

    static List<State> all(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(STATE + " order by number desc");
                var rows = sql.executeQuery()) {
            var states = new ArrayList<State>();
            while (rows.next()) {
                states.add(state(rows));
            }
            return states;
        }
    }

    private static State state(ResultSet row) throws SQLException {
        return new State(
                row.getInt("number"),
                row.getString("origin"),
                note(row.getString("predecessor")),
                row.getLong("size"),
                row.getBoolean("is_same_server"),
                row.getBoolean("is_backfilling"),
                note(row.getString("checkpoint")),
                row.getLong("checkpoint_size"),
                note(row.getString("cosigned")),
                row.getLong("cosigned_size"),
                ResultSets.instant(row, "published_at"));
    }

    private static SignedNote note(String text) {
        return text == null ? null : SignedNote.parse(text);
    }

    static void beginLog(Connection connection, int number, String origin, SignedNote predecessor) throws SQLException {
        var values = new HashMap<String, Object>(Map.of("number", number, "origin", origin));
        values.put("predecessor", predecessor == null ? null : predecessor.toString());
        BEGIN_LOG.execute(connection, values);
    }

    static void restartBackfill(Connection connection, int log) throws SQLException {
        RESTART_BACKFILL.execute(connection, Map.of("log", log));
    }

    /** Returns the next entries for the log, and during a backfill also some that have leaves. */
    static List<Pending> pending(Connection connection, State log, int limit) throws SQLException {
        BEGIN_ROUND.execute(connection, Map.of("log", log.number()));
        try (var settings = connection.prepareStatement(PREFER_INDEXES);
                var sql = connection.prepareStatement(log.isBackfilling() ? BACKFILL : NEW_ENTRIES)) {
            settings.execute();
            sql.setInt(1, log.number());
            sql.setInt(2, limit);
            if (log.isBackfilling()) {
                sql.setInt(3, log.number());
            }
            try (var rows = sql.executeQuery()) {
                var pending = new ArrayList<Pending>();
                while (rows.next()) {
                    pending.add(new Pending(
                            LedgerEntries.map(rows),
                            rows.getBytes("secret"),
                            rows.getBoolean("is_erased"),
                            rows.getBoolean("has_leaf")));
                }
                return pending;
            }
        }
    }

    static void addSecrets(Connection connection, Map<UUID, byte[]> secrets) throws SQLException {
        if (secrets.isEmpty()) {
            return;
        }
        try (var sql = connection.prepareStatement(ADD_SECRETS)) {
            setArray(sql, 1, "uuid", secrets.keySet().toArray());
            setArray(sql, 2, "bytea", secrets.values().toArray(byte[][]::new));
            sql.executeUpdate();
        }
    }

    static void deleteSecret(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement("delete from log_secret where account = ?")) {
            sql.setObject(1, account);
            sql.executeUpdate();
        }
    }

    static void addLeaves(Connection connection, int log, List<Leaf> leaves) throws SQLException {
        try (var sql = connection.prepareStatement(ADD_LEAVES)) {
            sql.setInt(1, log);
            setArray(sql, 2, "bigint", leaves.stream().map(Leaf::index).toArray());
            setArray(sql, 3, "uuid", leaves.stream().map(Leaf::account).toArray());
            setArray(sql, 4, "bigint", leaves.stream().map(Leaf::sequence).toArray());
            setArray(sql, 5, "bytea", leaves.stream().map(Leaf::commitment).toArray(byte[][]::new));
            sql.executeUpdate();
        }
    }

    static void addErasure(Connection connection, int log, long index, byte[] nonce, List<Long> covered)
            throws SQLException {
        ADD_ERASURE.execute(
                connection,
                Map.of(
                        "log",
                        log,
                        "index",
                        index,
                        "nonce",
                        nonce,
                        "covered",
                        connection.createArrayOf("bigint", covered.toArray())));
    }

    static List<Long> covered(Connection connection, int log, UUID account, long before) throws SQLException {
        try (var sql = connection.prepareStatement(COVERED)) {
            sql.setObject(1, account);
            sql.setInt(2, log);
            sql.setLong(3, before);
            try (var rows = sql.executeQuery()) {
                var covered = new ArrayList<Long>();
                while (rows.next()) {
                    covered.add(rows.getLong("index"));
                }
                return covered;
            }
        }
    }

    static void write(Connection connection, int log, Map<Tile, byte[]> tiles) throws SQLException {
        if (tiles.isEmpty()) {
            return;
        }
        try (var sql = connection.prepareStatement(ADD_TILES)) {
            sql.setInt(1, log);
            setArray(sql, 2, "integer", tiles.keySet().stream().map(Tile::level).toArray());
            setArray(sql, 3, "bigint", tiles.keySet().stream().map(Tile::index).toArray());
            setArray(sql, 4, "bytea", tiles.values().toArray(byte[][]::new));
            sql.executeUpdate();
        }
    }

    private static void setArray(PreparedStatement sql, int place, String type, Object[] values) throws SQLException {
        sql.setArray(place, sql.getConnection().createArrayOf(type, values));
    }

    /** Ends a part of a round: the log has {@code size} leaves, and more entries follow. */
    static void grow(Connection connection, int log, long size) throws SQLException {
        GROW.execute(connection, Map.of("log", log, "size", size));
    }

    static void continueBackfill(Connection connection, int log, long size, LedgerEntry last) throws SQLException {
        CONTINUE_BACKFILL.execute(
                connection, Map.of("log", log, "size", size, "account", last.account, "sequence", last.sequence));
    }

    /** Ends a round or a backfill: all entries of its MVCC snapshot have leaves. */
    static void endRound(Connection connection, int log, long size) throws SQLException {
        END_ROUND.execute(connection, Map.of("log", log, "size", size));
    }

    static void publish(Connection connection, int log, SignedNote checkpoint, long size) throws SQLException {
        PUBLISH.execute(connection, Map.of("log", log, "checkpoint", checkpoint.toString(), "size", size));
    }

    static void confirm(Connection connection, int log) throws SQLException {
        CONFIRM.execute(connection, Map.of("log", log));
    }

    static void cosign(Connection connection, int log, SignedNote checkpoint, long size) throws SQLException {
        COSIGN.execute(connection, Map.of("log", log, "checkpoint", checkpoint.toString(), "size", size));
    }

    static List<FoundLeaf> leaves(Connection connection, UUID account, long sequence) throws SQLException {
        try (var sql = connection.prepareStatement(LEAF)) {
            sql.setObject(1, account);
            sql.setLong(2, sequence);
            try (var rows = sql.executeQuery()) {
                var found = new ArrayList<FoundLeaf>();
                while (rows.next()) {
                    found.add(new FoundLeaf(
                            rows.getInt("log"),
                            rows.getLong("index"),
                            rows.getBytes("secret"),
                            rows.getBytes("nonce"),
                            covered(rows)));
                }
                return found;
            }
        }
    }

    /** Returns the leaves below {@code end} of some entries of an account, by sequence. */
    static Map<Long, Long> indexes(Connection connection, int log, UUID account, Collection<Long> sequences, long end)
            throws SQLException {
        try (var sql = connection.prepareStatement(INDEXES)) {
            sql.setObject(1, account);
            sql.setInt(2, log);
            setArray(sql, 3, "bigint", sequences.toArray());
            sql.setLong(4, end);
            try (var rows = sql.executeQuery()) {
                var indexes = new HashMap<Long, Long>();
                while (rows.next()) {
                    indexes.put(rows.getLong("sequence"), rows.getLong("index"));
                }
                return indexes;
            }
        }
    }

    /** Returns some leaves below {@code end} of an account's entries from a sequence on, in their order. */
    static List<AccountLeaf> leaves(
            Connection connection, int log, UUID account, long firstSequence, long end, int limit) throws SQLException {
        try (var sql = connection.prepareStatement(LEAVES_OF_ACCOUNT)) {
            sql.setObject(1, account);
            sql.setInt(2, log);
            sql.setLong(3, firstSequence);
            sql.setLong(4, end);
            sql.setInt(5, limit);
            try (var rows = sql.executeQuery()) {
                var leaves = new ArrayList<AccountLeaf>();
                while (rows.next()) {
                    leaves.add(new AccountLeaf(
                            rows.getLong("sequence"),
                            rows.getLong("index"),
                            rows.getBytes("commitment"),
                            rows.getBytes("nonce"),
                            covered(rows)));
                }
                return leaves;
            }
        }
    }

    /** Returns whether an account has a leaf from an index on. */
    static boolean hasLeafFrom(Connection connection, int log, UUID account, long first) throws SQLException {
        try (var sql = connection.prepareStatement(HAS_LEAF_FROM)) {
            sql.setObject(1, account);
            sql.setInt(2, log);
            sql.setLong(3, first);
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getBoolean("has_leaf");
            }
        }
    }

    /** Returns those of some closed leaves that no erasure closed, in their order. */
    static Set<Long> notErased(Connection connection, int log, Collection<Long> closed) throws SQLException {
        if (closed.isEmpty()) {
            return Set.of();
        }
        try (var sql = connection.prepareStatement(NOT_ERASED)) {
            sql.setInt(1, log);
            setArray(sql, 2, "bigint", closed.toArray());
            try (var rows = sql.executeQuery()) {
                var found = new TreeSet<Long>();
                while (rows.next()) {
                    found.add(rows.getLong("index"));
                }
                return found;
            }
        }
    }

    /** Returns the secret of an account, or null. */
    static byte[] secret(Connection connection, UUID account) throws SQLException {
        try (var sql = connection.prepareStatement(SECRET)) {
            sql.setObject(1, account);
            try (var row = sql.executeQuery()) {
                return row.next() ? row.getBytes("secret") : null;
            }
        }
    }

    /** Maps the column {@code covered}; empty if the row has no erasure. */
    static List<Long> covered(ResultSet row) throws SQLException {
        var covered = row.getArray("covered");
        return covered == null ? List.of() : Arrays.asList((Long[]) covered.getArray());
    }

    /** Returns the entries of the log below a tile of level 0. */
    static List<byte[]> commitments(Connection connection, int log, Tile tile) throws SQLException {
        try (var sql = connection.prepareStatement(COMMITMENTS)) {
            sql.setInt(1, log);
            sql.setLong(2, tile.firstLeaf());
            sql.setLong(3, tile.firstLeaf() + tile.width());
            try (var rows = sql.executeQuery()) {
                var commitments = new ArrayList<byte[]>();
                while (rows.next()) {
                    commitments.add(rows.getBytes("commitment"));
                }
                return commitments;
            }
        }
    }

    /** Reads tiles. A partial tile may have more hashes than asked for. */
    static TileSource tiles(Connection connection, int log) {
        return tile -> {
            try (var sql = connection.prepareStatement(HASHES)) {
                sql.setInt(1, log);
                sql.setInt(2, tile.level());
                sql.setLong(3, tile.index());
                try (var row = sql.executeQuery()) {
                    if (row.next()) {
                        return row.getBytes("hashes");
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("failed to read a tile", e);
            }
            throw new UnreadableException("There is no " + tile.path());
        };
    }

    static byte[] tile(Connection connection, int log, Tile tile) {
        return Arrays.copyOf(tiles(connection, log).read(tile), tile.width() * Hash.LENGTH);
    }

    static Backlog backlog(Connection connection) throws SQLException {
        try (var sql = connection.prepareStatement(PENDING);
                var row = sql.executeQuery()) {
            row.next();
            return new Backlog(row.getLong("pending"), row.getDouble("age"));
        }
    }
}
