package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.NpspTables;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Under which procedure a dossier goes to the portal. */
class NamingTheProcedureTest {
  private final NpspConnector connector =
      new NpspConnector(
          new NpspProfile(
              new NpspProfile.Addresses(
                  URI.create("http://127.0.0.1:1"),
                  Optional.empty(),
                  new NpspProfile.Paths.Adapter("/mapi/login", "/mapi/g", "/mapi/share"),
                  "VN:GOV:000.00.00.G22:vpcpdvcprovider",
                  NpspProfile.DstcodePlace.HEADER),
              new NpspProfile.Account("H38", "H38", "secret"),
              new NpspProfile.Guarantees(true, true, true, true, Duration.ofSeconds(60)),
              NpspTables.ofClassPath("adapter-2019")),
          Clock.systemUTC());

  private MappedItem mapped(String procedure, Map<ProcedureCode, Procedure> registry)
      throws Exception {
    var json = HubJson.newMapper();
    String document =
        json.writeValueAsString(Documents.dossier("D-1", "v1"))
            .replace("1.004194", procedure)
            .replace("\"phone\":", "\"email\":\"\",\"phone\":");
    return new NpspPartnerWire(
            connector,
            (code, _) -> Optional.ofNullable(registry.get(code)),
            (_, file) -> URI.create("http://127.0.0.1/files/" + file.key()))
        .map(json.readValue(document, Dossier.class));
  }

  private Map<ProcedureCode, Procedure> registry() {
    String answer =
        """
        {"error_code": "00", "result": [{"MATTHC": "1.004194", "TENTTHC": "Đăng ký tạm trú",
          "LINHVUCTHUCHIEN": [{"MALINHVUC": "G01-CA01", "TENLINHVUC": "Cư trú"}]}]}""";
    var read =
        connector.readProcedure(
            new CallResult.Answered(
                200, Map.of(), answer.getBytes(StandardCharsets.UTF_8), Duration.ZERO));
    Procedure procedure = ((ReadOutcome.Value<Procedure>) read).value();
    return Map.of(procedure.code(), procedure);
  }

  @Test
  void a_code_with_the_agency_behind_finds_the_procedure_and_goes_out_as_written()
      throws Exception {
    MappedItem item = mapped("1.004194.000.00.00.H38", registry());

    assertThat(item).isInstanceOf(MappedItem.Ready.class);
    assertThat(((MappedItem.Ready) item).item().json())
        .asString(StandardCharsets.UTF_8)
        .contains("\"MaTTHC\":\"1.004194.000.00.00.H38\"", "\"MaLinhVuc\":\"G01-CA01\"");
  }

  @Test
  void a_procedure_that_the_registry_does_not_know_is_refused() throws Exception {
    assertThat(mapped("1.004195.000.00.00.H38", registry()))
        .isInstanceOfSatisfying(
            MappedItem.Refused.class,
            refused -> {
              assertThat(refused.error()).isEqualTo(HubError.PROCEDURE_UNKNOWN);
              assertThat(refused.field()).isEqualTo("procedure");
            });
  }
}
