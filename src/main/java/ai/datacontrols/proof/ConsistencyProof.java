package ai.datacontrols.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a tree begins with all the leaves of an earlier one: nothing was changed, removed or inserted.
 *
 * @param path the hashes that both roots can be computed from
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Verifies the proof (RFC 9162, section 2.1.4.2). Any tree is consistent with the empty one, which needs an empty
     * proof.
     *
     * @throws ProofFailedException if the two trees are not proven to be consistent
     */
    public void verify(Hash oldRoot, Hash newRoot) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new ProofFailedException(
                    "A tree of %d entries cannot come before one of %d".formatted(oldSize, newSize));
        }
        if (oldSize == 0 || oldSize == newSize) {
            verifyWithoutPath(oldRoot, newRoot);
            return;
        }
        var hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.add(0, oldRoot);
        }
        if (hashes.isEmpty()) {
            throw new ProofFailedException("The consistency proof is too short");
        }
        var node = oldSize - 1;
        var last = newSize - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var oldHash = hashes.get(0);
        var newHash = oldHash;
        for (var sibling : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                throw new ProofFailedException("The consistency proof is too long");
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = Hash.node(sibling, oldHash);
                newHash = Hash.node(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = Hash.node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofFailedException("The consistency proof is too short");
        }
        if (!oldHash.equals(oldRoot) || !newHash.equals(newRoot)) {
            throw new ProofFailedException("The consistency proof leads to other roots");
        }
    }

    private void verifyWithoutPath(Hash oldRoot, Hash newRoot) {
        if (!path.isEmpty()) {
            throw new ProofFailedException("The consistency proof must be empty");
        }
        if (oldSize == 0 && !oldRoot.equals(Hash.EMPTY_TREE)) {
            throw new ProofFailedException("The root of the empty tree is wrong");
        }
        if (oldSize == newSize && !oldRoot.equals(newRoot)) {
            throw new ProofFailedException("Two trees of %d entries have different roots".formatted(oldSize));
        }
    }
}
