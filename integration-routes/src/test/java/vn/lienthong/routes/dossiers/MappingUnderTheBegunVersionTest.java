package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.ProcedureBuilder.aProcedure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.json.HubJson;

class MappingUnderTheBegunVersionTest {
  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));

  @Test
  void a_running_dossier_is_sent_under_the_name_its_procedure_had_when_it_began()
      throws JsonProcessingException {
    Instant received = Documents.dossier("D-1", "note").submission().receivedAt().orElseThrow();
    version(1, "Tên khi nộp", received.minusSeconds(60), Optional.of(received.plusSeconds(60)));
    version(2, "Tên mới", received.plusSeconds(60), Optional.empty());

    MappedItem item = wire().map(Documents.dossier("D-1", "note"));

    assertThat(item).isInstanceOf(MappedItem.Ready.class);
    assertThat(new String(((MappedItem.Ready) item).item().json(), StandardCharsets.UTF_8))
        .contains("Tên khi nộp")
        .doesNotContain("Tên mới");
  }

  private NpspPartnerWire wire() {
    return new NpspPartnerWire(
        new NpspConnector(TestCalls.profile(URI.create("http://127.0.0.1:1")), clock),
        new ProcedureRegistry(jdbc)::findAt,
        (_, file) -> URI.create("http://127.0.0.1/files/" + file.key()));
  }

  private void version(long version, String name, Instant from, Optional<Instant> to)
      throws JsonProcessingException {
    jdbc.sql(
            """
            INSERT INTO procedures.version
                   (code, version, name, state, document, hash, read_at, valid_from, valid_to)
            VALUES ('1.004194', :version, :name, 'OPEN', CAST(:document AS jsonb),
                    repeat('0', 64), :from, :from, :to)
            """)
        .param("version", version)
        .param("name", name)
        .param(
            "document",
            HubJson.newMapper().writeValueAsString(aProcedure("1.004194").named(name).build()))
        .param("from", Timestamp.from(from))
        .param("to", to.map(Timestamp::from).orElse(null))
        .update();
  }
}
