package vn.lienthong.signing.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.testing.TestKeys;

/** A copy of the committed log to do damage to. Entry numbers: WritingTheGoldenLogTest. */
final class GoldenLog {
  static final Path FIXTURE = Path.of("src/test/resources/golden-log");
  static final Path ANCHORS = Path.of("src/test/resources/golden-anchors");
  static final String ORIGIN = "golden.example/log";
  static final int SIZE = 347;
  static final String LAST_TILE = "tile/0/001.p/91";
  static final String LAST_ENTRIES = "tile/entries/001.p/91";

  /** While its certificates are valid. */
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  final Path folder;
  private Anchors anchors = trusted();

  private GoldenLog(Path folder) {
    this.folder = folder;
  }

  static GoldenLog copyTo(Path temporary) throws IOException {
    Path copy = temporary.resolve("log");
    try (var files = Files.walk(FIXTURE)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, copy.resolve(FIXTURE.relativize(file).toString()));
      }
    }
    return new GoldenLog(copy);
  }

  /** Key and authority as they were handed over, apart from the log. */
  static Anchors trusted() {
    return Anchors.of(vkey(), TrustAnchors.read(ANCHORS.resolve("ca.crt")));
  }

  static VerifierKey vkey() {
    return VerifierKey.parse(anchor("log.vkey").strip());
  }

  static String anchor(String name) {
    try {
      return Files.readString(ANCHORS.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<byte[]> entries() throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (Tile tile : Tile.of(SIZE).filter(t -> t.level() == 0).toList()) {
      entries.addAll(EntryBundle.decode(Files.readAllBytes(FIXTURE.resolve(tile.entriesPath()))));
    }
    return entries;
  }

  Report verify() {
    return verify(anchors);
  }

  Report verify(Anchors with) {
    return LogVerifier.verify(folder, with, NOW);
  }

  Report verifyAlsoAgainst(String olderCheckpoint) {
    return verify(
        new Anchors(anchors.logKey(), anchors.authorities(), List.of(anchor(olderCheckpoint))));
  }

  GoldenLog flip(String file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    bytes[offset] ^= 1;
    Files.write(folder.resolve(file), bytes);
    return this;
  }

  GoldenLog change(String file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(folder.resolve(file));
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException("nothing was changed in " + file);
    }
    Files.writeString(folder.resolve(file), after);
    return this;
  }

  /** The note with one bit of the root flipped. */
  static String withAnotherRoot(String note) {
    String[] lines = note.split("\n", -1);
    lines[2] = (lines[2].charAt(0) == 'A' ? 'B' : 'A') + lines[2].substring(1);
    return String.join("\n", lines);
  }

  GoldenLog remove(String file) throws IOException {
    Files.delete(folder.resolve(file));
    return this;
  }

  GoldenLog write(String file, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.write(folder.resolve(file), bytes);
    return this;
  }

  byte[] read(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  /** Puts other entries into the bundles; tiles and checkpoint stay. */
  GoldenLog withEntries(List<byte[]> entries) throws IOException {
    for (Tile tile : Tile.of(entries.size()).filter(t -> t.level() == 0).toList()) {
      write(
          tile.entriesPath(),
          EntryBundle.encode(entries.subList((int) tile.from(), (int) tile.to())));
    }
    return this;
  }

  /**
   * Seals these entries anew under other keys, which are trusted from now on: what is found then is
   * a fault of the entries and not of the tree. Disclosures go.
   */
  GoldenLog resealed(List<byte[]> entries) throws IOException {
    for (String gone : List.of("tile", "payloads")) {
      try (var files = Files.walk(folder.resolve(gone))) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    withEntries(entries);
    List<byte[]> hashes = entries.stream().map(Rfc6962::leafHash).toList();
    CompactRange range = new CompactRange();
    hashes.forEach(range::append);
    for (Tile tile : Tile.of(entries.size()).toList()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      int span = 1 << (8 * tile.level());
      for (int i = (int) tile.from(); i < tile.to(); i++) {
        bytes.writeBytes(Rfc6962.root(hashes.subList(i * span, (i + 1) * span)));
      }
      write(tile.path(), bytes.toByteArray());
    }
    Checkpoint checkpoint = new Checkpoint(ORIGIN, entries.size(), range.root());
    SigningKey note = TestKeys.key("log-note");
    var publicKey = note.certificate().getPublicKey();
    write(
        "checkpoint",
        SignedNote.sign(checkpoint.text(), ORIGIN, note.key(), publicKey)
            .encode()
            .getBytes(StandardCharsets.UTF_8));
    write(
        "checkpoint.p7s",
        DetachedCms.sign(
            TestKeys.key("log"), checkpoint.text().getBytes(StandardCharsets.UTF_8), NOW));
    anchors =
        new Anchors(
            Optional.of(VerifierKey.parse(SignedNote.verifierKey(ORIGIN, publicKey))),
            Optional.of(TestKeys.anchors()),
            List.of());
    return this;
  }
}
