package vn.lienthong.connectors.npsp.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
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

  /** What is wrong with a fetched file. */
  enum Fault {
    /** Another content than the digest in its name. */
    HASH,
    /** Another kind of file than its name or its media type says. */
    TYPE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What speaks against the content; empty when nothing does. */
  Optional<Fault> wrongAgainst(String name, String mediaType) {
    Optional<String> promised = FileNames.digest(name);
    if (promised.isPresent() && !sha256.startsWith(promised.get())) {
      return Optional.of(Fault.HASH);
    }
    boolean isSo =
        isKind(FileNames.ending(name)) && isKind(mediaType.replaceFirst("[^/]*/([a-z]*).*", "$1"));
    return isSo ? Optional.empty() : Optional.of(Fault.TYPE);
  }

  /** True too for kinds that are not known by their first bytes. */
  private boolean isKind(String kind) {
    return switch (kind) {
      case "pdf" -> begins(PDF);
      case "jpg", "jpeg" -> begins(JPEG);
      case "png" -> begins(PNG);
      default -> true;
    };
  }

  private boolean begins(byte[] magic) {
    return Arrays.equals(magic, Arrays.copyOf(start, magic.length));
  }
}
