package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Leaves.listed;
import static vn.lienthong.routes.procedures.Leaves.name;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;

class ChoosingWhatToReadTest {
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
  void the_first_run_reads_every_detail_in_scope() {
    JobRun run = province.run();

    assertThat(province.readByLastRun()).containsExactly(codes(1, 6));
    assertThat(province.asked(run)).isEqualTo(6);
    assertThat(run.done()).isEqualTo(6);
    assertThat(run.counts().added()).isEqualTo(6);
  }

  @Test
  void a_run_soon_after_reads_the_list_and_no_detail() {
    province.run();

    JobRun run = province.run();

    assertThat(province.asked(run)).isZero();
    assertThat(run.counts().unchanged()).isEqualTo(6);
  }

  @Test
  void a_procedure_new_in_the_list_is_read() {
    province.change(code(4), listed(false));
    province.run();
    province.change(code(4), listed(true));

    province.run();

    assertThat(province.readByLastRun()).containsExactly(code(4));
    assertThat(province.openCodes()).contains(code(4));
  }

  @Test
  void a_procedure_new_in_the_scope_is_read() {
    province.run();
    province.scope(codes(1, 7));

    province.run();

    assertThat(province.readByLastRun()).containsExactly(code(7));
  }

  @Test
  void a_renamed_procedure_is_read_once() {
    province.run();
    province.change(code(2), name("Tên mới"));

    JobRun renamed = province.run();
    List<String> read = province.readByLastRun();
    JobRun next = province.run();

    assertThat(read).containsExactly(code(2));
    assertThat(renamed.counts().changed()).isEqualTo(1);
    assertThat(province.asked(next)).isZero();
  }

  @Test
  void a_procedure_whose_reading_failed_is_read_again() {
    province.portal.fault(NpspFault.garbage().on("LayThuTuc").times(1));
    JobRun failed = province.run();

    JobRun next = province.run();

    assertThat(failed.counts().refused()).isEqualTo(1);
    assertThat(province.asked(next)).isEqualTo(1);
    assertThat(next.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.openCodes()).hasSize(6);
  }

  @Test
  void a_procedure_that_was_read_before_and_failed_last_is_read_again() {
    province.run();
    province.portal.fault(NpspFault.garbage().on("LayThuTuc").times(1));
    JobRun failed = province.fullRun();

    JobRun next = province.run();

    assertThat(failed.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(province.asked(next)).isEqualTo(1);
  }

  @Test
  void a_change_of_the_detail_alone_is_found_when_its_reading_is_old() {
    province.run();
    province.change(code(5), description("Mô tả mới"));
    JobRun soon = province.run();

    province.clock.pass(Duration.ofHours(22));
    JobRun later = province.run();

    assertThat(soon.counts().changed()).isZero();
    assertThat(later.counts().changed()).isEqualTo(1);
    assertThat(province.found(later)).containsExactly(code(5) + " OTHER Mô tả mới APPLIED");
  }

  @Test
  void a_full_run_reads_every_detail_whatever_its_age() {
    province.run();
    province.change(code(5), description("Mô tả mới"));

    JobRun run = province.fullRun();

    assertThat(province.readByLastRun()).containsExactly(codes(1, 6));
    assertThat(run.counts().changed()).isEqualTo(1);
    assertThat(run.counts().unchanged()).isEqualTo(5);
  }

  @Test
  void no_reading_is_ever_older_than_a_day_when_the_job_runs_every_hour() {
    List<Duration> ages = new ArrayList<>();
    for (int hour = 0; hour < 26; hour++) {
      province.clock.pass(Duration.ofMinutes(59));
      if (hour > 0) {
        ages.add(province.hub().parity().oldestReadingAge().orElseThrow());
      }
      province.run();
    }

    assertThat(ages).allSatisfy(age -> assertThat(age).isLessThan(Duration.ofHours(24)));
    assertThat(ages).anySatisfy(age -> assertThat(age).isGreaterThan(Duration.ofHours(20)));
  }

  @Test
  void a_closed_procedure_that_is_listed_again_is_read_at_once() {
    province.approvingBySelf("withdrawal");
    province.run();
    province.change(code(3), listed(false));
    province.run();
    province.change(code(3), listed(true));

    province.run();

    assertThat(province.readByLastRun()).containsExactly(code(3));
    assertThat(province.versions(code(3))).containsExactly("3 OPEN", "2 CLOSED", "1 OPEN");
  }
}
