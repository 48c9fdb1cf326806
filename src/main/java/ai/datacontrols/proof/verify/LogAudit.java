package ai.datacontrols.proof.verify;

import ai.datacontrols.proof.Checkpoint;
import ai.datacontrols.proof.EntryBundle;
import ai.datacontrols.proof.Hash;
import ai.datacontrols.proof.ProofFailedException;
import ai.datacontrols.proof.Tile;
import ai.datacontrols.proof.TileDirectory;
import ai.datacontrols.proof.TreeWriter;
import ai.datacontrols.proof.UnreadableException;
import java.util.Arrays;

/** Checks all files of a log: computes every tile from the leaf hashes, and the root from the tiles. */
final class LogAudit {

    private final TileDirectory directory;
    private final Checkpoint checkpoint;
    private int bundles;

    LogAudit(TileDirectory directory, Checkpoint checkpoint) {
        this.directory = directory;
        this.checkpoint = checkpoint;
    }

    /**
     * @throws ProofFailedException with the first entry that may be affected
     * @throws UnreadableException if a tile that a tree of this size needs is missing
     */
    void run() {
        var size = checkpoint.size();
        var writer = new TreeWriter(this::compare);
        for (var first = 0L; first < size; first += Tile.FULL_WIDTH) {
            var tile = new Tile(0, first / Tile.FULL_WIDTH, (int) Math.min(Tile.FULL_WIDTH, size - first));
            var hashes = read(tile);
            compareEntries(tile, hashes);
            for (var i = 0; i < tile.width(); i++) {
                writer.append(hash(hashes, i));
            }
        }
        writer.writePartials();
        if (!writer.root().equals(checkpoint.root())) {
            throw new ProofFailedException(
                    "The tiles belong together, but their root is not the one that the log signed for %d entries"
                            .formatted(size));
        }
    }

    int bundles() {
        return bundles;
    }

    private void compare(Tile tile, byte[] expected) {
        if (tile.level() == 0) {
            return;
        }
        var hashes = read(tile);
        for (var i = 0; i < tile.width(); i++) {
            if (!hash(hashes, i).equals(hash(expected, i))) {
                var leaves = 1L << 8 * tile.level();
                var first = tile.firstLeaf() + i * leaves;
                throw new ProofFailedException("%s does not match the level below, first at entries %d to %d"
                        .formatted(tile.path(), first, first + leaves - 1));
            }
        }
    }

    private void compareEntries(Tile tile, byte[] hashes) {
        if (!directory.hasEntries(tile)) {
            return;
        }
        bundles++;
        var entries = EntryBundle.decode(directory.read(tile.entries()));
        if (entries.size() < tile.width()) {
            throw new UnreadableException(tile.entries().path() + " has too few entries: " + entries.size());
        }
        for (var i = 0; i < tile.width(); i++) {
            if (!Hash.leaf(entries.get(i)).equals(hash(hashes, i))) {
                throw new ProofFailedException("%s does not match its tile, first at entry %d"
                        .formatted(tile.entries().path(), tile.firstLeaf() + i));
            }
        }
    }

    private byte[] read(Tile tile) {
        var hashes = directory.read(tile);
        if (hashes.length < tile.width() * Hash.LENGTH) {
            throw new UnreadableException(tile.path() + " is too short: " + hashes.length + " bytes");
        }
        return hashes;
    }

    private static Hash hash(byte[] hashes, int index) {
        return Hash.of(Arrays.copyOfRange(hashes, index * Hash.LENGTH, (index + 1) * Hash.LENGTH));
    }
}
