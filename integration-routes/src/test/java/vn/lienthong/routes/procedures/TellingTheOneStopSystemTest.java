package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Leaves.name;
import static vn.lienthong.routes.procedures.Leaves.terms;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.jobs.JobRun;

class TellingTheOneStopSystemTest {
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

  @Test
  void the_one_stop_system_gets_the_very_document_of_the_registry() {
    province.run();

    String given = province.onestopDocument(code(1));

    assertThat(ProcedureDocument.procedure(given)).isEqualTo(province.registered(code(1)));
  }

  @Test
  void a_one_stop_system_that_is_down_fails_the_run_after_the_registry_is_done() {
    province.onestopDown(true);

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-4001");
    assertThat(run.counts().added()).isEqualTo(6);
    assertThat(province.openCodes()).containsExactly(codes(1, 6));
  }

  @Test
  void what_it_was_not_told_it_is_told_by_the_next_run() {
    province.onestopDown(true);
    province.run();
    province.onestopDown(false);

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.asked(run)).isZero();
    assertThat(province.onestop().keySet()).containsExactly(codes(1, 6));
  }

  @Test
  void the_list_shows_what_it_was_not_told() {
    province.run();
    province.change(code(1), description("Mô tả mới"));
    province.onestopDown(true);

    province.fullRun();

    assertThat(province.lines()).filteredOn(line -> !line.given()).hasSize(1);
  }

  @Test
  void only_what_changed_is_given() {
    province.run();
    province.onestop("UPDATE lien_thong.procedure SET applied_at = '2000-01-01'");
    province.change(code(1), description("Mô tả mới"));

    province.fullRun();

    assertThat(province.onestopWrittenSince("2001-01-01")).containsExactly(code(1));
  }

  @Test
  void a_full_run_mends_what_was_altered_or_lost_there() {
    province.run();
    province.onestop("DELETE FROM lien_thong.procedure WHERE code = '" + code(1) + "'");
    province.onestop(
        "UPDATE lien_thong.procedure SET document = document || '{\"name\": \"x\"}' WHERE code = '"
            + code(2)
            + "'");
    province.onestop(
        "UPDATE lien_thong.procedure SET state = 'CLOSED' WHERE code = '" + code(3) + "'");
    boolean before = province.hub().parity().holds();

    province.fullRun();

    assertThat(before).isFalse();
    assertThat(province.hub().parity().holds()).isTrue();
  }

  @Test
  void a_version_that_began_while_an_older_one_was_given_stands_in_the_end() {
    province.change(code(1), terms("5", "100.000"));
    province.run();
    province.change(code(1), terms("5", "150.000"));
    province.change(code(1), name("Tên mới"));
    province.beforeNextTelling(() -> province.hub().approveAll("an", "decision"));

    province.run();

    assertThat(province.onestop()).containsEntry(code(1), "3 OPEN");
  }
}
