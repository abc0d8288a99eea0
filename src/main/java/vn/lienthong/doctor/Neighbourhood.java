package vn.lienthong.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How far an address reaches. */
enum Neighbourhood {
  /** This machine only. */
  THIS_MACHINE,
  /** A network that is not routed in the Internet. */
  PRIVATE,
  /** From anywhere, as far as the address tells. */
  PUBLIC,
  /** Nobody resolves its name. */
  UNKNOWN;

  static Neighbourhood of(URI address) {
    if (address.getHost() == null) {
      return UNKNOWN;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(address.getHost()))
          .map(Neighbourhood::of)
          .max(Enum::compareTo)
          .orElse(UNKNOWN);
    } catch (UnknownHostException _) {
      return UNKNOWN;
    }
  }

  private static Neighbourhood of(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return THIS_MACHINE;
    }
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal
        ? PRIVATE
        : PUBLIC;
  }
}
