package vn.lienthong.routes.alarms;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told what is wrong. Without mail and webhooks alarms are only listed.
 *
 * @param every how often the hub looks, 1 s to 10 min
 * @param after how long something must be wrong before it is told, up to 1 h
 * @param mail by mail
 * @param webhooks by POST of a JSON document
 */
@ConfigurationProperties("hub.alarms")
public record AlarmProperties(
    @DefaultValue("30s") Duration every,
    @DefaultValue("1m") Duration after,
    @DefaultValue Mail mail,
    @DefaultValue List<Webhook> webhooks) {
  public AlarmProperties {
    webhooks = List.copyOf(webhooks);
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("hub.alarms.every must be 1 s to 10 min, is " + every);
    }
    if (after.isNegative() || after.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("hub.alarms.after must be 0 to 1 h, is " + after);
    }
  }

  /** How the mail server is spoken to. */
  public enum Tls {
    /** Encrypted after STARTTLS, which the server must offer. */
    STARTTLS,
    /** Encrypted from the first byte. */
    TLS,
    /** In clear: for a server on this machine only. */
    NONE
  }

  /**
   * A mail server and who gets mail.
   *
   * @param host of the server; empty when nobody gets mail
   * @param port 587 for STARTTLS, 465 for TLS
   * @param tls STARTTLS, TLS or NONE
   * @param from sender
   * @param to receivers
   * @param username to log in with; empty for none
   * @param passwordFile file that holds the password
   */
  public record Mail(
      @DefaultValue("") String host,
      @DefaultValue("587") int port,
      @DefaultValue("STARTTLS") Tls tls,
      @DefaultValue("") String from,
      @DefaultValue List<String> to,
      @DefaultValue("") String username,
      @DefaultValue("") String passwordFile) {
    public Mail {
      to = List.copyOf(to);
      if (host.isBlank() != from.isBlank() || host.isBlank() != to.isEmpty()) {
        throw new IllegalArgumentException("hub.alarms.mail needs host, from and to, or none");
      }
      if (username.isBlank() != passwordFile.isBlank()) {
        throw new IllegalArgumentException(
            "hub.alarms.mail needs username and password-file together");
      }
    }

    /** False when nobody gets mail. */
    public boolean isUsed() {
      return !host.isBlank();
    }
  }

  /**
   * Somebody's service that takes alarms.
   *
   * @param url http or https
   * @param tokenFile file that holds a bearer token; empty for none
   */
  public record Webhook(URI url, @DefaultValue("") String tokenFile) {
    public Webhook {
      String scheme = String.valueOf(url.getScheme());
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw new IllegalArgumentException("hub.alarms.webhooks: no address of HTTP: " + url);
      }
    }
  }
}
