package vn.lienthong.routes.keys;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.routes.store.DataProperties;

/**
 * Where the hub's keys lie.
 *
 * @param store PKCS#12 with the hub's keys; empty for keys/hub.p12 in the data folder
 * @param passwordFile file that holds its password; empty for keys/password in the data folder
 * @param trustAnchors PEM file with the roots that partners' certificates end in; empty for
 *     keys/test-ca.crt in the data folder, which is not for production
 * @param sessionKey file with the key under which partners' sessions lie in the database; made when
 *     missing; nodes of one hub share it; empty for keys/session.key in the data folder
 */
@ConfigurationProperties("hub.keys")
public record KeyProperties(
    @DefaultValue("") String store,
    @DefaultValue("") String passwordFile,
    @DefaultValue("") String trustAnchors,
    @DefaultValue("") String sessionKey) {

  /** The key store. */
  public Path storeIn(DataProperties data) {
    return either(store, data, "hub.p12");
  }

  /** The file with its password. */
  public Path passwordFileIn(DataProperties data) {
    return either(passwordFile, data, "password");
  }

  /** The file with the roots. */
  public Path trustAnchorsIn(DataProperties data) {
    return either(trustAnchors, data, "test-ca.crt");
  }

  /** The file with the key of partners' sessions. */
  public Path sessionKeyIn(DataProperties data) {
    return either(sessionKey, data, "session.key");
  }

  private static Path either(String set, DataProperties data, String usual) {
    return set.isEmpty() ? data.dataDir().resolve("keys").resolve(usual) : Path.of(set);
  }
}
