package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** 256 random bits in a file of their own (0600), made once, whichever node is first. */
public final class SecretFile {
  private static final int BYTES = 32;

  private SecretFile() {}

  /**
   * Reads the secret, or makes one where there is none.
   *
   * @param unusable the error to raise, with file and reason
   */
  public static byte[] read(Path file, HubError unusable) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      byte[] secret = Files.readAllBytes(file);
      if (secret.length != BYTES) {
        throw new HubException(unusable, file, secret.length + " bytes");
      }
      return secret;
    } catch (IOException e) {
      throw new HubException(e, unusable, file, String.valueOf(e.getMessage()));
    }
  }

  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("it lies in no folder");
    }
    Files.createDirectories(folder);
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path written = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly);
    try {
      Files.write(written, secret);
      Files.createLink(file, written);
    } catch (FileAlreadyExistsException _) {
      // Another node was first; its secret counts.
      return;
    } catch (UnsupportedOperationException _) {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
