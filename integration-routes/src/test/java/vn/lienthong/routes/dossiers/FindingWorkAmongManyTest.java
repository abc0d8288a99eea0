package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read to find work does not grow with what waits, nor with what was done. */
class FindingWorkAmongManyTest {
  private static final int MANY = 2_000;
  private static final String WAITING =
      """
      INSERT INTO dossiers.dossier
        (partner, code, month, captured_at, head_version, head_form, head_state, head_at, head_limit,
         head_captured_at)
      SELECT 'npsp', :form || n, '2026-11-01', :at, 1, :form, 'DUE', :at, :limit, :at
        FROM generate_series(1, :number) AS n
      """;
  private static final String READ =
      """
      SELECT (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes
               WHERE schemaname = 'dossiers')
             + (SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables
                 WHERE schemaname = 'dossiers')
      """;

  @TempDir private Path keys;
  private Rig rig;

  @BeforeEach
  void a_hub() {
    rig = new Rig(keys, true, true);
  }

  private void wait(String form, int number, Optional<Integer> limit) {
    rig.jdbc
        .sql(WAITING)
        .param("form", form)
        .param("number", number)
        .param("limit", limit.orElse(null))
        .param("at", Timestamp.from(rig.clock.instant()))
        .update();
    rig.clock.pass(Duration.ofSeconds(1));
  }

  /** How many rows and index entries the work reads in the tables of dossiers. */
  private long read(Runnable work) throws SQLException {
    rig.jdbc.sql("ANALYZE dossiers.dossier, dossiers.delivery").update();
    long before = readSoFar();
    work.run();
    return readSoFar() - before;
  }

  private long readSoFar() throws SQLException {
    rig.handInReadCounts();
    return rig.jdbc.sql(READ).query(Long.class).single();
  }

  @Test
  void a_few_steps_are_found_without_reading_the_snapshots_that_wait() throws SQLException {
    wait("STEP", 3, Optional.empty());
    wait("ADD", MANY, Optional.empty());

    long read =
        read(
            () -> {
              DossierTable.Due due =
                  rig.dispatch.dossiers().oldestDue(rig.clock.instant()).orElseThrow();
              assertThat(rig.dispatch.dossiers().claim(due, 50, rig.clock.instant()))
                  .containsExactly("STEP1", "STEP2", "STEP3");
            });

    assertThat(read).isBetween(4L, 100L);
  }

  @Test
  void what_goes_alone_is_found_without_reading_what_goes_together() throws SQLException {
    wait("ADD", 1, Optional.of(1));
    wait("UPDATE", MANY, Optional.empty());
    wait("STEP", MANY, Optional.empty());

    long read =
        read(
            () -> {
              DossierTable.Due due =
                  rig.dispatch.dossiers().oldestDue(rig.clock.instant()).orElseThrow();
              assertThat(due.limit()).contains(1);
              assertThat(rig.dispatch.dossiers().claim(due, 1, rig.clock.instant()))
                  .containsExactly("ADD1");
            });

    assertThat(read).isBetween(2L, 100L);
  }

  @Test
  void the_age_of_the_oldest_is_known_without_reading_what_waits() throws SQLException {
    wait("ADD", MANY, Optional.empty());

    long read = read(() -> assertThat(rig.ledger.lag("npsp")).contains(Duration.ofSeconds(1)));

    assertThat(read).isBetween(1L, 100L);
  }

  @Test
  void a_delivery_reads_nothing_of_those_that_went_before() throws SQLException {
    feed(0, 50);
    long first = read(rig.worker::deliverDue);
    feed(1_000, MANY);
    rig.worker.deliverDue();
    feed(5_000, 50);
    rig.worker.deliverDue(); // the first to come by marks what died since
    feed(6_000, 50);
    long afterMany = read(rig.worker::deliverDue);

    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(first).isGreaterThan(50);
    assertThat(afterMany).isLessThan(2 * first);
  }

  private void feed(int from, int number) {
    rig.feed(
        IntStream.range(from, from + number)
            .mapToObj(n -> "D-" + n + ":s:1")
            .toArray(String[]::new));
  }
}
