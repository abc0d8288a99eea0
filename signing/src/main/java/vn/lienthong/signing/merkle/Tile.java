package vn.lienthong.signing.merkle;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A tile of hashes; at level 0 a bundle of entries lies beside it. Source: C2SP tlog-tiles.
 *
 * @param level 0 holds leaf hashes; each hash above is the root of a full tile below
 * @param index from the left, from 0
 * @param width hashes in it, 1 to 256; fewer than 256 only at the right edge
 */
public record Tile(int level, long index, int width) {
  /** Levels that a tree of less than 2^63 leaves can have. */
  private static final int LEVELS = 8;

  /** Place of its first hash in its level. */
  public long from() {
    return index * TilePath.WIDTH;
  }

  /** Place after its last hash in its level. */
  public long to() {
    return from() + width;
  }

  /** Path of the hashes. */
  public String path() {
    return TilePath.hashes(level, index, width);
  }

  /** Path of the entries; only at level 0. */
  public String entriesPath() {
    return TilePath.entries(index, width);
  }

  /** Every tile of a tree of {@code size} leaves, lowest level first, from the left. */
  public static Stream<Tile> of(long size) {
    return between(0, size);
  }

  /** The tiles of a tree of {@code to} leaves that one of {@code from} does not have. */
  public static Stream<Tile> between(long from, long to) {
    return IntStream.range(0, LEVELS)
        .boxed()
        .flatMap(level -> ofLevel(level, from >> (8 * level), to >> (8 * level)));
  }

  private static Stream<Tile> ofLevel(int level, long before, long now) {
    return LongStream.range(before / TilePath.WIDTH, Math.ceilDiv(now, TilePath.WIDTH))
        .mapToObj(
            index ->
                new Tile(
                    level, index, (int) Math.min(TilePath.WIDTH, now - index * TilePath.WIDTH)))
        .filter(tile -> tile.to() > before);
  }
}
