package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Leaves.listed;
import static vn.lienthong.routes.procedures.Leaves.terms;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;

class DryRunTest {
  private static final RunOptions DRY = new RunOptions(false, true, false);
  private static final RunOptions FULL_DRY = new RunOptions(true, true, false);

  @TempDir Path folder;
  private Province province;

  @BeforeEach
  void open() {
    province = new Province(folder);
  }

  @AfterEach
  void close() {
    province.close();
  }

  /** Every row of every table, the message log's apart, by table. */
  private Map<String, List<String>> everything() {
    List<String> tables =
        province
            .jdbc
            .sql(
                """
                SELECT format('%I.%I', n.nspname, c.relname)
                  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                   AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'messagelog')
                """)
            .query(String.class)
            .list();
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : tables) {
      rows.put(
          table,
          province
              .jdbc
              .sql("SELECT CAST(t AS text) FROM " + table + " AS t ORDER BY 1")
              .query(String.class)
              .list());
    }
    return rows;
  }

  @Test
  void the_very_first_run_writes_no_row_when_it_is_dry() {
    Map<String, List<String>> before = everything();

    JobRun run = province.run(DRY);

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(run.counts().added()).isEqualTo(6);
    assertThat(everything()).isEqualTo(before);
    assertThat(before.keySet())
        .contains("procedures.version", "jobs.run", "partner.session", "lien_thong.procedure");
  }

  @Test
  void a_dry_run_over_changes_of_every_kind_writes_no_row() {
    province.run();
    province.change(code(1), description("Mô tả mới"));
    province.change(code(2), terms("9", "990.000"));
    province.change(code(3), listed(false));
    province.change(code(4), Leaves.name("Tên mới"));
    province.scope(codes(1, 7));
    province.onestop("DELETE FROM lien_thong.procedure WHERE code = '" + code(5) + "'");
    province.portal.fault(NpspFault.sessionExpired().times(1));
    Map<String, List<String>> before = everything();

    province.run(FULL_DRY);

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_dry_run_over_a_portal_that_fails_writes_no_row() {
    province.run();
    province.portal.fault(NpspFault.status(500).on("LayThuTuc"));
    Map<String, List<String>> before = everything();

    JobRun run = province.run(FULL_DRY);

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.counts().refused()).isEqualTo(6);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_dry_run_says_what_the_run_after_it_does() {
    province.run();
    province.change(code(1), description("Mô tả mới"));
    province.change(code(2), terms("9", "990.000"));
    province.change(code(3), listed(false));
    province.scope(codes(1, 7));

    JobRun dry = province.run(FULL_DRY);
    List<String> foretold = province.found(dry);
    JobRun run = province.fullRun();

    assertThat(foretold).isNotEmpty().containsExactlyInAnyOrderElementsOf(province.found(run));
    assertThat(dry.counts()).isEqualTo(run.counts());
  }

  @Test
  void a_dry_run_reads_only_what_is_due_unless_it_is_full() {
    province.run();
    province.change(code(1), description("Mô tả mới"));

    JobRun dry = province.run(DRY);
    province.clock.pass(Duration.ofHours(22));
    JobRun later = province.run(DRY);

    assertThat(province.asked(dry)).isZero();
    assertThat(later.counts().changed()).isEqualTo(1);
  }

  @Test
  void a_dry_run_stops_at_an_odd_list_as_any_run() {
    province.run();
    province.change(code(58), listed(false));
    province.change(code(59), listed(false));
    Map<String, List<String>> before = everything();

    JobRun run = province.run(DRY);

    assertThat(run.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_dry_run_is_an_entry_of_the_log_and_so_is_each_of_its_calls() {
    JobRun run = province.run(DRY);

    assertThat(province.acts()).containsExactly("run-job");
    assertThat(province.asked(run)).isEqualTo(6);
    assertThat(run.options()).isEqualTo("dry-run");
  }

  @Test
  void a_dry_run_keeps_no_session_but_uses_the_stored_one() {
    province.run(DRY);
    province.run(DRY);
    int withoutStored = logins();
    province.run();
    int stored = logins();

    province.waiting(Duration.ZERO).run(DRY);

    assertThat(withoutStored).isEqualTo(1);
    assertThat(stored).isEqualTo(2);
    assertThat(logins()).isEqualTo(2);
  }

  private int logins() {
    return province
        .jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE kind = 'REQUEST' AND service = 'login'")
        .query(Integer.class)
        .single();
  }
}
