package ai.datacontrols.transparency;

import ai.datacontrols.proof.Tile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps full tiles and bundles in memory, at most 256 of at most 8,704 bytes. They never change. */
final class TileCache {

    private static final int MAX_TILES = 256;

    private record Key(int log, Tile tile) {}

    private final Map<Key, byte[]> tiles = new LinkedHashMap<>(MAX_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MAX_TILES;
        }
    };

    synchronized Optional<byte[]> get(int log, Tile tile) {
        return Optional.ofNullable(tiles.get(new Key(log, tile)));
    }

    synchronized void put(int log, Tile tile, byte[] content) {
        if (tile.isFull()) {
            tiles.put(new Key(log, tile), content);
        }
    }
}
