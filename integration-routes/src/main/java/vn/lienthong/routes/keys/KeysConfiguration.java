package vn.lienthong.routes.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;

/** The hub's key store and the roots that it believes, opened once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KeyProperties.class, DataProperties.class})
class KeysConfiguration {

  @Bean
  KeyStoreFile hubKeys(KeyProperties keys, DataProperties data) {
    return KeyStoreFile.open(keys.storeIn(data), password(keys.passwordFileIn(data)));
  }

  @Bean
  TrustAnchors partnerAnchors(KeyProperties keys, DataProperties data) {
    return TrustAnchors.read(keys.trustAnchorsIn(data));
  }

  private static char[] password(Path file) {
    try {
      return Files.readString(file).strip().toCharArray();
    } catch (IOException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, Reason.of(e));
    }
  }
}
