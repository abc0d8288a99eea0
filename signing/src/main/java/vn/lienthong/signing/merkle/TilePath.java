package vn.lienthong.signing.merkle;

import java.util.Locale;

/**
 * Paths of tiles and entry bundles. Source: C2SP tlog-tiles, "Merkle tree" and "Log entries" (tiles
 * of height 8, 256 hashes wide).
 */
public final class TilePath {
  /** Hashes in a full tile, entries in a full bundle. */
  public static final int WIDTH = 256;

  private TilePath() {}

  /** {@code tile/<L>/<N>}, with {@code .p/<W>} when it is not full. */
  public static String hashes(int level, long index, int width) {
    return "tile/" + level + "/" + number(index) + partial(width);
  }

  /** {@code tile/entries/<N>}, with {@code .p/<W>} when it is not full. */
  public static String entries(long index, int width) {
    return "tile/entries/" + number(index) + partial(width);
  }

  private static String partial(int width) {
    if (width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("width " + width + " is not 1 to 256");
    }
    return width == WIDTH ? "" : ".p/" + width;
  }

  /** 1234067 becomes x001/x234/067. */
  static String number(long index) {
    String path = String.format(Locale.ROOT, "%03d", index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path = String.format(Locale.ROOT, "x%03d", rest % 1000) + "/" + path;
    }
    return path;
  }
}
