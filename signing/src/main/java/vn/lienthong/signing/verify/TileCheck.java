package vn.lienthong.signing.verify;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.TilePath;

/** Compares every hash tile with the one derived; keeps one open tile a level. */
final class TileCheck {
  private static final int HASH = 32;

  private final Path folder;
  private final Findings findings;
  private final List<ByteArrayOutputStream> open = new ArrayList<>();
  private final List<Long> next = new ArrayList<>();

  TileCheck(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /** A tile of this level as derived; full ones give a hash to the level above. */
  void row(int level, long index, byte[] hashes) {
    int width = hashes.length / HASH;
    compare(level, index, width, hashes);
    if (width == TilePath.WIDTH) {
      CompactRange range = new CompactRange();
      for (int i = 0; i < width; i++) {
        range.append(Arrays.copyOfRange(hashes, i * HASH, (i + 1) * HASH));
      }
      above(level + 1, range.root());
    }
  }

  /** Compares the tiles of upper levels that are not full. */
  void finish() {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).size() > 0) {
        compare(i + 1, next.get(i), open.get(i).size() / HASH, open.get(i).toByteArray());
      }
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
      row(level, index, full);
    }
  }

  private void compare(int level, long index, int width, byte[] derived) {
    String path = TilePath.hashes(level, index, width);
    Optional<byte[]> stored =
        LogVerifier.read(folder.resolve(path))
            .or(() -> LogVerifier.read(folder.resolve(TilePath.hashes(level, index, 256))));
    if (stored.isEmpty()) {
      findings.fault("tile-missing", path, "the tile is missing", "thiếu ô băm");
    } else if (stored.orElseThrow().length < derived.length
        || !Arrays.equals(stored.orElseThrow(), 0, derived.length, derived, 0, derived.length)) {
      findings.fault(
          "tile-differs",
          path,
          "the tile does not hold the hashes of the entries",
          "ô băm không khớp với các mục");
    } else if (stored.orElseThrow().length != derived.length
        && stored.orElseThrow().length != TilePath.WIDTH * HASH) {
      findings.fault("tile-length", path, "the tile is too long", "ô băm quá dài");
    }
  }
}
