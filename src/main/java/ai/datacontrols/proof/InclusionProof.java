package ai.datacontrols.proof;

import java.util.List;

/**
 * Proves that a leaf is in a tree of {@code size} leaves.
 *
 * @param index from 0
 * @param path the hashes beside the way from the leaf to the root, in this order
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Verifies the proof (RFC 9162, section 2.1.3.2).
     *
     * @throws ProofFailedException if the leaf is not proven to be in the tree with this root
     */
    public void verify(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            throw new ProofFailedException("A tree of %d entries has no entry %d".formatted(size, index));
        }
        var node = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) {
                throw new ProofFailedException("The inclusion proof is too long");
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofFailedException("The inclusion proof is too short");
        }
        if (!hash.equals(root)) {
            throw new ProofFailedException("The inclusion proof leads to another root");
        }
    }
}
