package ai.datacontrols.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Computes roots and proofs of a Merkle tree from its tiles (RFC 6962, section 2.1). A proof reads at most two tiles a
 * level. Tiles are not trusted: what is computed from a wrong one does not verify.
 */
public final class TiledTree {

    private static final int CACHED_TILES = 64;

    private final TileSource source;
    private final long size;
    private final Map<Tile, byte[]> cache = new LinkedHashMap<>(CACHED_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
            return size() > CACHED_TILES;
        }
    };

    public TiledTree(TileSource source, long size) {
        this.source = source;
        this.size = size;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        return root(size);
    }

    public Hash root(long size) {
        check(size <= this.size, "A tree of %d leaves has no root for %d", this.size, size);
        return size == 0 ? Hash.EMPTY_TREE : range(0, size);
    }

    public InclusionProof inclusion(long index, long size) {
        check(size <= this.size && index < size, "A tree of %d leaves has no leaf %d of %d", this.size, index, size);
        var path = new ArrayList<Hash>();
        addInclusion(path, index, 0, size);
        return new InclusionProof(index, size, path);
    }

    /**
     * Proves that several leaves are among the first {@code size} leaves: the hashes of a {@link MultiProof}.
     *
     * @param indexes ascending, each once, and at least one
     * @param hashes receives the hashes in their order
     */
    public void inclusion(long[] indexes, long size, Consumer<Hash> hashes) {
        check(
                indexes.length > 0 && size <= this.size,
                "A tree of %d leaves has no %d leaves of %d",
                this.size,
                indexes.length,
                size);
        addInclusion(hashes, indexes, 0, indexes.length, 0, size);
    }

    /** Proves that the tree of the first {@code newSize} leaves begins with that of the first {@code oldSize}. */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        check(oldSize <= newSize && newSize <= size, "A tree of %d leaves has no %d before %d", size, oldSize, newSize);
        var path = new ArrayList<Hash>();
        if (oldSize > 0) {
            addConsistency(path, oldSize, 0, newSize, true);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** PATH(m, D[n]) of RFC 6962, section 2.1.1. */
    private void addInclusion(List<Hash> path, long index, long start, long end) {
        if (end - start == 1) {
            return;
        }
        var middle = start + Hash.largestPowerOfTwoBelow(end - start);
        if (index < middle) {
            addInclusion(path, index, start, middle);
            path.add(range(middle, end));
        } else {
            addInclusion(path, index, middle, end);
            path.add(range(start, middle));
        }
    }

    private void addInclusion(Consumer<Hash> hashes, long[] indexes, int from, int to, long start, long end) {
        if (from == to) {
            hashes.accept(range(start, end));
        } else if (end - start > 1) {
            var middle = start + Hash.largestPowerOfTwoBelow(end - start);
            var split = MultiProof.split(indexes, from, to, middle);
            addInclusion(hashes, indexes, from, split, start, middle);
            addInclusion(hashes, indexes, split, to, middle, end);
        }
    }

    /** SUBPROOF(m, D[n], b) of RFC 6962, section 2.1.2; {@code known} if the verifier has the root of this subtree already. */
    private void addConsistency(List<Hash> path, long oldEnd, long start, long end, boolean known) {
        if (oldEnd == end) {
            if (!known) {
                path.add(range(start, end));
            }
            return;
        }
        var middle = start + Hash.largestPowerOfTwoBelow(end - start);
        if (oldEnd <= middle) {
            addConsistency(path, oldEnd, start, middle, known);
            path.add(range(middle, end));
        } else {
            addConsistency(path, oldEnd, middle, end, false);
            path.add(range(start, middle));
        }
    }

    /** MTH(D[start:end]). {@code start} is a multiple of a power of two that is not below {@code end - start}. */
    private Hash range(long start, long end) {
        var leaves = end - start;
        if (Long.bitCount(leaves) == 1) {
            return complete(start, Long.numberOfTrailingZeros(leaves));
        }
        var middle = start + Hash.largestPowerOfTwoBelow(leaves);
        return Hash.node(range(start, middle), range(middle, end));
    }

    /** The root of a complete subtree of 2<sup>height</sup> leaves: 1 to 128 neighbouring hashes of one tile. */
    private Hash complete(long start, int height) {
        var level = height / 8;
        var first = start >>> 8 * level;
        var count = 1 << height % 8;
        var tile = Tile.containing(level, first, size);
        var hashes = cache.computeIfAbsent(tile, this::read);
        var subtrees = new ArrayList<Hash>(count);
        for (var i = (int) (first % Tile.FULL_WIDTH); subtrees.size() < count; i++) {
            subtrees.add(Hash.of(Arrays.copyOfRange(hashes, i * Hash.LENGTH, (i + 1) * Hash.LENGTH)));
        }
        return Hash.root(subtrees);
    }

    private byte[] read(Tile tile) {
        var hashes = source.read(tile);
        if (hashes.length < tile.width() * Hash.LENGTH) {
            throw new UnreadableException(tile.path() + " is too short: " + hashes.length + " bytes");
        }
        return hashes;
    }

    private static void check(boolean valid, String message, Object... arguments) {
        if (!valid) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
