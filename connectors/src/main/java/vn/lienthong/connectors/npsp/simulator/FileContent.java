package vn.lienthong.connectors.npsp.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** First bytes and digest of a fetched file; the content itself is not kept. */
record FileContent(byte[] start, String sha256) {
  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  static FileContent read(InputStream body) throws IOException {
    try (var digesting = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"))) {
      byte[] start = digesting.readNBytes(16);
      digesting.transferTo(OutputStream.nullOutputStream());
      return new FileContent(
          start, HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Why the content is not what name and media type say; empty when nothing speaks against it. */
  Optional<String> wrongAgainst(String name, String mediaType) {
    Optional<String> promised = FileNames.digest(name);
    if (promised.isPresent() && !sha256.startsWith(promised.get())) {
      return Optional.of("another content than its name's digest");
    }
    return switch (FileNames.ending(name)) {
      case "pdf" -> mismatch(PDF, "no PDF");
      case "jpg", "jpeg" -> mismatch(JPEG, "no JPEG");
      case "png" -> mismatch(PNG, "no PNG");
      default -> byMediaType(mediaType);
    };
  }

  private Optional<String> byMediaType(String mediaType) {
    if (mediaType.startsWith("application/pdf")) {
      return mismatch(PDF, "no PDF");
    }
    return mediaType.startsWith("image/jpeg") ? mismatch(JPEG, "no JPEG") : Optional.empty();
  }

  private Optional<String> mismatch(byte[] magic, String text) {
    return Arrays.equals(magic, Arrays.copyOf(start, magic.length))
        ? Optional.empty()
        : Optional.of(text);
  }
}
