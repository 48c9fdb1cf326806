package ai.datacontrols.proof.store;

import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.ledger.store.LedgerEntry.Kind;
import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TreeWriter;
import ai.datacontrols.proof.store.LogRows.Leaf;
import ai.datacontrols.proof.store.LogRows.Pending;
import ai.datacontrols.proof.store.LogRows.State;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives entries their leaves, in rounds of a transaction each, those of an account in their order. */
final class Sequencer {

    private static final Comparator<Pending> ORDER = Comparator.comparing(
                    (Pending pending) -> pending.entry().recordedAt)
            .thenComparing(pending -> pending.entry().account)
            .thenComparing(pending -> pending.entry().sequence);

    private final SecureRandom random = new SecureRandom();

    /** Adds up to {@code limit} entries to the log, under {@link LogRows#lock}. Returns whether more may follow. */
    boolean integrate(Connection connection, State log, int limit) throws SQLException {
        if (!log.isSameServer()) {
            LogRows.restartBackfill(connection, log.number());
            return true;
        }
        var found = LogRows.pending(connection, log, limit);
        var last = found.isEmpty() ? null : found.get(found.size() - 1).entry();
        var size = append(connection, log, found);
        if (found.size() < limit) {
            LogRows.endRound(connection, log.number(), size);
            return log.isBackfilling();
        }
        if (log.isBackfilling()) {
            LogRows.continueBackfill(connection, log.number(), size, last);
        } else {
            LogRows.grow(connection, log.number(), size);
        }
        return true;
    }

    /** Begins a log. Its first leaf commits to the last checkpoint of the log before, if there is one. */
    static void begin(Connection connection, State log) throws SQLException {
        LogRows.beginLog(connection, log.number(), log.origin(), log.predecessor());
        if (log.predecessor() == null) {
            return;
        }
        var round = new Round(connection, log);
        round.add(null, null, SuccessionLeaf.of(log.predecessor()));
        LogRows.grow(connection, log.number(), round.write());
    }

    private long append(Connection connection, State log, List<Pending> found) throws SQLException {
        var pending =
                found.stream().filter(each -> !each.hasLeaf()).sorted(ORDER).toList();
        if (pending.isEmpty()) {
            return log.size();
        }
        var round = new Round(connection, log);
        var secrets = new HashMap<UUID, byte[]>();
        for (var next : pending) {
            var entry = next.entry();
            if (entry.kind == Kind.ACCOUNT_ERASED) {
                round.addErasure(entry, randomBytes());
            } else {
                round.add(entry.account, entry.sequence, EntryCommitment.of(entry, secret(next, secrets)));
            }
        }
        LogRows.addSecrets(connection, secrets);
        return round.write();
    }

    /** Returns the account's secret. That of an erased account is not stored, so its commitments can't be opened. */
    private byte[] secret(Pending next, Map<UUID, byte[]> added) {
        if (next.secret() != null) {
            return next.secret();
        }
        return next.isErased() ? randomBytes() : added.computeIfAbsent(next.entry().account, account -> randomBytes());
    }

    private byte[] randomBytes() {
        var bytes = new byte[Commitment.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }

    private static final class Round {

        private final Connection connection;
        private final int log;
        private final Map<Tile, byte[]> tiles = new HashMap<>();
        private final TreeWriter tree;
        private final List<Leaf> leaves = new ArrayList<>();

        Round(Connection connection, State log) {
            this.connection = connection;
            this.log = log.number();
            tree = TreeWriter.resume(
                    LogRows.tiles(connection, log.number()),
                    log.size(),
                    // of a tile that becomes full in this round only the full one is stored
                    (tile, hashes) -> tiles.put(tile.full(), hashes));
        }

        void add(UUID account, Long sequence, byte[] commitment) {
            leaves.add(new Leaf(tree.size(), account, sequence, commitment));
            tree.append(Hash.leaf(commitment));
        }

        void addErasure(LedgerEntry erasure, byte[] nonce) throws SQLException {
            var covered = LogRows.covered(connection, log, erasure.account, erasure.sequence);
            leaves.stream()
                    .filter(leaf -> erasure.account.equals(leaf.account()))
                    .forEach(leaf -> covered.add(leaf.index()));
            LogRows.addErasure(connection, log, tree.size(), nonce, covered);
            // a round that ran beside the erasure may have stored a secret after it
            LogRows.deleteSecret(connection, erasure.account);
            add(erasure.account, erasure.sequence, EntryCommitment.ofErasure(erasure, covered, nonce));
        }

        long write() throws SQLException {
            tree.writePartials();
            LogRows.addLeaves(connection, log, leaves);
            LogRows.write(connection, log, tiles);
            return tree.size();
        }
    }
}
