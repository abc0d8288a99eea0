package vn.lienthong.connectors.onestop;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the one-stop system. Prints itself without password and token.
 *
 * @param feed SQL (default) or REST
 * @param url JDBC address of its PostgreSQL; needed for SQL
 * @param user account with the rights of role lien_thong_hub
 * @param password its password
 * @param restUrl base address of its REST service; needed for REST
 * @param token bearer token of that service
 * @param timeout how long one call may take, 1 s to 5 min; default 30 s
 */
public record OneStopProperties(
    Feed feed,
    String url,
    String user,
    String password,
    @Nullable URI restUrl,
    String token,
    Duration timeout) {

  /** Which form of the contract is used. */
  public enum Feed {
    SQL,
    REST
  }

  public OneStopProperties {
    feed = Objects.requireNonNullElse(feed, Feed.SQL);
    url = Objects.requireNonNullElse(url, "");
    user = Objects.requireNonNullElse(user, "");
    password = Objects.requireNonNullElse(password, "");
    token = Objects.requireNonNullElse(token, "");
    timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(30));
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("timeout must be 1 s to 5 min, is " + timeout);
    }
    if (feed == Feed.SQL && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("url must be a jdbc:postgresql: address for feed SQL");
    }
    if (feed == Feed.REST && (restUrl == null || !restUrl.isAbsolute())) {
      throw new IllegalArgumentException("rest-url must be an http(s) address for feed REST");
    }
  }

  /** Settings for SQL. */
  public static OneStopProperties sql(String url, String user, String password) {
    return new OneStopProperties(Feed.SQL, url, user, password, null, "", Duration.ofSeconds(30));
  }

  /** Settings for REST. */
  public static OneStopProperties rest(URI restUrl, String token) {
    return new OneStopProperties(Feed.REST, "", "", "", restUrl, token, Duration.ofSeconds(30));
  }

  @Override
  public String toString() {
    return "OneStopProperties[feed="
        + feed
        + ", url="
        + url
        + ", user="
        + user
        + ", password=***"
        + ", restUrl="
        + restUrl
        + ", token=***, timeout="
        + timeout
        + "]";
  }
}
