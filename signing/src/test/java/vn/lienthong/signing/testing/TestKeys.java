package vn.lienthong.signing.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TestAuthority;
import vn.lienthong.signing.keys.TrustAnchors;

/** One set of test keys for the JVM; making RSA keys is slow. */
public final class TestKeys {
  /** When the keys were made; they are valid for two years from here. */
  public static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static final Path FOLDER = create();

  private TestKeys() {}

  private static Path create() {
    try {
      Path folder = Files.createTempDirectory("test-keys");
      TestAuthority.create(folder, "fixture".toCharArray(), Clock.fixed(NOW, ZoneOffset.UTC));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException("no test keys", e);
    }
  }

  public static SigningKey key(String alias) {
    return KeyStoreFile.open(FOLDER.resolve("hub.p12"), "fixture".toCharArray()).signingKey(alias);
  }

  public static Path folder() {
    return FOLDER;
  }

  public static Path authorityFile() {
    return FOLDER.resolve("test-ca.crt");
  }

  public static TrustAnchors anchors() {
    return TrustAnchors.read(authorityFile());
  }
}
