package ai.datacontrols.proof;

@FunctionalInterface
public interface TileSource {

    /**
     * Returns the hashes of a tile, and possibly those after it: a partial tile is the beginning of the full one.
     *
     * @throws UnreadableException if there is no such tile
     */
    byte[] read(Tile tile);
}
