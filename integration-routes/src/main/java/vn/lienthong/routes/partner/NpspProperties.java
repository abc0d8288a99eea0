package vn.lienthong.routes.partner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.NpspTables;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * How the National Public Service Portal is reached.
 *
 * @param adapterUrl address of the portal's adapter, or of the security server when forwarding
 * @param providerUrl address of the provider when a security server forwards calls; empty for none
 * @param loginPath provider path of the login
 * @param integrationPath provider path of two-way services
 * @param sharePath provider path of catalogue services
 * @param dstcode destination code of the portal
 * @param dstcodePlace where the destination code stands in a call: header or query
 * @param variant table of names, patterns and answers: adapter-2019 or adapter-older
 * @param agencyCode code of the province's agency (madonvi)
 * @param username account at the adapter
 * @param password its password; better from the environment or from a file
 * @param passwordFile file that holds the password; used when password is empty
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long one call may take
 * @param signing what is signed and what is demanded of answers
 * @param limits how hard the portal may be asked
 * @param guarantees what may be relied on; the portal documents none of it
 */
@ConfigurationProperties("hub.npsp")
public record NpspProperties(
    @DefaultValue("") String adapterUrl,
    @DefaultValue("") String providerUrl,
    @DefaultValue("/mapi/login") String loginPath,
    @DefaultValue("/mapi/g") String integrationPath,
    @DefaultValue("/mapi/share") String sharePath,
    @DefaultValue("VN:GOV:000.00.00.G22:vpcpdvcprovider") String dstcode,
    @DefaultValue("HEADER") NpspProfile.DstcodePlace dstcodePlace,
    @DefaultValue("adapter-2019") String variant,
    @DefaultValue("") String agencyCode,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("") String passwordFile,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue Signing signing,
    @DefaultValue LimitProperties limits,
    @DefaultValue Guarantees guarantees) {
  public NpspProperties {
    Settings.positive("hub.npsp.connect-timeout", connectTimeout);
    Settings.positive("hub.npsp.timeout", timeout);
  }

  /**
   * Signatures.
   *
   * @param enabled calls are signed
   * @param key alias of the signing key in the hub's key store: npsp-ec (ES256) or npsp-rsa (PS256)
   * @param answers what is expected of answers: off, when-present, required
   */
  public record Signing(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("npsp-ec") String key,
      @DefaultValue("WHEN_PRESENT") SignedAnswers answers) {}

  /**
   * What NPSP does is UNVERIFIED in these points, so each default assumes the worse.
   *
   * @param batchAtomic a refused batch had no effect at all
   * @param stepsIdempotent a step sent twice with equal content counts once
   * @param updatesIdempotent an update sent twice with equal content changes nothing
   * @param processingTime how long after a lost answer its call may still take effect
   */
  public record Guarantees(
      @DefaultValue("false") boolean batchAtomic,
      @DefaultValue("false") boolean stepsIdempotent,
      @DefaultValue("true") boolean updatesIdempotent,
      @DefaultValue("60s") Duration processingTime) {}

  NpspProfile profile() {
    return new NpspProfile(
        new NpspProfile.Addresses(
            address("adapter-url", adapterUrl),
            providerUrl.isEmpty()
                ? Optional.empty()
                : Optional.of(address("provider-url", providerUrl)),
            loginPath,
            integrationPath,
            sharePath,
            dstcode,
            dstcodePlace),
        new NpspProfile.Account(agencyCode, username, secret()),
        new NpspProfile.Guarantees(
            guarantees.stepsIdempotent(),
            guarantees.updatesIdempotent(),
            guarantees.batchAtomic(),
            guarantees.processingTime()),
        NpspTables.ofClassPath(variant));
  }

  private static URI address(String setting, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(
          e, HubError.SETTING_INVALID, "hub.npsp." + setting, "'" + text + "' is no address");
    }
  }

  private String secret() {
    if (!password.isEmpty() || passwordFile.isEmpty()) {
      return password;
    }
    try {
      return Files.readString(Path.of(passwordFile)).strip();
    } catch (IOException e) {
      throw new HubException(
          e, HubError.SETTING_INVALID, "hub.npsp.password-file", passwordFile + " is unreadable");
    }
  }

  @Override
  public String toString() {
    return "NpspProperties[" + adapterUrl + ", " + agencyCode + ", " + username + "]";
  }
}
