package vn.lienthong.connectors.npsp;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import vn.lienthong.connectors.npsp.NpspProfile.Account;
import vn.lienthong.connectors.npsp.NpspProfile.Addresses;
import vn.lienthong.connectors.npsp.NpspProfile.DstcodePlace;
import vn.lienthong.connectors.npsp.NpspProfile.Forwarding;
import vn.lienthong.connectors.npsp.NpspProfile.Guarantees;
import vn.lienthong.connectors.npsp.NpspProfile.Paths;

/** Profiles as an installation would configure them. */
final class TestProfiles {
  static final String NPSP = "VN:GOV:000.00.00.G22:vpcpdvcprovider";
  static final Paths ADAPTER = new Paths.Adapter("/mapi/login", "/mapi/g", "/mapi/share");
  static final Paths RELAY =
      new Paths.Relay("/them-moi", "/cap-nhat", "/tien-do", "/KetNoiMotCuaQuocGia");

  private TestProfiles() {}

  static NpspProfile with(NpspTables tables) {
    Paths paths = tables.generation() == NpspTables.Generation.RELAY ? RELAY : ADAPTER;
    return with(tables, paths, Optional.empty(), DstcodePlace.HEADER);
  }

  static NpspProfile with(
      NpspTables tables, Paths paths, Optional<Forwarding> forwarding, DstcodePlace place) {
    return new NpspProfile(
        new Addresses(URI.create("http://10.0.0.5:8080"), forwarding, paths, NPSP, place),
        new Account("000.00.00.H38", "H38", "secret"),
        new Guarantees(false, true, false, false, Duration.ofSeconds(60)),
        tables);
  }
}
