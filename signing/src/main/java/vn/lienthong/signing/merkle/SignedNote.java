package vn.lienthong.signing.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A text with signature lines. Source: C2SP signed-note; Ed25519, signature type 0x01.
 *
 * @param text what is signed, final newline included
 * @param signatures lines below it
 */
public record SignedNote(String text, List<Line> signatures) {
  private static final byte ED25519 = 1;
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

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
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      if (typed.length != 33 || typed[0] != ED25519) {
        throw new IllegalArgumentException("not an Ed25519 verifier key");
      }
      byte[] raw = Arrays.copyOfRange(typed, 1, 33);
      byte[] id = SignedNote.keyId(parts[0], raw);
      if (!HexFormat.of().formatHex(id).equals(parts[1])) {
        throw new IllegalArgumentException("the key's hash does not fit the key");
      }
      return new VerifierKey(parts[0], id, publicKey(raw));
    }
  }

  /** Signs the text with one Ed25519 key. */
  public static SignedNote sign(String text, String name, PrivateKey key, PublicKey publicKey) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new SignedNote(
          text, List.of(new Line(name, keyId(name, raw(publicKey)), signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 signing", e);
    }
  }

  /** The verifier key to hand to auditors. */
  public static String verifierKey(String name, PublicKey publicKey) {
    byte[] raw = raw(publicKey);
    byte[] typed = new byte[33];
    typed[0] = ED25519;
    System.arraycopy(raw, 0, typed, 1, 32);
    return name
        + "+"
        + HexFormat.of().formatHex(keyId(name, raw))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** The note as it is published. */
  public String encode() {
    StringBuilder out = new StringBuilder(text).append('\n');
    for (Line line : signatures) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      value.writeBytes(line.keyId());
      value.writeBytes(line.signature());
      out.append("— ")
          .append(line.name())
          .append(' ')
          .append(Base64.getEncoder().encodeToString(value.toByteArray()))
          .append('\n');
    }
    return out.toString();
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("not a signed note: no signature lines");
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n")) {
      String[] parts = line.split(" ", -1);
      if (parts.length != 3 || !parts[0].equals("—") || parts[1].isEmpty()) {
        throw new IllegalArgumentException("not a signature line");
      }
      byte[] value = Base64.getDecoder().decode(parts[2]);
      if (value.length < 5) {
        throw new IllegalArgumentException("a signature line that is too short");
      }
      lines.add(
          new Line(parts[1], Arrays.copyOf(value, 4), Arrays.copyOfRange(value, 4, value.length)));
    }
    return new SignedNote(note.substring(0, end + 1), lines);
  }

  /** True when a line is this key's and its signature is right. */
  public boolean isSignedBy(VerifierKey verifier) {
    return signatures.stream()
        .filter(
            line ->
                line.name().equals(verifier.name())
                    && Arrays.equals(line.keyId(), verifier.keyId()))
        .anyMatch(line -> verifies(line.signature(), verifier.key()));
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

  private static byte[] keyId(String name, byte[] rawKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(ED25519);
      return Arrays.copyOf(digest.digest(rawKey), 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] raw(PublicKey key) {
    byte[] spki = key.getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
  }

  private static PublicKey publicKey(byte[] raw) {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, 44);
    System.arraycopy(raw, 0, spki, 12, 32);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }
}
