package ai.datacontrols.proof.store;

import ai.datacontrols.ledger.store.LedgerEntries;
import ai.datacontrols.ledger.store.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A leaf with its entry as it is now.
 *
 * @param account null for the first leaf of a later log, which commits to the log before
 * @param sequence 0 without an account
 * @param commitment the commitment as it is stored
 * @param hasEntry whether the ledger has the entry
 * @param entry empty if the ledger doesn't have it, or has values that no entry has
 * @param secret the secret of the account; null after an erasure
 * @param nonce the nonce of an erasure; null for other entries
 * @param covered the leaves that an erasure lists
 */
record LeafRow(
        long index,
        UUID account,
        long sequence,
        byte[] commitment,
        boolean hasEntry,
        Optional<LedgerEntry> entry,
        byte[] secret,
        byte[] nonce,
        List<Long> covered) {

    /** Leaves of a log. A condition and an order must follow. */
    static final String SQL = """
        select leaf.index as leaf_index, leaf.account as leaf_account, leaf.sequence as leaf_sequence, leaf.commitment, entry.*,
          secret.secret, erasure.nonce, erasure.covered
        from log_leaf leaf
        left join ledger_entry entry on entry.account = leaf.account and entry.sequence = leaf.sequence
        left join log_secret secret on secret.account = leaf.account
        left join log_erasure erasure on erasure.log = leaf.log and erasure.index = leaf.index
        where leaf.log = ? \
        """;

    static LeafRow map(ResultSet row) throws SQLException {
        var hasEntry = row.getString("account") != null;
        return new LeafRow(
                row.getLong("leaf_index"),
                row.getObject("leaf_account", UUID.class),
                row.getLong("leaf_sequence"),
                row.getBytes("commitment"),
                hasEntry,
                hasEntry ? LedgerEntries.mapReadable(row) : Optional.empty(),
                row.getBytes("secret"),
                row.getBytes("nonce"),
                LogRows.covered(row));
    }

    /** Returns whether nothing here can tell what was committed to: its secret was deleted. */
    boolean isClosed() {
        return nonce == null && secret == null;
    }

    /** Computes the commitment to the entry as it is now; empty if it can't be encoded. The leaf must not be closed. */
    Optional<byte[]> computed() {
        return entry.map(stored ->
                nonce == null ? EntryCommitment.of(stored, secret) : EntryCommitment.ofErasure(stored, covered, nonce));
    }
}
