package vn.lienthong.signing.verify;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.TilePath;

/** Derives the tree anew from the entry bundles, a bundle at a time, and compares every tile. */
final class TreeCheck {
  private final Path folder;
  private final Findings findings;
  private final EntryCheck entries;
  private final TileCheck tiles;

  TreeCheck(Path folder, Findings findings, EntryCheck entries) {
    this.folder = folder;
    this.findings = findings;
    this.entries = entries;
    this.tiles = new TileCheck(folder, findings);
  }

  /** The root that the first {@code size} entries give. */
  byte[] derive(long size, Optional<Checkpoint> older) {
    CompactRange range = new CompactRange();
    older.ifPresent(checkpoint -> compare(range, checkpoint));
    for (long at = 0; at < size; at += TilePath.WIDTH) {
      int width = (int) Math.min(TilePath.WIDTH, size - at);
      List<byte[]> bundle = bundle(at / TilePath.WIDTH, width);
      if (bundle.isEmpty()) {
        return new byte[0];
      }
      ByteArrayOutputStream hashes = new ByteArrayOutputStream();
      for (int i = 0; i < width; i++) {
        byte[] leaf = Rfc6962.leafHash(bundle.get(i));
        hashes.writeBytes(leaf);
        range.append(leaf);
        entries.check(at + i, bundle.get(i));
        older.ifPresent(checkpoint -> compare(range, checkpoint));
      }
      tiles.row(0, at / TilePath.WIDTH, hashes.toByteArray());
    }
    tiles.finish();
    entries.finish();
    return range.root();
  }

  private void compare(CompactRange range, Checkpoint older) {
    if (range.size() == older.size()) {
      if (Arrays.equals(range.root(), older.root())) {
        findings.note(
            "older-extended",
            "older checkpoint",
            "the log extends the checkpoint of size " + older.size(),
            "nhật ký nối tiếp điểm niêm phong cỡ " + older.size());
      } else {
        findings.fault(
            "older-not-extended",
            "older checkpoint",
            "the first " + older.size() + " entries are not those of the older checkpoint",
            older.size() + " mục đầu không phải của điểm niêm phong cũ");
      }
    }
  }

  private List<byte[]> bundle(long index, int width) {
    String full = TilePath.entries(index, TilePath.WIDTH);
    String path = TilePath.entries(index, width);
    Optional<byte[]> bytes =
        LogVerifier.read(folder.resolve(path)).or(() -> LogVerifier.read(folder.resolve(full)));
    if (bytes.isEmpty()) {
      findings.fault(
          "entries-missing", path, "the entry bundle is missing", "thiếu gói mục nhật ký");
      return List.of();
    }
    try {
      List<byte[]> bundle = EntryBundle.decode(bytes.orElseThrow());
      if (bundle.size() != width) {
        findings.fault(
            "entries-count",
            path,
            bundle.size() + " entries, " + width + " are expected",
            bundle.size() + " mục, phải có " + width);
      }
      return bundle.size() < width ? List.of() : bundle;
    } catch (IllegalArgumentException e) {
      findings.fault("entries-unreadable", path, "" + e.getMessage(), "" + e.getMessage());
      return List.of();
    }
  }
}
