package ai.datacontrols.proof;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;

/**
 * Proves that several leaves are in a tree. Neighbouring leaves share most of their inclusion proofs, so each hash is there once: those of the
 * largest subtrees without any of the leaves, from left to right.
 *
 * @param size the number of leaves in the tree
 * @param hashes the hashes of these subtrees
 */
public record MultiProof(long size, List<Hash> hashes) {

    public MultiProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Verifies the proof.
     *
     * @param leaves the hashes of the leaves by their index
     * @throws ProofFailedException if the leaves are not proven to be in the tree with this root
     */
    public void verify(SortedMap<Long, Hash> leaves, Hash root) {
        if (leaves.isEmpty() || leaves.firstKey() < 0 || leaves.lastKey() >= size) {
            throw new ProofFailedException("A tree of %d entries does not have these entries".formatted(size));
        }
        var indexes = leaves.keySet().stream().mapToLong(Long::longValue).toArray();
        var path = hashes.iterator();
        var computed = new Computation(indexes, List.copyOf(leaves.values()), path).root(0, size, 0, indexes.length);
        if (path.hasNext()) {
            throw new ProofFailedException("The proof of the entries is too long");
        }
        if (!computed.equals(root)) {
            throw new ProofFailedException("The proof of the entries leads to another root");
        }
    }

    /** Returns the first place from {@code from} up to {@code to} whose index is not below {@code middle}; else {@code to}. */
    static int split(long[] indexes, int from, int to, long middle) {
        var place = Arrays.binarySearch(indexes, from, to, middle);
        return place < 0 ? -place - 1 : place;
    }

    private record Computation(long[] indexes, List<Hash> leaves, Iterator<Hash> path) {

        /** Computes the root over the leaves from {@code start} to {@code end}, of which those from {@code from} to {@code to} are known. */
        Hash root(long start, long end, int from, int to) {
            if (from == to) {
                if (!path.hasNext()) {
                    throw new ProofFailedException("The proof of the entries is too short");
                }
                return path.next();
            }
            if (end - start == 1) {
                return leaves.get(from);
            }
            var middle = start + Hash.largestPowerOfTwoBelow(end - start);
            var split = split(indexes, from, to, middle);
            var left = root(start, middle, from, split);
            return Hash.node(left, root(middle, end, split, to));
        }
    }
}
