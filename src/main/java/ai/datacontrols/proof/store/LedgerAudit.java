package ai.datacontrols.proof.store;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.LogPolicy;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TileDirectory;
import ai.datacontrols.proof.UnreadableException;
import ai.datacontrols.proof.VerifierKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the operator's database with a copy of the published log: every leaf has its entry or an erasure that covers
 * it, and every entry has its leaf. Needs no secret. Run the offline verifier on the copy first.
 */
public final class LedgerAudit {

    private static final int FETCHED = 1_000;

    private static final String LEAVES = LeafRow.SQL + "and leaf.index < ? order by leaf.index";

    /** Entries that should have had a leaf when the checkpoint was made. */
    private static final String WITHOUT_LEAF = """
        select entry.account, entry.sequence from ledger_entry entry
        where not exists (select from log_leaf leaf
            where leaf.log = ? and leaf.account = entry.account and leaf.sequence = entry.sequence)
          and entry.recorded_at < (select max(sealed.recorded_at) from ledger_entry sealed
            join log_leaf leaf on leaf.account = sealed.account and leaf.sequence = sealed.sequence and leaf.log = ?)
        order by entry.account, entry.sequence limit 100\
        """;

    /** Entries of one account that don't follow each other, or whose later one has the smaller index. */
    private static final String OUT_OF_ORDER = """
        select account, sequence from (
          select entry.account, entry.sequence, entry.previous_hash, leaf.index,
            lag(entry.sequence, 1, 0::bigint) over chain as last_sequence, lag(entry.hash) over chain as last_hash,
            lag(leaf.index, 1, -1::bigint) over chain as last_index
          from ledger_entry entry
          join log_leaf leaf on leaf.account = entry.account and leaf.sequence = entry.sequence and leaf.log = ?
          window chain as (partition by entry.account order by entry.sequence)) entries
        where sequence <> last_sequence + 1 or index < last_index or previous_hash <> coalesce(last_hash, previous_hash)
        order by account, sequence limit 100\
        """;

    private final Connection connection;
    private final int log;
    private final TileDirectory published;
    private final Checkpoint checkpoint;
    private final List<String> findings = new ArrayList<>();
    private final Set<Long> unopened = new TreeSet<>();
    private final Set<Long> covered = new HashSet<>();

    private LedgerAudit(Connection connection, int log, TileDirectory published, Checkpoint checkpoint) {
        this.connection = connection;
        this.log = log;
        this.published = published;
        this.checkpoint = checkpoint;
    }

    /**
     * @param arguments the JDBC URL of the database, the public key of the log, the number of the log, and the
     *     directory with the copy
     */
    public static void main(String[] arguments) throws SQLException {
        if (arguments.length != 4) {
            System.out.println("Arguments: JDBC-URL KEY NUMBER DIRECTORY");
            System.exit(2);
        }
        try (var connection = DriverManager.getConnection(arguments[0])) {
            var findings = run(
                    connection, VerifierKey.parse(arguments[1]), Integer.parseInt(arguments[2]), Path.of(arguments[3]));
            findings.forEach(System.out::println);
            System.out.println(
                    findings.isEmpty() ? "The ledger is the one that was sealed." : findings.size() + " findings");
            System.exit(findings.isEmpty() ? 0 : 1);
        } catch (UnreadableException | ProofFailedException e) {
            System.out.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Audits the database against a directory with {@code checkpoint} and {@code tile/…}.
     *
     * @return a sentence for each finding; none if the ledger is the one that was logged
     * @throws ProofFailedException if the log did not sign the checkpoint
     */
    public static List<String> run(Connection connection, VerifierKey key, int log, Path copy) throws SQLException {
        var published = new TileDirectory(copy);
        var checkpoint = new LogPolicy(key).open(published.checkpoint()).checkpoint();
        return new LedgerAudit(connection, log, published, checkpoint).run();
    }

    private List<String> run() throws SQLException {
        connection.setAutoCommit(false);
        compareLeaves();
        unopened.removeAll(covered);
        var notErased = LogRows.notErased(connection, log, unopened);
        for (var index : unopened) {
            findings.add((notErased.contains(index)
                            ? "Leaf %d has no secret, and no erasure covers it"
                            : "Leaf %d was closed by an erasure after this copy was made: audit a newer one")
                    .formatted(index));
        }
        find(WITHOUT_LEAF, 2, "Entry %s of account %s was recorded before sealed ones and has no leaf");
        find(OUT_OF_ORDER, 1, "Entry %s of account %s does not follow the one before it");
        connection.rollback();
        return List.copyOf(findings);
    }

    private void compareLeaves() throws SQLException {
        try (var sql = connection.prepareStatement(LEAVES)) {
            sql.setInt(1, log);
            sql.setLong(2, checkpoint.size());
            sql.setFetchSize(FETCHED);
            var next = 0L;
            byte[] hashes = {};
            try (var rows = sql.executeQuery()) {
                while (rows.next()) {
                    var row = LeafRow.map(rows);
                    var index = row.index();
                    if (index % Tile.FULL_WIDTH == 0 || index != next) {
                        hashes = published.read(tile(index));
                    }
                    if (index != next) {
                        findings.add("The database has no leaves %d to %d".formatted(next, index - 1));
                    }
                    next = index + 1;
                    compare(row, hash(hashes, index));
                }
            }
            if (next < checkpoint.size()) {
                findings.add("The database has no leaves %d to %d".formatted(next, checkpoint.size() - 1));
            }
        }
    }

    private void compare(LeafRow row, Hash expected) {
        if (row.account() == null) {
            return; // commits to the log before, which the verifier can check
        }
        if (!row.hasEntry()) {
            findings.add("Leaf %d has no entry: it was removed".formatted(row.index()));
            return;
        }
        if (row.isClosed()) {
            unopened.add(row.index());
            return;
        }
        if (!row.computed().map(Hash::leaf).filter(expected::equals).isPresent()) {
            findings.add("Leaf %d is not that of entry %d of account %s: the entry was changed"
                    .formatted(row.index(), row.sequence(), row.account()));
        } else {
            covered.addAll(row.covered());
        }
    }

    private Tile tile(long index) {
        var number = index / Tile.FULL_WIDTH;
        return new Tile(0, number, (int) Math.min(Tile.FULL_WIDTH, checkpoint.size() - number * Tile.FULL_WIDTH));
    }

    private static Hash hash(byte[] hashes, long index) {
        var first = (int) (index % Tile.FULL_WIDTH) * Hash.LENGTH;
        return Hash.of(Arrays.copyOfRange(hashes, first, first + Hash.LENGTH));
    }

    private void find(String statement, int parameters, String finding) throws SQLException {
        try (var sql = connection.prepareStatement(statement)) {
            for (var place = 1; place <= parameters; place++) {
                sql.setInt(place, log);
            }
            try (var rows = sql.executeQuery()) {
                while (rows.next()) {
                    findings.add(finding.formatted(rows.getLong("sequence"), rows.getString("account")));
                }
            }
        }
    }
}
