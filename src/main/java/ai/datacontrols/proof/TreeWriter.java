package ai.datacontrols.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Appends leaves to a Merkle tree and writes its tiles. Keeps at most 8 × 255 hashes in memory. */
public final class TreeWriter {

    private final BiConsumer<Tile, byte[]> tiles;
    private final List<List<Hash>> partials = new ArrayList<>();
    private long size;

    /** @param tiles receives each tile when it is full, and partial tiles when they are asked for */
    public TreeWriter(BiConsumer<Tile, byte[]> tiles) {
        this.tiles = tiles;
    }

    public static TreeWriter resume(TileSource source, long size, BiConsumer<Tile, byte[]> tiles) {
        var writer = new TreeWriter(tiles);
        writer.size = size;
        for (var level = 0; Tile.hashes(level, size) > 0; level++) {
            var hashes = Tile.hashes(level, size);
            var partial = writer.partial(level);
            if (hashes % Tile.FULL_WIDTH > 0) {
                var tile = Tile.containing(level, hashes - 1, size);
                partial.addAll(hashes(source.read(tile), tile.width()));
            }
        }
        return writer;
    }

    public long size() {
        return size;
    }

    public void append(Hash leaf) {
        append(0, leaf);
        size++;
    }

    public Hash root() {
        var subtrees = List.<Hash>of();
        for (var partial : partials) {
            var level = new ArrayList<>(partial);
            if (!subtrees.isEmpty()) {
                level.add(Hash.root(subtrees));
            }
            subtrees = level;
        }
        return Hash.root(subtrees);
    }

    /** Writes the partial tile of each level that has one: what a checkpoint of this size needs beside the full tiles. */
    public void writePartials() {
        for (var level = 0; level < partials.size(); level++) {
            if (!partials.get(level).isEmpty()) {
                write(level, Tile.containing(level, Tile.hashes(level, size) - 1, size));
            }
        }
    }

    private void append(int level, Hash hash) {
        var partial = partial(level);
        partial.add(hash);
        if (partial.size() == Tile.FULL_WIDTH) {
            write(level, new Tile(level, size >>> 8 * (level + 1), Tile.FULL_WIDTH));
            var root = Hash.root(partial);
            partial.clear();
            append(level + 1, root);
        }
    }

    private List<Hash> partial(int level) {
        if (level == partials.size()) {
            partials.add(new ArrayList<>(Tile.FULL_WIDTH));
        }
        return partials.get(level);
    }

    private void write(int level, Tile tile) {
        var bytes = new byte[tile.width() * Hash.LENGTH];
        var partial = partials.get(level);
        for (var i = 0; i < tile.width(); i++) {
            System.arraycopy(partial.get(i).toBytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        tiles.accept(tile, bytes);
    }

    static List<Hash> hashes(byte[] tile, int width) {
        if (tile.length < width * Hash.LENGTH) {
            throw new UnreadableException("A tile of " + width + " hashes is too short: " + tile.length + " bytes");
        }
        var hashes = new ArrayList<Hash>(width);
        for (var i = 0; i < width; i++) {
            hashes.add(Hash.of(Arrays.copyOfRange(tile, i * Hash.LENGTH, (i + 1) * Hash.LENGTH)));
        }
        return hashes;
    }
}
