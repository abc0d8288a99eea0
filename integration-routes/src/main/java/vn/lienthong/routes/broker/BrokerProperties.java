package vn.lienthong.routes.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which broker the hub uses.
 *
 * @param enabled false where a command needs none
 * @param url address of an Artemis broker, pair or cluster; empty for the embedded one
 * @param user name at that broker
 * @param password password at that broker
 * @param connections most connections at once, 1 to 50
 */
@ConfigurationProperties("hub.broker")
public record BrokerProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("4") int connections) {
  public BrokerProperties {
    if (connections < 1 || connections > 50) {
      throw new IllegalArgumentException(
          "hub.broker.connections must be 1 to 50, is " + connections);
    }
  }

  @Override
  public String toString() {
    return "BrokerProperties[enabled=" + enabled + ", url=" + url + ", user=" + user + "]";
  }
}
