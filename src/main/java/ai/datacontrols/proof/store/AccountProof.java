package ai.datacontrols.proof.store;

import ai.datacontrols.database.Jdbc;
import ai.datacontrols.ledger.store.LedgerEntry;
import ai.datacontrols.proof.Commitment;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.SignedNote;
import ai.datacontrols.proof.TiledTree;
import ai.datacontrols.proof.store.LogRows.AccountLeaf;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Proves all entries of an account while they are read: first the place of each entry, then the hashes of one {@link
 * ai.datacontrols.proof.MultiProof} for all of them. Holds neither a connection nor more than a page of leaves.
 */
public final class AccountProof {

    private static final int PAGE = 1_000;

    private final Jdbc jdbc;
    private final UUID account;
    private final int log;
    private final SignedNote checkpoint;
    private final long size;
    private final byte[] secret;
    private Map<Long, AccountLeaf> page = Map.of();
    private boolean isEnd;
    private long[] indexes = new long[64];
    private int count;

    /**
     * @param size the size of the checkpoint
     * @param secret the secret of the account; null after an erasure
     */
    AccountProof(Jdbc jdbc, UUID account, int log, SignedNote checkpoint, long size, byte[] secret) {
        this.jdbc = jdbc;
        this.account = account;
        this.log = log;
        this.checkpoint = checkpoint;
        this.size = size;
        this.secret = secret;
    }

    /**
     * The place of an entry.
     *
     * @param index its index in the log
     * @param leaf the leaf hash
     * @param nonce the nonce of its commitment; null if an erasure closed it
     * @param covered the leaves that an erasure closed; null for other entries
     */
    public record Seal(long index, Hash leaf, byte[] nonce, List<Long> covered) {}

    /** Returns the signed checkpoint that covers the entries. */
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /** Returns the place of the next entry; empty if the checkpoint doesn't cover it. Entries must come in the order of their sequence. */
    public Optional<Seal> seal(LedgerEntry entry) {
        if (!isEnd && !page.containsKey(entry.sequence)) {
            page = read(entry.sequence);
            isEnd = page.isEmpty();
        }
        return Optional.ofNullable(page.get(entry.sequence)).map(leaf -> {
            add(leaf.index());
            return seal(entry, leaf);
        });
    }

    /** Returns whether any entry had a place. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Computes the hashes that prove all entries that had a place, in the order of the proof. */
    public void hashes(Consumer<Hash> hashes) {
        var tree = new TiledTree(
                tile -> jdbc.callIdempotent(
                        "failed to read a tile",
                        connection -> LogRows.tiles(connection, log).read(tile)),
                size);
        var sorted = Arrays.copyOf(indexes, count);
        Arrays.sort(sorted);
        tree.inclusion(sorted, size, hashes);
    }

    private Seal seal(LedgerEntry entry, AccountLeaf leaf) {
        var isErasure = leaf.openNonce() != null;
        var nonce = isErasure ? leaf.openNonce() : secret == null ? null : Commitment.nonce(secret, entry.sequence);
        return new Seal(leaf.index(), Hash.leaf(leaf.commitment()), nonce, isErasure ? leaf.covered() : null);
    }

    private Map<Long, AccountLeaf> read(long first) {
        var leaves = jdbc.callIdempotent(
                "failed to read leaves", connection -> LogRows.leaves(connection, log, account, first, size, PAGE));
        var bySequence = new HashMap<Long, AccountLeaf>();
        leaves.forEach(leaf -> bySequence.put(leaf.sequence(), leaf));
        return bySequence;
    }

    private void add(long index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = index;
    }
}
