package vn.lienthong.routes.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.routes.store.DataProperties;

/**
 * Links to files of dossiers.
 *
 * @param publicUrl address under which partners reach this hub, without path
 * @param files how links are made
 */
@ConfigurationProperties("hub")
public record FileLinkProperties(
    @DefaultValue("http://127.0.0.1:8080") URI publicUrl, @DefaultValue Links files) {
  public FileLinkProperties {
    if (publicUrl.getScheme() == null || publicUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "hub.public-url must be an address such as https://lienthong.example.vn, is "
              + publicUrl);
    }
  }

  /**
   * How links are made.
   *
   * @param lifetime how long a link works, 1 hour to 90 days
   * @param keyFile file with the key from which tokens are derived; made when missing; nodes of one
   *     hub share it; empty for keys/file-links.key in the data folder
   */
  public record Links(@DefaultValue("7d") Duration lifetime, @DefaultValue("") String keyFile) {
    public Links {
      if (lifetime.compareTo(Duration.ofHours(1)) < 0
          || lifetime.compareTo(Duration.ofDays(90)) > 0) {
        throw new IllegalArgumentException("hub.files.lifetime must be 1h to 90d, is " + lifetime);
      }
    }

    /** The file with the key. */
    public Path keyFileIn(DataProperties data) {
      return keyFile.isEmpty()
          ? data.dataDir().resolve("keys").resolve("file-links.key")
          : Path.of(keyFile);
    }
  }
}
