package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubException;

/** What an operator looks for among the deliveries. */
class FindingDeliveriesTest {
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: (\\d+)");

  @TempDir private Path keys;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(keys, true, true);
  }

  @Test
  void the_beginning_of_a_code_finds_its_dossiers_and_no_other() {
    rig.feed("H38.11-1:s:1", "H38.12-1:s:1", "H38.1%-1:s:1", "H38-1:s:1");

    assertThat(codes(begins("H38.1")))
        .containsExactlyInAnyOrder("H38.11-1", "H38.12-1", "H38.1%-1");
    assertThat(codes(begins("H38.11-1"))).containsExactly("H38.11-1");
    assertThat(codes(begins("H38.1%"))).containsExactly("H38.1%-1");
    assertThat(codes(begins("h38"))).isEmpty();
  }

  @Test
  void pages_follow_each_other_from_the_newest_change_without_a_gap_or_a_repetition() {
    rig.feed(IntStream.range(0, 4).mapToObj(i -> "D-" + i + ":s:1").toArray(String[]::new));
    rig.clock.pass(Duration.ofSeconds(1));
    rig.feed("E-1:s:1", "E-1:p:2", "E-1:p:3");

    List<String> seen = new ArrayList<>();
    Optional<DeliveryPage.Place> next = Optional.of(DeliveryPage.Place.NEWEST);
    while (next.isPresent()) {
      DeliveryPage page = rig.ledger.page(DeliveryFilter.ALL, next.get(), 2);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(2);
      page.rows().forEach(row -> seen.add(row.dossier() + " " + row.version()));
      next = page.older();
    }

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(seen.subList(0, 3)).containsExactlyInAnyOrder("E-1 1", "E-1 2", "E-1 3");
  }

  @Test
  void a_state_a_kind_and_an_error_narrow_what_a_code_finds() {
    rig.portal.bad.add("D-1");
    rig.feed("D-1:s:1", "D-1:p:2", "D-2:s:1");
    rig.worker.deliverDue();
    String error = rig.ledger.show("D-1").getFirst().error().orElseThrow().code();

    assertThat(found(Optional.of(DeliveryState.REFUSED), Optional.empty(), Optional.of(error)))
        .containsExactly("D-1 1");
    assertThat(found(Optional.empty(), Optional.of(DeliveryKind.STEP), Optional.empty()))
        .containsExactly("D-1 2");
    assertThat(found(Optional.of(DeliveryState.DELIVERED), Optional.empty(), Optional.of(error)))
        .isEmpty();
  }

  @Test
  void a_beginning_that_many_dossiers_share_is_not_looked_through() {
    fill(1200);

    assertThatThrownBy(() -> rig.ledger.page(begins("D-"), DeliveryPage.Place.NEWEST, 50))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("LT-4095")
        .hasMessageContaining("1000");
    assertThat(codes(begins("D-119"))).hasSize(11);
  }

  @Test
  void no_search_reads_a_whole_table() {
    fill(20_000);
    rig.jdbc.sql("ALTER TABLE dossiers.delivery DISABLE TRIGGER USER").update();
    rig.jdbc.sql("UPDATE dossiers.delivery SET state = 'DELIVERED'").update();
    rig.jdbc
        .sql(
            "UPDATE dossiers.delivery SET state = 'REFUSED', error_code = 'LT-3001',"
                + " changed_at = changed_at - interval '1 day' WHERE dossier IN ('D-7', 'D-9')")
        .update();
    rig.jdbc
        .sql(
            "UPDATE dossiers.delivery SET state = 'DUE',"
                + " changed_at = changed_at - interval '1 day' WHERE dossier = 'D-11'")
        .update();
    rig.jdbc.sql("VACUUM ANALYZE dossiers.delivery, dossiers.dossier").update();

    assertThat(readInVain(DeliveryFilter.ALL)).isZero();
    for (DeliveryState state : DeliveryState.values()) {
      assertThat(readInVain(DeliveryFilter.in(state))).as(state.name()).isLessThan(100);
    }
    for (String error : List.of("LT-3001", "LT-3002")) {
      assertThat(readInVain(filter(Optional.empty(), Optional.empty(), Optional.of(error))))
          .isLessThan(100);
    }
    assertThat(readInVain(begins("D-77"))).isZero();
  }

  @Test
  void what_is_known_of_a_dossier_is_told_whoever_owns_it() {
    rig.feed("D-1:s:1", "D-2:m:1");
    rig.worker.deliverDue();

    DossierFacts ours = rig.ledger.facts("D-1").getFirst();
    DossierFacts another = rig.ledger.facts("D-2").getFirst();

    assertThat(ours.known()).isTrue();
    assertThat(ours.handling().procedure()).isPresent();
    assertThat(another.known()).isFalse();
    assertThat(another.owner().orElseThrow().toString()).contains("MINISTRY_PORTAL");
    assertThat(rig.ledger.facts("D-3")).isEmpty();
  }

  /** Dossiers D-0 to D-n with one delivery each, all due. */
  private void fill(int dossiers) {
    rig.jdbc
        .sql(
            """
            INSERT INTO dossiers.dossier (partner, code, month, captured_at)
            SELECT 'npsp', 'D-' || n, DATE '2026-11-01', TIMESTAMPTZ '2026-11-24T00:00:00Z'
              FROM generate_series(0, :last) AS n
            """)
        .param("last", dossiers - 1)
        .update();
    rig.jdbc
        .sql(
            """
            INSERT INTO dossiers.delivery
              (month, partner, dossier, version, kind, id, place, state, next_at, captured_at,
               changed_at, document)
            SELECT month, partner, code, 1, 'SNAPSHOT', gen_random_uuid(), 1, 'DUE', captured_at,
                   captured_at, captured_at + random() * interval '1 hour', '{}'
              FROM dossiers.dossier
            """)
        .update();
  }

  /** Rows that the database looks at, and does not give, for a first page. */
  private long readInVain(DeliveryFilter filter) {
    Map<String, Object> values = new HashMap<>();
    String sql = DeliverySearch.sql(filter, values);
    values.put("at", java.sql.Timestamp.from(DeliveryPage.Place.NEWEST.changedAt()));
    values.put("id", DeliveryPage.Place.NEWEST.id());
    values.put("limit", 51);
    String plan =
        String.join(
            "\n", rig.jdbc.sql("EXPLAIN ANALYZE " + sql).params(values).query(String.class).list());
    assertThat(plan).doesNotContainPattern("Seq Scan on (dossier|delivery_2)");
    return REMOVED.matcher(plan).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  private List<String> codes(DeliveryFilter filter) {
    return rig.ledger.list(filter, 100).stream().map(DeliveryRow::dossier).toList();
  }

  private List<String> found(
      Optional<DeliveryState> state, Optional<DeliveryKind> kind, Optional<String> error) {
    return rig.ledger.list(filter(state, kind, error), 100).stream()
        .map(row -> row.dossier() + " " + row.version())
        .toList();
  }

  private static DeliveryFilter filter(
      Optional<DeliveryState> state, Optional<DeliveryKind> kind, Optional<String> error) {
    return new DeliveryFilter(state, kind, error, Optional.empty());
  }

  private static DeliveryFilter begins(String code) {
    return new DeliveryFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(code));
  }
}
