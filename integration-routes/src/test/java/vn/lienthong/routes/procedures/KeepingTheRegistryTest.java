package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.ProcedureBuilder.aProcedure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.procedures.ProcedureRegistry.Next;
import vn.lienthong.routes.procedures.ProcedureRegistry.State;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

class KeepingTheRegistryTest {
  private static final ProcedureCode CODE = new ProcedureCode("1.000005");
  private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T01:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final ProcedureRegistry registry = new ProcedureRegistry(jdbc);

  @Test
  void an_unknown_code_is_not_found() {
    assertThat(registry.find(CODE)).isEmpty();
  }

  @Test
  void a_procedure_comes_back_as_it_was_written() {
    Procedure procedure = aProcedure("1.000005").costing("1200.5").build();
    registry.begin(List.of(next(1, procedure, State.OPEN)), MONDAY, Optional.empty());

    assertThat(registry.find(CODE)).contains(procedure);
    assertThat(registry.find(new ProcedureCode("1.000006"))).isEmpty();
  }

  @Test
  void a_dossier_keeps_the_version_under_which_it_began() {
    Procedure before = aProcedure("1.000005").costing("1000").build();
    Procedure after = aProcedure("1.000005").costing("2000").build();
    registry.begin(List.of(next(1, before, State.OPEN)), MONDAY, Optional.empty());
    registry.begin(List.of(next(2, after, State.CLOSED)), TUESDAY, Optional.empty());

    assertThat(registry.find(CODE)).contains(after);
    assertThat(registry.findAt(CODE, MONDAY.plusSeconds(60))).contains(before);
    assertThat(registry.findAt(CODE, TUESDAY)).contains(after);
    assertThat(registry.history(CODE)).extracting(l -> l.version()).containsExactly(2L, 1L);
  }

  @Test
  void a_dossier_older_than_the_registry_keeps_the_first_version() {
    Procedure before = aProcedure("1.000005").costing("1000").build();
    Procedure after = aProcedure("1.000005").costing("2000").build();
    registry.begin(List.of(next(1, before, State.OPEN)), MONDAY, Optional.empty());
    registry.begin(List.of(next(2, after, State.OPEN)), TUESDAY, Optional.empty());

    assertThat(registry.findAt(CODE, MONDAY.minusSeconds(1))).contains(before);
    assertThat(registry.findAt(new ProcedureCode("1.000006"), MONDAY)).isEmpty();
  }

  @Test
  void the_hash_does_not_depend_on_how_the_database_writes_the_document() {
    ProcedureDocument document =
        ProcedureDocument.of(aProcedure("1.000005").costing("1E+3").taking("5.50").build());
    String stored =
        jdbc.sql("SELECT CAST(CAST(:document AS jsonb) AS text)")
            .param("document", document.text())
            .query(String.class)
            .single();

    assertThat(stored).isNotEqualTo(document.text());
    assertThat(ProcedureDocument.parse(stored).hash()).isEqualTo(document.hash());
    assertThat(ProcedureDocument.of(aProcedure("1.000005").costing("1001").build()).hash())
        .isNotEqualTo(document.hash());
  }

  private static Next next(long version, Procedure procedure, State state) {
    return new Next(
        procedure.code().value(),
        version,
        procedure.name(),
        state,
        ProcedureDocument.of(procedure),
        MONDAY);
  }
}
