package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** One proof of several leaves holds for exactly these leaves. */
class MultiProofTest {

    private static final TestLog LOG = TestLog.of(600);

    @Property(tries = 200)
    void anySetOfLeavesIsProven(
            @ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll @Size(min = 1, max = 40) Set<@IntRange(max = 599) Integer> places) {
        var leaves = leaves(size, places);

        proof(leaves, size).verify(leaves, LOG.tree().root(size));
    }

    @Property(tries = 200)
    void aProofOfOneLeafHasTheHashesOfItsInclusionProof(
            @ForAll @IntRange(min = 1, max = 600) int size, @ForAll @IntRange(max = 599) int place) {
        var index = place % size;

        assertThat(proof(leaves(size, Set.of(index)), size).hashes())
                .containsExactlyInAnyOrderElementsOf(
                        LOG.tree().inclusion(index, size).path());
    }

    @Property(tries = 200)
    void anotherLeafPlaceSizeOrHashFails(
            @ForAll @IntRange(min = 2, max = 600) int size,
            @ForAll @Size(min = 1, max = 20) Set<@IntRange(max = 599) Integer> places,
            @ForAll @IntRange(max = 255) int bit) {
        var leaves = leaves(size, places);
        var proof = proof(leaves, size);
        var root = LOG.tree().root(size);
        var last = leaves.lastKey();

        assertFails(proof, changed(leaves, last, flip(leaves.get(last), bit)), root);
        assertFails(proof, leaves, flip(root, bit));
        var fewer = new TreeMap<>(leaves);
        fewer.remove(last);
        assertFails(proof, fewer, root);
        var more = new TreeMap<>(leaves);
        for (var index = 0L; index < size; index++) {
            if (more.putIfAbsent(index, LOG.leaf((int) index)) == null) {
                assertFails(proof, more, root);
                break;
            }
        }
        if (!proof.hashes().isEmpty()) {
            var hashes = new ArrayList<>(proof.hashes());
            hashes.set(bit % hashes.size(), flip(hashes.get(bit % hashes.size()), bit));
            assertFails(new MultiProof(size, hashes), leaves, root);
            hashes.remove(0);
            assertFails(new MultiProof(size, hashes), leaves, root);
        }
        var longer = new ArrayList<>(proof.hashes());
        longer.add(root);
        assertFails(new MultiProof(size, longer), leaves, root);
    }

    @Example
    void indexesOutsideTheTreeFail() {
        var root = LOG.tree().root(600);
        for (var index : List.of(-1L, 600L, Long.MAX_VALUE)) {
            assertFails(new MultiProof(600, List.of()), new TreeMap<>(Map.of(index, root)), root);
        }
        assertFails(new MultiProof(600, List.of(root)), new TreeMap<>(), root);
        assertFails(new MultiProof(Long.MAX_VALUE, List.of()), leaves(600, Set.of(5)), root);
    }

    private static MultiProof proof(SortedMap<Long, Hash> leaves, int size) {
        var indexes = leaves.keySet().stream().mapToLong(Long::longValue).toArray();
        return new MultiProof(size, LOG.multiProof(indexes, size));
    }

    private static SortedMap<Long, Hash> leaves(int size, Set<Integer> places) {
        var leaves = new TreeMap<Long, Hash>();
        places.forEach(place -> leaves.put((long) place % size, LOG.leaf(place % size)));
        return leaves;
    }

    private static SortedMap<Long, Hash> changed(SortedMap<Long, Hash> leaves, long index, Hash leaf) {
        var changed = new TreeMap<>(leaves);
        changed.put(index, leaf);
        return changed;
    }

    private static Hash flip(Hash hash, int bit) {
        var bytes = hash.toBytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    private static void assertFails(MultiProof proof, SortedMap<Long, Hash> leaves, Hash root) {
        assertThatThrownBy(() -> proof.verify(leaves, root)).isInstanceOf(ProofFailedException.class);
    }
}
