package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;

/** A log that another implementation wrote: src/test/resources/tessera-log. */
final class ReadingAForeignLogTest {
  private static final Path LOG = Path.of("src/test/resources/tessera-log");
  private static final VerifierKey KEY =
      VerifierKey.parse(
          "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

  @Test
  void its_checkpoint_is_read_verified_and_written_alike() throws IOException {
    SignedNote note = SignedNote.parse(read("checkpoint"));
    Checkpoint checkpoint = Checkpoint.parse(note.text());

    assertThat(note.isSignedBy(KEY)).isTrue();
    assertThat(note.encode().getBytes(StandardCharsets.UTF_8)).isEqualTo(read("checkpoint"));
    assertThat(checkpoint.text()).isEqualTo(note.text());
    assertThat(checkpoint.origin()).isEqualTo("example.com/log/testdata");
  }

  @Test
  void its_entries_give_its_tile_and_its_root() throws IOException {
    Tile tile = Tile.of(15).findFirst().orElseThrow();
    List<byte[]> entries = EntryBundle.decode(read(tile.entriesPath()));
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    entries.forEach(entry -> hashes.writeBytes(Rfc6962.leafHash(entry)));

    assertThat(entries.getLast()).asString(StandardCharsets.UTF_8).isEqualTo("fivten");
    assertThat(hashes.toByteArray()).isEqualTo(read(tile.path()));
    assertThat(root(entries)).isEqualTo(checkpoint("checkpoint").root());
    assertThat(EntryBundle.encode(entries)).isEqualTo(read(tile.entriesPath()));
  }

  @Test
  void its_newer_checkpoint_extends_the_older() throws IOException {
    List<byte[]> leaves =
        EntryBundle.decode(read("tile/entries/000.p/15")).stream().map(Rfc6962::leafHash).toList();
    Checkpoint older = checkpoint("checkpoint.7");
    Checkpoint newer = checkpoint("checkpoint");

    assertThat(
            Rfc6962.isExtendedBy(
                older.size(),
                older.root(),
                newer.size(),
                newer.root(),
                Rfc6962.consistencyProof(7, leaves)))
        .isTrue();
  }

  @Test
  void a_proof_of_one_of_its_entries_holds_and_of_no_other() throws IOException {
    List<byte[]> entries = EntryBundle.decode(read("tile/entries/000.p/15"));
    List<byte[]> leaves = entries.stream().map(Rfc6962::leafHash).toList();
    String checkpoint = new String(read("checkpoint"), StandardCharsets.UTF_8);
    TlogProof proof = new TlogProof(6, Rfc6962.inclusionProof(6, leaves), checkpoint);

    TlogProof held = TlogProof.parse(proof.encode());

    assertThat(held.checkpoint()).isEqualTo(checkpoint);
    assertThat(held.encode()).isEqualTo(proof.encode());
    assertThat(held.proves(entries.get(6))).isTrue();
    assertThat(held.proves(entries.get(7))).isFalse();
  }

  private static byte[] root(List<byte[]> entries) {
    return Rfc6962.root(entries.stream().map(Rfc6962::leafHash).toList());
  }

  private static Checkpoint checkpoint(String name) throws IOException {
    return Checkpoint.parse(SignedNote.parse(read(name)).text());
  }

  private static byte[] read(String name) throws IOException {
    return Files.readAllBytes(LOG.resolve(name));
  }
}
