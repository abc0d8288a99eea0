package vn.lienthong.connectors.npsp;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * One installation's way to NPSP: addresses, account, guarantees, and the tables of its variant.
 * Checked at construction.
 */
public record NpspProfile(
    Addresses addresses, Account account, Guarantees guarantees, NpspTables tables) {

  /** Where the destination code stands in a call. */
  public enum DstcodePlace {
    HEADER,
    QUERY
  }

  /**
   * Addresses.
   *
   * @param adapter base address of the adapter, or of the security server when forwarding
   * @param providerUrl base address of the provider, when calls are forwarded by a security server
   * @param loginPath provider path of the login
   * @param integrationPath provider path of two-way services
   * @param sharePath provider path of catalogue services
   * @param dstcode destination code of NPSP
   * @param dstcodePlace header (default) or query
   */
  public record Addresses(
      URI adapter,
      Optional<URI> providerUrl,
      String loginPath,
      String integrationPath,
      String sharePath,
      String dstcode,
      DstcodePlace dstcodePlace) {
    public Addresses {
      if (!adapter.isAbsolute() || !String.valueOf(adapter.getScheme()).startsWith("http")) {
        throw wrong("adapter-url", "an http or https address is needed, not '" + adapter + "'");
      }
      for (String path : new String[] {loginPath, integrationPath, sharePath}) {
        if (!path.startsWith("/")) {
          throw wrong(
              "login-path, integration-path, share-path", "'" + path + "' must begin with /");
        }
      }
      if (dstcode.isBlank()) {
        throw wrong("dstcode", "the destination code of NPSP is needed");
      }
    }
  }

  /** Who calls: agency code (madonvi), user name and password. Prints itself without password. */
  public record Account(String agencyCode, String username, String password) {
    public Account {
      if (agencyCode.isBlank() || username.isBlank()) {
        throw wrong("agency-code, username", "both are needed");
      }
    }

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
   * @param batchAtomic a refused call took effect for none of its items
   * @param processingTime after which a call whose answer was lost has certainly ended
   */
  public record Guarantees(
      boolean stepsIdempotent,
      boolean updatesIdempotent,
      boolean batchAtomic,
      Duration processingTime) {}

  private static HubException wrong(String setting, String text) {
    return new HubException(HubError.SETTING_INVALID, "hub.npsp." + setting, text);
  }
}
