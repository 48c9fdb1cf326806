package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Trees, roots and proofs are those that RFC 6962 defines. */
class MerkleTreeTest {

    /** Two levels of tiles, both partial. */
    private static final TestLog LOG = TestLog.of(600);

    @Example
    void everyRootIsThatOfTheDefinition() {
        for (var size = 0; size <= 600; size++) {
            assertThat(LOG.tree().root(size)).isEqualTo(Hash.of(NaiveTree.root(LOG.entries.subList(0, size))));
        }
    }

    @Example
    void theWriterKnowsTheRootAtEverySize() {
        var log = new TestLog();
        assertThat(log.writerRoot()).isEqualTo(Hash.EMPTY_TREE);
        for (var size = 1; size <= 600; size++) {
            log.append(1);
            assertThat(log.writerRoot()).isEqualTo(LOG.tree().root(size));
        }
    }

    @Example
    void aTreeOfThreeLevelsHasTheRootOfTheDefinition() {
        var log = TestLog.of(70_000);
        assertThat(log.tree().root()).isEqualTo(Hash.of(NaiveTree.root(log.entries)));
        assertThat(log.writerRoot()).isEqualTo(log.tree().root());
        log.tree().inclusion(65_535, 70_000).verify(log.leaf(65_535), log.tree().root());
        log.tree()
                .consistency(65_537, 70_000)
                .verify(log.tree().root(65_537), log.tree().root());
    }

    @Property(tries = 300)
    void everyLeafIsProven(@ForAll @IntRange(min = 1, max = 600) int size, @ForAll @IntRange(max = 599) int place) {
        var index = place % size;
        var proof = LOG.tree().inclusion(index, size);

        assertThat(proof.path()).isEqualTo(hashes(NaiveTree.path(index, LOG.entries.subList(0, size))));
        proof.verify(LOG.leaf(index), LOG.tree().root(size));
    }

    @Property(tries = 300)
    void everyEarlierTreeIsProven(@ForAll @IntRange(max = 600) int newSize, @ForAll @IntRange(max = 600) int earlier) {
        var oldSize = earlier % (newSize + 1);
        var proof = LOG.tree().consistency(oldSize, newSize);

        assertThat(proof.path()).isEqualTo(hashes(NaiveTree.proof(oldSize, LOG.entries.subList(0, newSize))));
        proof.verify(LOG.tree().root(oldSize), LOG.tree().root(newSize));
    }

    @Property(tries = 300)
    void aProofWithAnyBitFlippedFails(
            @ForAll @IntRange(min = 2, max = 600) int size,
            @ForAll @IntRange(max = 599) int place,
            @ForAll @IntRange(max = 4095) int bit) {
        var index = place % size;
        var proof = LOG.tree().inclusion(index, size);
        var root = LOG.tree().root(size);
        var path = new ArrayList<>(proof.path());
        var hash = bit / 256 % path.size();
        path.set(hash, flip(path.get(hash), bit % 256));

        assertFails(() -> new InclusionProof(index, size, path).verify(LOG.leaf(index), root));
        assertFails(() -> proof.verify(flip(LOG.leaf(index), bit % 256), root));
        assertFails(() -> proof.verify(LOG.leaf(index), flip(root, bit % 256)));
        assertFails(() -> new InclusionProof(index ^ 1L << bit % 63, size, proof.path()).verify(LOG.leaf(index), root));
    }

    @Property(tries = 300)
    void aConsistencyProofWithAnyBitFlippedFails(
            @ForAll @IntRange(min = 2, max = 600) int newSize,
            @ForAll @IntRange(max = 600) int earlier,
            @ForAll @IntRange(max = 4095) int bit) {
        var oldSize = 1 + earlier % (newSize - 1);
        var proof = LOG.tree().consistency(oldSize, newSize);
        var oldRoot = LOG.tree().root(oldSize);
        var newRoot = LOG.tree().root(newSize);
        var path = new ArrayList<>(proof.path());
        var hash = bit / 256 % path.size();
        path.set(hash, flip(path.get(hash), bit % 256));

        assertFails(() -> new ConsistencyProof(oldSize, newSize, path).verify(oldRoot, newRoot));
        assertFails(() -> proof.verify(flip(oldRoot, bit % 256), newRoot));
        assertFails(() -> proof.verify(oldRoot, flip(newRoot, bit % 256)));
    }

    @Property(tries = 100)
    void aProofOfAnotherLengthFails(
            @ForAll @IntRange(min = 2, max = 600) int size, @ForAll @IntRange(max = 599) int place) {
        var index = place % size;
        var path = LOG.tree().inclusion(index, size).path();

        for (var other :
                List.of(with(path, LOG.leaf(0)), path.subList(1, path.size()), path.subList(0, path.size() - 1))) {
            assertFails(() -> new InclusionProof(index, size, other)
                    .verify(LOG.leaf(index), LOG.tree().root(size)));
        }
    }

    @Example
    void aProofThatIsTooLongFailsEvenIfItsRootFits() {
        var extra = LOG.leaf(0);
        var inclusion = LOG.tree().inclusion(5, 300);
        assertFails(() -> new InclusionProof(5, 300, with(inclusion.path(), extra))
                .verify(LOG.leaf(5), Hash.node(extra, LOG.tree().root(300))));
        var consistency = LOG.tree().consistency(200, 300);
        assertFails(() -> new ConsistencyProof(200, 300, with(consistency.path(), extra))
                .verify(
                        Hash.node(extra, LOG.tree().root(200)),
                        Hash.node(extra, LOG.tree().root(300))));
    }

    @Property(tries = 50)
    void howeverAppendsAreCutTheTilesAreTheSame(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 200) Integer> rounds) {
        var tiles = new HashMap<String, byte[]>();
        var size = 0;
        for (var round : rounds) {
            var writer = TreeWriter.resume(
                    tile -> tiles.get(tile.path()), size, (tile, hashes) -> tiles.put(tile.path(), hashes));
            for (var i = 0; i < round; i++) {
                writer.append(Hash.leaf(TestLog.entry(size++)));
            }
            writer.writePartials();
        }
        var whole = TestLog.of(size);

        assertThat(Tile.of(size))
                .allSatisfy(tile -> assertThat(tiles.get(tile.path())).isEqualTo(whole.tiles.get(tile.path())));
    }

    @Example
    void aTileThatIsTooShortIsUnreadable() {
        assertThatThrownBy(() -> new TiledTree(tile -> new byte[31], 1).root())
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("tile/0/000.p/1 is too short");
    }

    private static List<Hash> with(List<Hash> path, Hash more) {
        var longer = new ArrayList<>(path);
        longer.add(more);
        return longer;
    }

    private static void assertFails(Runnable verification) {
        assertThatThrownBy(verification::run).isInstanceOf(ProofFailedException.class);
    }

    private static List<Hash> hashes(List<byte[]> hashes) {
        return hashes.stream().map(Hash::of).toList();
    }

    private static Hash flip(Hash hash, int bit) {
        var bytes = hash.toBytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }
}
