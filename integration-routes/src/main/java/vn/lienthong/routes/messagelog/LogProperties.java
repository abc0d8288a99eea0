package vn.lienthong.routes.messagelog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The message log's settings.
 *
 * @param origin name of this log, unique in the world and never changed: a host name and a path
 * @param interval how often entries are sealed, 50 ms to 1 s
 * @param noteKey alias of the Ed25519 key that signs checkpoints
 * @param cmsKey alias of the X.509 key that signs them as CMS
 */
@ConfigurationProperties("hub.log")
public record LogProperties(
    @DefaultValue("lien-thong.invalid/log") String origin,
    @DefaultValue("500ms") Duration interval,
    @DefaultValue("log-note") String noteKey,
    @DefaultValue("log") String cmsKey) {
  public LogProperties {
    if (!origin.matches("[a-z0-9.-]+(/[A-Za-z0-9._-]+)*")) {
      throw new IllegalArgumentException("hub.log.origin must be a host name and a path");
    }
    if (interval.compareTo(Duration.ofMillis(50)) < 0
        || interval.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException("hub.log.interval must be 50 ms to 1 s, is " + interval);
    }
  }
}
