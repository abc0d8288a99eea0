package vn.lienthong.signing.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * That one entry is in a log, with the checkpoint it is in. Source: C2SP tlog-proof, version 1.
 *
 * @param index of the entry, from 0
 * @param hashes inclusion proof, the leaf's sibling first
 * @param checkpoint the signed note, verbatim
 */
public record TlogProof(long index, List<byte[]> hashes, String checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";

  public TlogProof {
    hashes = List.copyOf(hashes);
    if (index < 0) {
      throw new IllegalArgumentException("index " + index);
    }
  }

  /** The proof as a file {@code .tlog-proof} holds it. */
  public String encode() {
    StringBuilder out = new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
    hashes.forEach(hash -> out.append(StrictBase64.encode(hash)).append('\n'));
    return out.append('\n').append(checkpoint).toString();
  }

  /**
   * Reads a proof; extra data in it is left out, because nothing vouches for it.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static TlogProof parse(String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("a proof without a checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new IllegalArgumentException("not a proof of " + HEADER);
    }
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      lines.removeFirst();
    }
    if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,17})")) {
      throw new IllegalArgumentException("a proof without an index");
    }
    long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
    return new TlogProof(
        index, lines.stream().map(StrictBase64::decode).toList(), text.substring(end + 2));
  }

  /** True when the entry is at this index under the checkpoint's root. Its signature is apart. */
  public boolean proves(byte[] entry) {
    Checkpoint held = Checkpoint.parse(SignedNote.parse(checkpoint).text());
    return Rfc6962.includes(Rfc6962.leafHash(entry), index, held.size(), hashes, held.root());
  }
}
