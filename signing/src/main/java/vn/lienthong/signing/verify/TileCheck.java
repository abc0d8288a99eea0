package vn.lienthong.signing.verify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.merkle.TilePath;

/** Compares every hash tile with the one derived; keeps one open tile a level. */
final class TileCheck {
  private static final int HASH = 32;
  private static final int MOST_NAMED = 100_000;

  private final LogFiles files;
  private final Findings findings;
  private final List<ByteArrayOutputStream> open = new ArrayList<>();
  private final List<Long> next = new ArrayList<>();

  /** Leaf hashes as published, and where they are not those of the entries. */
  private final CompactRange leaves = new CompactRange();

  private final List<Long> otherLeaves = new ArrayList<>();
  private boolean stopped;

  TileCheck(LogFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** The tile's hashes as published, when they are all there. */
  Optional<byte[]> published(Tile tile) {
    return files
        .read(tile.path())
        .or(() -> files.read(TilePath.hashes(tile.level(), tile.index(), TilePath.WIDTH)))
        .filter(bytes -> bytes.length >= tile.width() * HASH);
  }

  /** Hashes that can be derived end here; what is above them is not compared any more. */
  void stop() {
    stopped = true;
  }

  /** A tile of this level as derived; full ones give a hash to the level above. */
  void row(Tile tile, byte[] hashes) {
    compare(tile, hashes);
    if (tile.width() == TilePath.WIDTH && !stopped) {
      CompactRange range = new CompactRange();
      for (int i = 0; i < tile.width(); i++) {
        range.append(at(hashes, i));
      }
      above(tile.level() + 1, range.root());
    }
  }

  private void above(int level, byte[] hash) {
    int i = level - 1;
    if (open.size() <= i) {
      open.add(new ByteArrayOutputStream());
      next.add(0L);
    }
    open.get(i).writeBytes(hash);
    if (open.get(i).size() == TilePath.WIDTH * HASH) {
      byte[] full = open.get(i).toByteArray();
      long index = next.get(i);
      open.get(i).reset();
      next.set(i, index + 1);
      row(new Tile(level, index, TilePath.WIDTH), full);
    }
  }

  /**
   * Compares the tiles of upper levels that are not full, and names the entries that are not the
   * ones whose published hashes lead to the signed root.
   */
  void finish(boolean entriesGiveTheRoot, Checkpoint claimed) {
    for (int i = 0; i < open.size() && !stopped; i++) {
      int width = open.get(i).size() / HASH;
      if (width > 0) {
        compare(new Tile(i + 1, next.get(i), width), open.get(i).toByteArray());
      }
    }
    boolean hashesGiveTheRoot =
        leaves.size() == claimed.size() && Arrays.equals(leaves.root(), claimed.root());
    if (!entriesGiveTheRoot && hashesGiveTheRoot) {
      otherLeaves.forEach(
          index ->
              findings.fault(
                  "entry-differs",
                  "entry " + index,
                  "it is not the entry that was sealed here",
                  "không phải mục đã niêm phong ở đây"));
    }
  }

  private void compare(Tile tile, byte[] derived) {
    Optional<byte[]> stored =
        files
            .read(tile.path())
            .or(() -> files.read(TilePath.hashes(tile.level(), tile.index(), TilePath.WIDTH)));
    if (stored.isEmpty()) {
      findings.fault("tile-missing", tile.path(), "the tile is missing", "thiếu ô băm");
      return;
    }
    byte[] bytes = stored.orElseThrow();
    if (bytes.length != derived.length && bytes.length != TilePath.WIDTH * HASH) {
      findings.fault(
          "tile-length",
          tile.path(),
          bytes.length + " bytes, " + derived.length + " are expected",
          bytes.length + " byte, phải có " + derived.length);
    }
    if (tile.level() == 0) {
      leaves(tile, bytes, derived);
    }
    int common = Math.min(bytes.length, derived.length);
    if (!Arrays.equals(bytes, 0, common, derived, 0, common)) {
      findings.fault(
          "tile-differs",
          tile.path(),
          "the tile does not hold the hashes of the entries",
          "ô băm không khớp với các mục");
    }
  }

  private void leaves(Tile tile, byte[] bytes, byte[] derived) {
    for (int i = 0; i < tile.width() && (i + 1) * HASH <= bytes.length; i++) {
      if (leaves.size() == tile.from() + i) {
        leaves.append(at(bytes, i));
      }
      if (!Arrays.equals(at(bytes, i), at(derived, i)) && otherLeaves.size() < MOST_NAMED) {
        otherLeaves.add(tile.from() + i);
      }
    }
  }

  private static byte[] at(byte[] hashes, int index) {
    return Arrays.copyOfRange(hashes, index * HASH, (index + 1) * HASH);
  }
}
