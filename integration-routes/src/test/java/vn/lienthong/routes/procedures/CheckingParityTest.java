package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Leaves.listed;
import static vn.lienthong.routes.procedures.Leaves.terms;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;

class CheckingParityTest {
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

  private Parity parity() {
    return province.hub().parity();
  }

  private Parity readAnew() {
    return province.hub().parityReadAnew("an", "a test").parity().orElseThrow();
  }

  @Test
  void a_hub_that_has_read_nothing_is_not_in_step() {
    Parity parity = parity();

    assertThat(parity.holds()).isFalse();
    assertThat(parity.scope()).isEqualTo(6);
    assertThat(parity.oldestReadingAge()).isEmpty();
  }

  @Test
  void all_is_equal_after_a_run() {
    province.run();

    Parity parity = parity();

    assertThat(parity.holds()).isTrue();
    assertThat(parity.equal()).isEqualTo(6);
    assertThat(parity.scope()).isEqualTo(6);
    assertThat(parity.notEqual()).isEmpty();
  }

  @Test
  void it_tells_equal_only_here_only_there_and_different() {
    province.change(code(1), listed(false));
    province.run();
    province.change(code(1), listed(true));
    province.onestopDown(true);
    province.run();
    province.onestopDown(false);
    province.change(code(2), listed(false));
    province.run(new RunOptions(false, false, true));
    province.onestop("DELETE FROM lien_thong.procedure WHERE code = '" + code(3) + "'");
    province.onestop(
        "UPDATE lien_thong.procedure SET document = document || '{\"name\": \"x\"}' WHERE code = '"
            + code(4)
            + "'");

    Parity parity = parity();

    assertThat(parity.equal()).isEqualTo(3);
    assertThat(parity.onlyOnestop()).isEqualTo(1);
    assertThat(parity.onlyNpsp()).isEqualTo(1);
    assertThat(parity.different()).isEqualTo(1);
    assertThat(parity.notEqual())
        .extracting(one -> one.code() + " " + one.why())
        .containsExactly(
            code(2) + " not in the national list",
            code(3) + " not in the one-stop system",
            code(4) + " the one-stop system differs");
  }

  @Test
  void what_waits_for_an_operator_is_a_difference_and_said_to_wait() {
    province.run();
    province.change(code(1), terms("9", "990.000"));

    province.fullRun();

    assertThat(parity().different()).isEqualTo(1);
    assertThat(parity().waiting()).isEqualTo(1);
    assertThat(parity().notEqual().getFirst().why()).isEqualTo("the registry differs");
  }

  @Test
  void what_lies_outside_the_scope_does_not_count() {
    province.run();
    province.scope(code(1));
    province.onestop("DELETE FROM lien_thong.procedure WHERE code = '" + code(2) + "'");

    Parity parity = parity();

    assertThat(parity.holds()).isTrue();
    assertThat(parity.equal()).isEqualTo(1);
  }

  @Test
  void a_procedure_that_nobody_has_any_more_is_no_difference() {
    province.approvingBySelf("withdrawal");
    province.run();
    province.change(code(1), listed(false));

    province.run();

    assertThat(parity().holds()).isTrue();
    assertThat(parity().equal()).isEqualTo(5);
    assertThat(parity().scope()).isEqualTo(6);
  }

  @Test
  void a_detail_that_was_never_read_is_only_at_the_portal() {
    province.portal.fault(NpspFault.garbage().on("LayThuTuc").times(1));

    province.run();

    assertThat(parity().onlyNpsp()).isEqualTo(1);
    assertThat(parity().notEqual().getFirst().why()).isEqualTo("not read");
  }

  @Test
  void it_says_how_old_its_oldest_reading_is() {
    province.scope(codes(1, 5));
    province.run();
    province.clock.pass(Duration.ofHours(3));
    province.scope(codes(1, 6));
    province.run();

    assertThat(parity().oldestReadingAge()).contains(Duration.ofHours(3).plusMinutes(1));
  }

  @Test
  void without_reading_anew_a_change_at_the_portal_is_not_seen() {
    province.run();
    province.change(code(1), description("Mô tả mới"));

    assertThat(parity().holds()).isTrue();
    assertThat(readAnew().different()).isEqualTo(1);
  }

  @Test
  void reading_anew_makes_the_oldest_reading_new_and_stores_none_of_it() {
    province.run();
    province.clock.pass(Duration.ofHours(3));

    Parity anew = readAnew();

    assertThat(anew.holds()).isTrue();
    assertThat(anew.oldestReadingAge()).contains(Duration.ZERO);
    assertThat(parity().oldestReadingAge()).contains(Duration.ofHours(3));
  }

  @Test
  void reading_anew_sees_what_left_the_list() {
    province.run();
    province.change(code(1), listed(false));

    assertThat(readAnew().onlyOnestop()).isEqualTo(1);
    assertThat(province.waiting()).isEmpty();
  }

  @Test
  void reading_anew_tells_what_could_not_be_read() {
    province.run();
    province.portal.fault(NpspFault.garbage().on("LayThuTuc").times(1));

    Procedures.ParityRead read = province.hub().parityReadAnew("an", "a test");

    assertThat(read.run().state()).isEqualTo(JobRun.State.FAILED);
    assertThat(read.parity().orElseThrow().equal()).isEqualTo(5);
    assertThat(read.parity().orElseThrow().notEqual().getFirst().why()).isEqualTo("not read");
  }

  @Test
  void there_is_no_parity_with_a_list_that_cannot_be_read() {
    province.run();
    province.portal.down();

    Procedures.ParityRead read = province.hub().parityReadAnew("an", "a test");

    assertThat(read.parity()).isEmpty();
    assertThat(read.run().errorCode()).contains("LT-4001");
  }
}
