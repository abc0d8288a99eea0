package vn.lienthong.signing.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.testing.Tool;

final class KeyStoreFileTest {
  private static final char[] PASSWORD = "fixture".toCharArray();

  @TempDir Path folder;

  @Test
  void test_keys_say_that_they_are_not_for_production() {
    assertThat(TestKeys.key("npsp-ec").certificate().getSubjectX500Principal().getName())
        .contains("TEST ONLY - NOT FOR PRODUCTION");
  }

  @Test
  void openssl_follows_the_chain_to_the_test_authority() throws Exception {
    Path leaf = folder.resolve("leaf.der");
    Files.write(leaf, TestKeys.key("log").certificate().getEncoded());

    assertThat(
            Tool.run(
                    "openssl",
                    "verify",
                    "-CAfile",
                    TestKeys.authorityFile().toString(),
                    leaf.toString())
                .output())
        .endsWith(": OK\n");
  }

  @Test
  void key_files_are_readable_by_their_owner_only() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(TestKeys.folder().resolve("hub.p12"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_wrong_password_is_told_as_such() {
    assertThatThrownBy(
            () -> KeyStoreFile.open(TestKeys.folder().resolve("hub.p12"), "no".toCharArray()))
        .hasMessageStartingWith("LT-5002");
  }

  @Test
  void a_missing_or_broken_file_is_told_as_such() throws IOException {
    Path broken = folder.resolve("broken.p12");
    Files.writeString(broken, "not a key store");

    assertThatThrownBy(() -> KeyStoreFile.open(broken, PASSWORD)).hasMessageStartingWith("LT-5001");
    assertThatThrownBy(() -> KeyStoreFile.open(folder.resolve("none"), PASSWORD))
        .hasMessageStartingWith("LT-5001");
  }

  @Test
  void an_alias_that_is_not_there_is_named() {
    assertThatThrownBy(() -> TestKeys.key("other"))
        .hasMessageStartingWith("LT-5003")
        .hasMessageContaining("other");
  }

  @Test
  void no_key_prints_itself() {
    assertThat(TestKeys.key("npsp-ec").toString()).isEqualTo("SigningKey[npsp-ec]");
  }
}
