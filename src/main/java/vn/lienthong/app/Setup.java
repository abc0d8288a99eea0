package vn.lienthong.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;
import vn.lienthong.signing.merkle.SignedNote;

/** Makes a data folder ready: keys, passwords, settings. Does nothing where there is a hub. */
public final class Setup {
  private static final String ORIGIN = "lien-thong.invalid/log";
  private static final String[] ROLES = {"operator", "auditor", "administrator"};

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Setup(Clock clock) {
    this.clock = clock;
  }

  /**
   * Sets the folder up; what an earlier set-up left when it was cut off is used or replaced. Leaves
   * nothing behind when it fails.
   *
   * @return the passwords of the page by user name, which are shown once and not kept in clear
   */
  public Map<String, String> run(HubFolder folder) {
    folder.prepare();
    boolean hadKeys = Files.exists(password(folder));
    try {
      String password = hadKeys ? Files.readString(password(folder)).strip() : makeKeys(folder);
      writePrivately(folder.verifierKey(), verifierKey(folder, password) + "\n");
      Map<String, String> passwords = new LinkedHashMap<>();
      for (String role : ROLES) {
        passwords.put(role, secret().substring(0, 16));
      }
      writePrivately(folder.settings(), settings(passwords));
      return passwords;
    } catch (IOException e) {
      if (!hadKeys) {
        folder.removeKeys();
      }
      throw folder.failure(e);
    }
  }

  private static Path password(HubFolder folder) {
    return folder.keys().resolve("password");
  }

  /** The password is written last: keys without it are of no use and are made anew. */
  private String makeKeys(HubFolder folder) throws IOException {
    String password = secret();
    Files.createDirectories(folder.keys());
    Files.setPosixFilePermissions(folder.keys(), PosixFilePermissions.fromString("rwx------"));
    TestAuthority.create(folder.keys(), password.toCharArray(), clock);
    writePrivately(password(folder), password);
    return password;
  }

  private static String verifierKey(HubFolder folder, String password) {
    KeyStoreFile keys = KeyStoreFile.open(folder.keys().resolve("hub.p12"), password.toCharArray());
    return SignedNote.verifierKey(ORIGIN, keys.signingKey("log-note").certificate().getPublicKey());
  }

  private String settings(Map<String, String> passwords) throws IOException {
    StringBuilder users = new StringBuilder();
    BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    passwords.forEach(
        (name, password) ->
            users
                .append("      - name: ")
                .append(name)
                .append("\n        role: ")
                .append(name)
                .append("\n        password-hash: '")
                .append(encoder.encode(password))
                .append("'\n"));
    try (var template = Setup.class.getResourceAsStream("hub-template.yml")) {
      if (template == null) {
        throw new IOException("hub-template.yml is missing in the program");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{users}", users.toString().stripTrailing());
    }
  }

  private String secret() {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(temporary, text);
    } catch (IOException e) {
      Files.delete(temporary);
      throw e;
    }
    Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
