package vn.lienthong.signing.verify;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.merkle.TilePath;

/**
 * Derives the tree anew from the entry bundles, a bundle at a time, and compares every tile. Where
 * entries are missing, the published hashes stand in for them, so that the rest is still checked.
 */
final class TreeCheck {
  private static final int HASH = 32;

  private final LogFiles files;
  private final Findings findings;
  private final EntryCheck entries;
  private final TileCheck tiles;
  private final OlderCheckpoints older;
  private final CompactRange range = new CompactRange();
  private boolean derivable = true;

  TreeCheck(LogFiles files, Findings findings, EntryCheck entries, OlderCheckpoints older) {
    this.files = files;
    this.findings = findings;
    this.entries = entries;
    this.older = older;
    this.tiles = new TileCheck(files, findings);
  }

  void check(Checkpoint claimed) {
    older.compare(range);
    for (long at = 0; at < claimed.size(); at += TilePath.WIDTH) {
      int width = (int) Math.min(TilePath.WIDTH, claimed.size() - at);
      bundle(new Tile(0, at / TilePath.WIDTH, width));
    }
    entries.finish(claimed.size());
    boolean equal = derivable && Arrays.equals(range.root(), claimed.root());
    tiles.finish(equal, claimed);
    if (derivable && !equal) {
      findings.fault(
          "root-differs",
          "checkpoint",
          "the entries give another root than the checkpoint says",
          "các mục cho ra giá trị gốc khác với điểm niêm phong");
    }
  }

  private void bundle(Tile tile) {
    List<byte[]> found = entries(tile);
    Optional<byte[]> published = tiles.published(tile);
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int i = 0; i < tile.width(); i++) {
      if (i < found.size()) {
        entries.check(tile.from() + i, found.get(i));
        append(hashes, Rfc6962.leafHash(found.get(i)));
      } else if (published.isPresent()) {
        append(hashes, Arrays.copyOfRange(published.orElseThrow(), i * HASH, (i + 1) * HASH));
      }
    }
    if (found.size() < tile.width()) {
      entries.missing();
    }
    if (hashes.size() == tile.width() * HASH) {
      tiles.row(tile, hashes.toByteArray());
    } else {
      underivable(tile);
    }
  }

  private void append(ByteArrayOutputStream hashes, byte[] leaf) {
    hashes.writeBytes(leaf);
    if (derivable) {
      range.append(leaf);
      older.compare(range);
    }
  }

  private void underivable(Tile tile) {
    derivable = false;
    tiles.stop();
    findings.fault(
        "root-not-derived",
        tile.path(),
        "entries and their hashes are both missing, so no root can be derived",
        "thiếu cả mục lẫn giá trị băm, không suy ra được giá trị gốc");
  }

  /** The entries of this tile, in order; fewer than its width, or none, with a finding. */
  private List<byte[]> entries(Tile tile) {
    String path = tile.entriesPath();
    String full = TilePath.entries(tile.index(), TilePath.WIDTH);
    boolean asNamed = files.has(path);
    Optional<byte[]> bytes = files.read(asNamed ? path : full);
    if (bytes.isEmpty()) {
      findings.fault("entries-missing", path, "the entry bundle is missing", "thiếu gói mục");
      return List.of();
    }
    try {
      return counted(tile, EntryBundle.decode(bytes.orElseThrow()), asNamed ? path : full);
    } catch (IllegalArgumentException e) {
      findings.fault(
          "entries-unreadable", path, "" + e.getMessage(), "không đọc được: " + e.getMessage());
      return List.of();
    }
  }

  private List<byte[]> counted(Tile tile, List<byte[]> bundle, String path) {
    boolean instead = !path.equals(tile.entriesPath());
    int expected = instead ? TilePath.WIDTH : tile.width();
    if (bundle.size() != expected) {
      findings.fault(
          "entries-count",
          path,
          bundle.size() + " entries, " + expected + " are expected",
          bundle.size() + " mục, phải có " + expected);
    } else if (instead) {
      findings.open(
          "beyond-covered",
          path,
          (expected - tile.width()) + " entries lie beyond what the checkpoint covers",
          (expected - tile.width()) + " mục nằm ngoài phạm vi điểm niêm phong");
    }
    return bundle.subList(0, Math.min(bundle.size(), tile.width()));
  }
}
