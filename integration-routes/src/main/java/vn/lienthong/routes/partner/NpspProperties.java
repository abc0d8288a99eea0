package vn.lienthong.routes.partner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
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
 * @param forwardPath path of the security server's forwarding service
 * @param loginPath adapter: provider path of the login
 * @param integrationPath adapter: provider path of two-way services
 * @param sharePath adapter: provider path of catalogue services
 * @param relay paths of a province's relay, for variant relay-2023
 * @param dstcode destination code of the portal
 * @param dstcodePlace where the destination code stands in a call: header or query
 * @param variant table of names, patterns and answers: adapter-2019, adapter-older, relay-2023, or
 *     the path of an own file that ends in .json
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
    @DefaultValue("/XrdAdapter/RestService/forward") String forwardPath,
    @DefaultValue("/mapi/login") String loginPath,
    @DefaultValue("/mapi/g") String integrationPath,
    @DefaultValue("/mapi/share") String sharePath,
    @DefaultValue Relay relay,
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
    @NestedConfigurationProperty @DefaultValue LimitProperties limits,
    @DefaultValue Guarantees guarantees) {
  public NpspProperties {
    Settings.positive("hub.npsp.connect-timeout", connectTimeout);
    Settings.positive("hub.npsp.timeout", timeout);
  }

  /**
   * Paths of a relay; the first three may hold a query of their own.
   *
   * @param addPath adds dossiers
   * @param updatePath updates dossiers
   * @param stepPath takes progress steps
   * @param cataloguePath folder of the lists and details of procedures
   */
  public record Relay(
      @DefaultValue("") String addPath,
      @DefaultValue("") String updatePath,
      @DefaultValue("") String stepPath,
      @DefaultValue("/KetNoiMotCuaQuocGia") String cataloguePath) {}

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
   * @param knownAddsRefused an add of a known dossier changes nothing and is answered as known;
   *     used where the portal cannot be asked for a dossier
   * @param processingTime how long after a lost answer its call may still take effect
   */
  public record Guarantees(
      @DefaultValue("false") boolean batchAtomic,
      @DefaultValue("false") boolean stepsIdempotent,
      @DefaultValue("true") boolean updatesIdempotent,
      @DefaultValue("false") boolean knownAddsRefused,
      @DefaultValue("60s") Duration processingTime) {}

  NpspProfile profile() {
    NpspTables tables =
        variant.endsWith(".json")
            ? NpspTables.ofFile(Path.of(variant))
            : NpspTables.ofClassPath(variant);
    return new NpspProfile(
        new NpspProfile.Addresses(
            address("adapter-url", adapterUrl),
            forwarding(),
            paths(tables.generation()),
            dstcode,
            dstcodePlace),
        new NpspProfile.Account(agencyCode, username, secret()),
        new NpspProfile.Guarantees(
            guarantees.stepsIdempotent(),
            guarantees.updatesIdempotent(),
            guarantees.knownAddsRefused(),
            guarantees.batchAtomic(),
            guarantees.processingTime()),
        tables);
  }

  private Optional<NpspProfile.Forwarding> forwarding() {
    return providerUrl.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NpspProfile.Forwarding(address("provider-url", providerUrl), forwardPath));
  }

  private NpspProfile.Paths paths(NpspTables.Generation generation) {
    return switch (generation) {
      case ADAPTER -> new NpspProfile.Paths.Adapter(loginPath, integrationPath, sharePath);
      case RELAY ->
          new NpspProfile.Paths.Relay(
              relay.addPath(), relay.updatePath(), relay.stepPath(), relay.cataloguePath());
    };
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
