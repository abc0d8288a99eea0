package vn.lienthong.signing.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A text with signature lines. Source: C2SP signed-note; Ed25519, signature type 0x01.
 *
 * @param text what is signed, final newline included
 * @param signatures lines below it
 */
public record SignedNote(String text, List<Line> signatures) {
  /** Longest note that is read; room for some hundred signatures. */
  public static final int MOST_BYTES = 1_000_000;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("a note ends with a newline");
    }
  }

  /** One signature: who, which key (4 bytes), and the signature itself. */
  public record Line(String name, byte[] keyId, byte[] signature) {}

  /** A verifier key {@code name+hash+key}, as an auditor holds it. */
  public record VerifierKey(String name, byte[] keyId, PublicKey key) {

    /**
     * Reads {@code name+hex8+base64}.
     *
     * @throws IllegalArgumentException when it is none, or its hash is not the key's
     */
    public static VerifierKey parse(String vkey) {
      String[] parts = vkey.strip().split("\\+", 3);
      if (parts.length != 3) {
        throw new IllegalArgumentException("a verifier key has the form name+hash+key");
      }
      byte[] typed = StrictBase64.decode(parts[2]);
      if (typed.length != 1 + NoteKey.RAW_BYTES || typed[0] != NoteKey.ED25519) {
        throw new IllegalArgumentException("not an Ed25519 verifier key");
      }
      byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
      byte[] id = NoteKey.id(NoteKey.checkedName(parts[0]), raw);
      if (!HexFormat.of().formatHex(id).equals(parts[1])) {
        throw new IllegalArgumentException("the key's hash does not fit the key");
      }
      return new VerifierKey(parts[0], id, NoteKey.publicKey(raw));
    }
  }

  /** Signs the text with one Ed25519 key. */
  public static SignedNote sign(String text, String name, PrivateKey key, PublicKey publicKey) {
    byte[] id = NoteKey.id(NoteKey.checkedName(name), NoteKey.raw(publicKey));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new SignedNote(text, List.of(new Line(name, id, signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 signing", e);
    }
  }

  /** The verifier key to hand to auditors. */
  public static String verifierKey(String name, PublicKey publicKey) {
    byte[] raw = NoteKey.raw(publicKey);
    String id = HexFormat.of().formatHex(NoteKey.id(NoteKey.checkedName(name), raw));
    return name + "+" + id + "+" + StrictBase64.encode(joined(new byte[] {NoteKey.ED25519}, raw));
  }

  /** The note as it is published. */
  public String encode() {
    StringBuilder out = new StringBuilder(text).append('\n');
    for (Line line : signatures) {
      out.append("— ")
          .append(line.name())
          .append(' ')
          .append(StrictBase64.encode(joined(line.keyId(), line.signature())))
          .append('\n');
    }
    return out.toString();
  }

  /**
   * Reads a note from its bytes.
   *
   * @throws IllegalArgumentException when they are none, or not UTF-8
   */
  public static SignedNote parse(byte[] note) {
    if (note.length > MOST_BYTES) {
      throw new IllegalArgumentException("a note of " + note.length + " bytes");
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a note that is not UTF-8", e);
    }
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SignedNote parse(String note) {
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new IllegalArgumentException("a note with control characters");
    }
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("not a signed note: no signature lines");
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n")) {
      lines.add(line(line));
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  private static Line line(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals("—")) {
      throw new IllegalArgumentException("not a signature line");
    }
    byte[] value = StrictBase64.decode(parts[2]);
    if (value.length < 5) {
      throw new IllegalArgumentException("a signature line that is too short");
    }
    return new Line(
        NoteKey.checkedName(parts[1]),
        Arrays.copyOf(value, 4),
        Arrays.copyOfRange(value, 4, value.length));
  }

  /**
   * True when this key signed: there is a line of it, and no line of it is wrong. Lines of other
   * keys do not matter.
   */
  public boolean isSignedBy(VerifierKey verifier) {
    List<Line> own =
        signatures.stream()
            .filter(line -> line.name().equals(verifier.name()))
            .filter(line -> Arrays.equals(line.keyId(), verifier.keyId()))
            .toList();
    return !own.isEmpty()
        && own.stream().allMatch(line -> verifies(line.signature(), verifier.key()));
  }

  private boolean verifies(byte[] value, PublicKey key) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(value);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
