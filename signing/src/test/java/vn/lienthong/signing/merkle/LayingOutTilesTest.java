package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples: C2SP tlog-tiles, "Merkle tree" and "Partial Tiles". */
final class LayingOutTilesTest {

  @Test
  void a_tree_of_70000_has_the_tiles_of_the_specification() {
    List<String> paths = Tile.of(70_000).map(Tile::path).toList();

    assertThat(paths).hasSize(273 + 1 + 1 + 1 + 1);
    assertThat(paths.subList(0, 273)).noneMatch(path -> path.contains(".p/"));
    assertThat(paths.subList(272, paths.size()))
        .containsExactly(
            "tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void a_tree_of_256_has_a_full_tile_and_one_above_it() {
    assertThat(Tile.of(256).map(Tile::path)).containsExactly("tile/0/000", "tile/1/000.p/1");
  }

  @Test
  void an_empty_tree_has_no_tile() {
    assertThat(Tile.of(0)).isEmpty();
  }

  @Test
  void more_than_999_tiles_go_into_folders() {
    assertThat(Tile.between(256_000, 256_001).map(Tile::path))
        .containsExactly("tile/0/x001/000.p/1");
    assertThat(Tile.between(256_000, 256_001).map(Tile::entriesPath))
        .containsExactly("tile/entries/x001/000.p/1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 255, 256, 257, 511, 512, 65_535, 65_536, 70_000})
  void growing_step_by_step_writes_every_tile_that_the_tree_needs(long size) {
    long half = size / 2;

    List<String> grown =
        Stream.concat(Tile.of(half), Tile.between(half, size)).map(Tile::path).toList();

    assertThat(grown).containsAll(Tile.of(size).map(Tile::path).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 300, 65_536, 70_000, 16_777_216L + 3})
  void a_partial_tile_is_as_wide_as_the_specification_says(long size) {
    Tile.of(size)
        .filter(tile -> tile.width() < 256)
        .forEach(
            tile ->
                assertThat((long) tile.width())
                    .isEqualTo(size / (long) Math.pow(256, tile.level()) % 256));
  }
}
