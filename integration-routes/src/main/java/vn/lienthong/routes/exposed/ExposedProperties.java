package vn.lienthong.routes.exposed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that ministries call.
 *
 * @param name what callers put into claim aud of their signatures
 * @param keyAlias the key of the hub that signs answers
 * @param window how far a signature's time may lie from now, either way, 1 s to 1 h
 * @param tokenLifetime how long a bearer token works, 1 min to 24 h
 * @param maxBodyBytes longest body taken, 1 KB to 16 MB
 * @param callsPerMinute how many calls a minute one client may make on one node
 */
@ConfigurationProperties("hub.exposed")
public record ExposedProperties(
    @DefaultValue("lien-thong") String name,
    @DefaultValue("soap") String keyAlias,
    @DefaultValue("5m") Duration window,
    @DefaultValue("30m") Duration tokenLifetime,
    @DefaultValue("65536") int maxBodyBytes,
    @DefaultValue("600") int callsPerMinute) {
  public ExposedProperties {
    within("window", window, Duration.ofSeconds(1), Duration.ofHours(1));
    within("token-lifetime", tokenLifetime, Duration.ofMinutes(1), Duration.ofHours(24));
    if (maxBodyBytes < 1024 || maxBodyBytes > 16 << 20) {
      throw new IllegalArgumentException(
          "hub.exposed.max-body-bytes must be 1024 to 16777216, is " + maxBodyBytes);
    }
    if (callsPerMinute < 1) {
      throw new IllegalArgumentException(
          "hub.exposed.calls-per-minute must be at least 1, is " + callsPerMinute);
    }
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "hub.exposed." + name + " must be " + least + " to " + most + ", is " + value);
    }
  }
}
