package vn.lienthong.routes.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database the hub uses.
 *
 * @param url JDBC address of a PostgreSQL 15 or later; empty for the embedded server
 * @param user name at that server; not used for the embedded one
 * @param password password at that server; not used for the embedded one
 * @param attach true where a command may share the embedded server of a running hub
 * @param poolSize most connections at once, 5 to 50
 * @param answerTimeout how long the server may be silent before a connection to it is given up, 5 s
 *     to 1 h; longer than the longest query
 */
@ConfigurationProperties("hub.database")
public record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("false") boolean attach,
    @DefaultValue("20") int poolSize,
    @DefaultValue("60s") Duration answerTimeout) {
  public DatabaseProperties {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "hub.database.url must be empty or begin with jdbc:postgresql:");
    }
    if (poolSize < 5 || poolSize > 50) {
      throw new IllegalArgumentException("hub.database.pool-size must be 5 to 50, is " + poolSize);
    }
    if (answerTimeout.compareTo(Duration.ofSeconds(5)) < 0
        || answerTimeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "hub.database.answer-timeout must be 5s to 1h, is " + answerTimeout);
    }
  }

  @Override
  public String toString() {
    return "DatabaseProperties[url=" + url + ", user=" + user + "]";
  }
}
