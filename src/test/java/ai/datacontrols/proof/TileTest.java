package ai.datacontrols.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles and entry bundles are named and encoded as tlog-tiles says. */
class TileTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 999, 256, tile/0/999",
        "1, 1000, 256, tile/1/x001/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "2, 0, 1, tile/2/000.p/1",
        "0, 273, 112, tile/0/273.p/112",
        "-1, 1234067, 255, tile/entries/x001/x234/067.p/255",
        "0, 36028797018963967, 256, tile/0/x036/x028/x797/x018/x963/967"
    })
    void pathIsThatOfTheSpecification(int level, long index, int width, String path) {
        var tile = new Tile(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/0/1000",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/00/000",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/x001/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/entry/000",
                ""
            })
    void anyOtherPathIsRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aTreeOf70000HasTheTilesOfTheSpecificationsExample() {
        var tiles = Tile.of(70_000);
        assertThat(tiles.stream()
                        .filter(Tile::isFull)
                        .collect(Collectors.groupingBy(Tile::level, Collectors.counting())))
                .containsEntry(0, 273L)
                .containsEntry(1, 1L)
                .hasSize(2);
        assertThat(tiles.stream().filter(tile -> !tile.isFull()))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
    }

    @Test
    void aTreeOf256HasAFullTileAndOneAboveIt() {
        assertThat(Tile.of(256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
    }

    @Test
    void anEmptyTreeHasNoTiles() {
        assertThat(Tile.of(0)).isEmpty();
    }

    @Test
    void theWriterWritesExactlyTheTilesOfATree() {
        assertThat(TestLog.of(70_000).tiles.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Tile.of(70_000).stream().map(Tile::path).toList());
    }

    @Test
    void knowsItsFirstLeaf() {
        assertThat(new Tile(0, 3, 1).firstLeaf()).isEqualTo(768);
        assertThat(new Tile(1, 3, 1).firstLeaf()).isEqualTo(196_608);
        assertThat(new Tile(Tile.ENTRIES, 3, 1).firstLeaf()).isEqualTo(768);
    }

    @Test
    void aBundleHasTheLengthOfEachEntryBeforeIt() {
        var bundle = EntryBundle.encode(List.of(new byte[] {7}, new byte[0], new byte[300]));
        assertThat(bundle).hasSize(2 + 1 + 2 + 2 + 300).startsWith(0, 1, 7, 0, 0, 1, 44);
        assertThat(EntryBundle.decode(bundle)).containsExactly(new byte[] {7}, new byte[0], new byte[300]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33})
    void aBundleThatEndsWithinAnEntryIsUnreadable(int missing) {
        var bundle = EntryBundle.encode(List.of(new byte[32]));
        assertThatThrownBy(() -> EntryBundle.decode(java.util.Arrays.copyOf(bundle, bundle.length - missing)))
                .isInstanceOf(UnreadableException.class);
    }
}
