package vn.lienthong.signing.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** Keys by alias in a PKCS#12 file. */
public final class KeyStoreFile {
  private final Path file;
  private final char[] password;
  private final KeyStore store;

  private KeyStoreFile(Path file, char[] password, KeyStore store) {
    this.file = file;
    this.password = password;
    this.store = store;
  }

  /** When the certificate of an alias ends. */
  public record KeyDates(String alias, Instant notBefore, Instant notAfter) {}

  /**
   * Opens the file.
   *
   * @throws HubException LT-5001 when it cannot be read or is no PKCS#12, LT-5002 when the password
   *     is wrong
   */
  public static KeyStoreFile open(Path file, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      return new KeyStoreFile(file, password.clone(), store);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new HubException(e, HubError.KEY_PASSWORD_WRONG, file);
      }
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, Reason.of(e));
    } catch (GeneralSecurityException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The key of this alias.
   *
   * @throws HubException LT-5003 when there is none
   */
  public SigningKey signingKey(String alias) {
    try {
      if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
        throw new HubException(HubError.KEY_MISSING, alias, file);
      }
      Certificate[] chain = store.getCertificateChain(alias);
      return new SigningKey(
          alias, key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    } catch (GeneralSecurityException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The key of a file that holds one, whatever its alias.
   *
   * @throws HubException LT-5003 when there is none
   */
  public SigningKey firstKey() {
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return signingKey(alias);
        }
      }
      throw new HubException(HubError.KEY_MISSING, "*", file);
    } catch (GeneralSecurityException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  /** The private key of this alias, whose certificate is only its wrapping (log note keys). */
  public PrivateKey ed25519Key(String alias) {
    return signingKey(alias).key();
  }

  /** When each certificate begins and ends. */
  public List<KeyDates> dates() {
    try {
      List<KeyDates> dates = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          dates.add(
              new KeyDates(
                  alias,
                  certificate.getNotBefore().toInstant(),
                  certificate.getNotAfter().toInstant()));
        }
      }
      return dates;
    } catch (GeneralSecurityException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }
}
