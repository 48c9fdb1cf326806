package ai.datacontrols.proof;

/** Reads tiles: from a directory, a database or an HTTP server. */
@FunctionalInterface
public interface TileSource {

    /**
     * Returns the hashes of a tile, one after the other. May return more than {@code tile.width()} hashes, because a partial tile
     * is the beginning of the full one.
     *
     * @throws UnreadableException if there is no such tile
     */
    byte[] read(Tile tile);
}
