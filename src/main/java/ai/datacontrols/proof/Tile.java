package ai.datacontrols.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a tile of the tree: up to 256 consecutive hashes of one height (<a
 * href="https://c2sp.org/tlog-tiles">tlog-tiles</a>). A hash of level L covers 256<sup>L</sup> leaves. Only a full tile
 * is hashed into the level above.
 *
 * @param level 0 for leaf hashes, or {@link #ENTRIES} for the entries themselves
 * @param index the tile's place in its level, from 0
 * @param width the number of its hashes, 1 to 256
 */
public record Tile(int level, long index, int width) {

    public static final int FULL_WIDTH = 256;

    /** The level of entry bundles, which contain what level 0 contains the hashes of. */
    public static final int ENTRIES = -1;

    /** The level that the largest tree reaches: its size is below 2<sup>63</sup>. */
    private static final int MAX_LEVEL = 7;

    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new UnreadableException("No such tile: level %d, index %d, width %d".formatted(level, index, width));
        }
    }

    /** Returns the tiles of a tree, level by level, each partial tile after the full ones of its level. */
    public static List<Tile> of(long treeSize) {
        return since(0, treeSize);
    }

    /** Returns the tiles of a tree that the tree of its first {@code oldSize} leaves doesn't have as full ones. */
    public static List<Tile> since(long oldSize, long treeSize) {
        var tiles = new ArrayList<Tile>();
        for (var level = 0; hashes(level, treeSize) > 0; level++) {
            var firstNew = hashes(level, oldSize) / FULL_WIDTH * FULL_WIDTH;
            for (var first = firstNew; first < hashes(level, treeSize); first += FULL_WIDTH) {
                tiles.add(containing(level, first, treeSize));
            }
        }
        return tiles;
    }

    /** Returns the tile that contains a hash, as wide as it is in a tree of this size. */
    static Tile containing(int level, long hash, long treeSize) {
        var index = hash / FULL_WIDTH;
        return new Tile(level, index, (int) Math.min(FULL_WIDTH, hashes(level, treeSize) - index * FULL_WIDTH));
    }

    static long hashes(int level, long treeSize) {
        return level > MAX_LEVEL ? 0 : treeSize >>> 8 * Math.max(level, 0);
    }

    /**
     * Parses a path below the log's address, such as {@code tile/0/x001/234/067.p/12}.
     *
     * @throws UnreadableException if it names no tile, or names one in another form
     */
    public static Tile parse(String path) {
        var parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new UnreadableException("Not the path of a tile: " + path);
        }
        var level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        var index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
        var tile = new Tile(level, index, parts.group(3) == null ? FULL_WIDTH : Integer.parseInt(parts.group(3)));
        if (!tile.path().equals(path)) {
            throw new UnreadableException("Not the path of a tile: " + path);
        }
        return tile;
    }

    public String path() {
        var path = new StringBuilder("%03d".formatted(index % 1000));
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + path + (isFull() ? "" : ".p/" + width);
    }

    public boolean isIn(long treeSize) {
        var hashes = hashes(level, treeSize);
        return width <= hashes && index <= (hashes - width) / FULL_WIDTH;
    }

    public boolean isFull() {
        return width == FULL_WIDTH;
    }

    public Tile full() {
        return new Tile(level, index, FULL_WIDTH);
    }

    /** Returns the bundle of the entries whose hashes this tile of level 0 contains. */
    public Tile entries() {
        return new Tile(ENTRIES, index, width);
    }

    public long firstLeaf() {
        return index * FULL_WIDTH << 8 * Math.max(level, 0);
    }
}
