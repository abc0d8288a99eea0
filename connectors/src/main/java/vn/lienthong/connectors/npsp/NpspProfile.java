package vn.lienthong.connectors.npsp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * One installation's way to NPSP: addresses, account, guarantees, and the tables of its variant.
 * Checked at construction.
 */
public record NpspProfile(
    Addresses addresses, Account account, Guarantees guarantees, NpspTables tables) {

  public NpspProfile {
    boolean relay = tables.generation() == NpspTables.Generation.RELAY;
    if (relay != (addresses.paths() instanceof Paths.Relay)) {
      throw wrong("variant", tables.name() + " is of generation " + tables.generation());
    }
    if (!relay && (account.agencyCode().isBlank() || account.username().isBlank())) {
      throw wrong("agency-code, username", "both are needed");
    }
  }

  /** Where the destination code stands in a call. */
  public enum DstcodePlace {
    HEADER,
    QUERY
  }

  /**
   * Addresses.
   *
   * @param adapter base address of the adapter or relay, or of the security server when forwarding
   * @param forwarding how a security server forwards calls, when one does
   * @param paths of the provider
   * @param dstcode destination code of NPSP
   * @param dstcodePlace header (default) or query
   */
  public record Addresses(
      URI adapter,
      Optional<Forwarding> forwarding,
      Paths paths,
      String dstcode,
      DstcodePlace dstcodePlace) {
    public Addresses {
      requireHttp("adapter-url", adapter);
      if (dstcode.isBlank()) {
        throw wrong("dstcode", "the destination code of NPSP is needed");
      }
    }
  }

  /**
   * Forwarding by a security server.
   *
   * @param provider base address of the provider, told to the security server
   * @param path of its forwarding service, before the provider's path
   */
  public record Forwarding(URI provider, String path) {
    public Forwarding {
      requireHttp("provider-url", provider);
      requirePath("forward-path", path);
    }
  }

  /** Paths as the provider sees them. */
  public sealed interface Paths {

    /** Of an adapter: login, two-way services, catalogue services. */
    record Adapter(String login, String integration, String share) implements Paths {
      public Adapter {
        requirePath("login-path", login);
        requirePath("integration-path", integration);
        requirePath("share-path", share);
      }
    }

    /**
     * Of a relay: adds, updates, steps, and the folder of the catalogue's lists. The first three
     * may hold a query of their own, such as ?MaDinhDanhDV=000.00.01.H22&isUpdating=False.
     */
    record Relay(String add, String update, String step, String catalogue) implements Paths {
      public Relay {
        requirePath("relay.add-path", add);
        requirePath("relay.update-path", update);
        requirePath("relay.step-path", step);
        requirePath("relay.catalogue-path", catalogue);
      }
    }
  }

  /**
   * Who calls: agency code (madonvi), user name and password; a relay asks for none of them. Prints
   * itself without password.
   */
  public record Account(String agencyCode, String username, String password) {
    @Override
    public String toString() {
      return "Account[" + agencyCode + ", " + username + "]";
    }
  }

  /**
   * What may be relied on. None of it is documented by the portal: UNVERIFIED.
   *
   * @param stepsIdempotent a step sent a second time, byte for byte, makes no second row
   * @param updatesIdempotent an update sent a second time changes nothing
   * @param knownAddsRefused an add of a known dossier changes nothing and is answered as such
   * @param batchAtomic a refused call took effect for none of its items
   * @param processingTime after which a call whose answer was lost has certainly ended
   */
  public record Guarantees(
      boolean stepsIdempotent,
      boolean updatesIdempotent,
      boolean knownAddsRefused,
      boolean batchAtomic,
      Duration processingTime) {}

  private static void requireHttp(String setting, URI address) {
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      throw wrong(setting, "an http or https address is needed, not '" + address + "'");
    }
  }

  private static void requirePath(String setting, String path) {
    if (!path.startsWith("/")) {
      throw wrong(setting, "'" + path + "' must begin with /");
    }
  }

  private static HubException wrong(String setting, String text) {
    return new HubException(HubError.SETTING_INVALID, "hub.npsp." + setting, text);
  }
}
