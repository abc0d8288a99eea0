package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.connectors.npsp.simulator.DossierBook.Kind;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Paths;

/** Which endpoint a path means. */
sealed interface Target {
  /** The call's name for faults. */
  String service();

  /** Login of the adapter. */
  record Login() implements Target {
    @Override
    public String service() {
      return "login";
    }
  }

  /** An endpoint of the adapter; the service stands in the body. */
  record Service(String service, boolean share) implements Target {}

  /** A push to a province's relay of 2023: a bare array. */
  record Relay(String service, Kind kind) implements Target {}

  /** A catalogue read from a province's relay. */
  record RelayRead(String service) implements Target {}

  /** No such address. */
  record Nowhere() implements Target {
    @Override
    public String service() {
      return "-";
    }
  }

  /** The security server's forwarding form; what follows is the provider's path. */
  Pattern FORWARD = Pattern.compile("/(?:XrdAdapter|VXPAdapter)/RestService/forward(/.+)");

  /** Catalogue reads of a relay. */
  Pattern RELAY_READ = Pattern.compile("/KetNoiMotCuaQuocGia/(\\w+)");

  /** The provider's path within a forwarded one, or empty when it is not forwarded. */
  static Optional<String> forwarded(String path) {
    Matcher forward = FORWARD.matcher(path);
    return forward.matches() ? Optional.of(forward.group(1)) : Optional.empty();
  }

  /** Reads the provider's path. */
  static Target of(HttpRequest request, Paths paths, JsonNode body) {
    String path = request.path();
    Matcher read = RELAY_READ.matcher(path);
    if (read.matches() && request.method().equals("GET")) {
      return new RelayRead(read.group(1));
    }
    if (!request.method().equals("POST")) {
      return new Nowhere();
    }
    if (path.equals(paths.login())) {
      return new Login();
    }
    if (path.equals(paths.integration()) || path.equals(paths.share())) {
      return new Service(body.path("service").asText(), path.equals(paths.share()));
    }
    return relay(path, request.parameter("isUpdating").orElse("False"));
  }

  private static Target relay(String path, String updating) {
    if (path.endsWith("/them-moi")) {
      return new Relay("DongBoHoSoMC", Kind.ADD);
    }
    if (path.endsWith("/cap-nhat")) {
      return new Relay("DongBoHoSoMC", Kind.UPDATE);
    }
    if (path.endsWith("/tien-do")) {
      return new Relay("CapNhatTienDoHoSoMC", Kind.STEP);
    }
    if (path.endsWith("/SynsTTHCC/DongBoHoSoMC")) {
      return new Relay("DongBoHoSoMC", updating.equalsIgnoreCase("true") ? Kind.UPDATE : Kind.ADD);
    }
    return new Nowhere();
  }
}
