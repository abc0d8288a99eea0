package vn.lienthong.routes.onestop;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.connectors.onestop.OneStopProperties;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * How the province's one-stop system is reached.
 *
 * @param feed form of the contract: sql or rest
 * @param url JDBC address of its PostgreSQL; needed for sql
 * @param user account there with the rights of role lien_thong_hub
 * @param password its password
 * @param restUrl base address of its REST service; needed for rest
 * @param token bearer token of that service
 * @param timeout how long one call may take, 1 s to 5 min
 */
@ConfigurationProperties("hub.onestop")
public record OneStopSettings(
    @DefaultValue("SQL") OneStopProperties.Feed feed,
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("") String restUrl,
    @DefaultValue("") String token,
    @DefaultValue("30s") Duration timeout) {

  OneStopProperties checked() {
    try {
      return new OneStopProperties(
          feed,
          url,
          user,
          password,
          restUrl.isEmpty() ? null : URI.create(restUrl),
          token,
          timeout);
    } catch (IllegalArgumentException e) {
      throw new HubException(
          e, HubError.SETTING_INVALID, "hub.onestop", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return checked().toString();
  }
}
