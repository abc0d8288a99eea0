package vn.lienthong.routes.dossiers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Batch;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.schemas.procedure.Procedure;

/** What a test says to the simulated portal. */
final class PortalWords {
  private PortalWords() {}

  /** What may be relied on in these modes, and no more. */
  static NpspProfile.Guarantees guarantees(Modes modes) {
    return new NpspProfile.Guarantees(
        modes.steps() == Steps.DEDUPLICATED,
        true,
        false,
        modes.batch() == Batch.ATOMIC,
        Rig.PROCESSING);
  }

  static PartnerWire wire(NpspConnector connector) {
    Procedure procedure = procedure(connector);
    return new NpspPartnerWire(
        connector,
        (code, _) -> Optional.of(procedure).filter(known -> known.code().equals(code)),
        (_, file) -> URI.create("http://127.0.0.1/files/" + file.key()));
  }

  private static Procedure procedure(NpspConnector connector) {
    String answer =
        """
        {"error_code": "00", "result": [{"MATTHC": "1.004194", "TENTTHC": "Đăng ký tạm trú",
          "LINHVUCTHUCHIEN": [{"MALINHVUC": "G01-CA01", "TENLINHVUC": "Cư trú"}]}]}""";
    var read =
        connector.readProcedure(
            new CallResult.Answered(
                200, Map.of(), answer.getBytes(StandardCharsets.UTF_8), Duration.ZERO));
    return ((ReadOutcome.Value<Procedure>) read).value();
  }

  /** A dossier's code as the portal wants it. */
  static String dossier(int number) {
    return "H38.101-261124-%04d".formatted(number);
  }
}
