package vn.lienthong.signing.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TestAuthority;

class EncryptingForRecipientsTest {
  private static final byte[] CONTENT =
      "Nội dung của hồ sơ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
  private static final char[] PASSWORD = "test".toCharArray();

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SigningKey one;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static SigningKey other;

  @BeforeAll
  static void makeKeys() throws IOException {
    one = key(Files.createDirectory(folder.resolve("one")), "npsp-rsa");
    other = key(Files.createDirectory(folder.resolve("other")), "npsp-rsa");
  }

  private static SigningKey key(Path place, String alias) throws IOException {
    TestAuthority.create(place, PASSWORD, Clock.systemUTC());
    return KeyStoreFile.open(place.resolve("hub.p12"), PASSWORD).signingKey(alias);
  }

  @Test
  void each_recipient_reads_it_and_nobody_else() {
    byte[] forBoth = EnvelopedCms.seal(CONTENT, List.of(one.certificate(), other.certificate()));
    byte[] forOne = EnvelopedCms.seal(CONTENT, List.of(one.certificate()));

    assertThat(EnvelopedCms.open(forBoth, one)).isEqualTo(CONTENT);
    assertThat(EnvelopedCms.open(forBoth, other)).isEqualTo(CONTENT);
    assertThatThrownBy(() -> EnvelopedCms.open(forOne, other))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.BACKUP_NOT_OPENED));
  }

  @Test
  void a_changed_byte_anywhere_near_the_content_or_its_end_is_found() {
    byte[] sealed = EnvelopedCms.seal(CONTENT, List.of(one.certificate()));

    for (int at : new int[] {sealed.length / 2, sealed.length - 20, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> EnvelopedCms.open(changed, one))
          .as("byte %d of %d", at, sealed.length)
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.BACKUP_NOT_OPENED));
    }
    byte[] cut = Arrays.copyOf(sealed, sealed.length / 2);
    assertThatThrownBy(() -> EnvelopedCms.open(cut, one)).isInstanceOf(HubException.class);
  }

  @Test
  void a_recipient_without_an_rsa_key_is_refused() {
    SigningKey curve =
        KeyStoreFile.open(folder.resolve("one/hub.p12"), PASSWORD).signingKey("npsp-ec");

    assertThatThrownBy(() -> EnvelopedCms.seal(CONTENT, List.of(curve.certificate())))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.BACKUP_RECIPIENT_UNFIT));
  }

  @Test
  void openssl_reads_it() throws Exception {
    Files.write(folder.resolve("sealed"), EnvelopedCms.seal(CONTENT, List.of(one.certificate())));
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(one.key().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");

    Process openssl =
        new ProcessBuilder(
                "openssl",
                "cms",
                "-decrypt",
                "-inform",
                "DER",
                "-in",
                "sealed",
                "-inkey",
                "key.pem",
                "-out",
                "opened")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(openssl.waitFor()).as(said).isZero();
    assertThat(folder.resolve("opened")).hasBinaryContent(CONTENT);
  }
}
