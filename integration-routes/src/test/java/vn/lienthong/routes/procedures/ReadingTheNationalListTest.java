package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.listed;
import static vn.lienthong.routes.procedures.Leaves.listedAs;
import static vn.lienthong.routes.procedures.Leaves.name;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;

class ReadingTheNationalListTest {
  private static final RunOptions ACCEPTING = new RunOptions(false, false, true);

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

  private List<String> findings() {
    return province.hub().findings(1000).stream()
        .map(one -> one.kind() + " " + one.subject())
        .toList();
  }

  @Test
  void procedures_in_scope_are_taken_and_no_others() {
    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.openCodes()).containsExactly(codes(1, 6));
    assertThat(province.onestop().keySet()).containsExactly(codes(1, 6));
  }

  @Test
  void a_code_used_twice_with_a_blank_before_it_is_a_finding_and_stops_nothing() {
    province.scope(Province.TWICE);

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.openCodes()).containsExactly(Province.TWICE);
    assertThat(findings()).contains("code-repeated-with-blank ' 1.014325'");
  }

  @Test
  void malformed_codes_are_findings_and_stop_nothing() {
    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(findings())
        .contains(
            "code-malformed '1.0133611'",
            "code-malformed '1.014955-Xoa'",
            "code-malformed '2.009182739'");
  }

  @Test
  void a_name_that_no_database_can_hold_stops_nothing() {
    province.change(code(1), name("Thủ\u0000 tục"));

    JobRun first = province.run();
    JobRun second = province.run();

    assertThat(first.errorText()).hasValueSatisfying(text -> assertThat(text).contains("U+0000"));
    assertThat(province.openCodes()).containsExactly(codes(2, 6));
    assertThat(province.asked(second)).isEqualTo(1);
  }

  @Test
  void an_empty_list_changes_nothing_and_asks_an_operator() {
    province.run();
    for (String code : codes(1, 59)) {
      province.change(code, listed(false));
    }
    province.change(Province.TWICE, listed(false));

    JobRun run = province.run();
    JobRun insisted = province.run(ACCEPTING);

    assertThat(run.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(run.errorCode()).contains("LT-2021");
    assertThat(insisted.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(province.waiting()).isEmpty();
    assertThat(province.openCodes()).containsExactly(codes(1, 6));
  }

  @Test
  void a_list_that_lost_two_percent_is_taken() {
    province.run();
    province.change(code(59), listed(false));

    assertThat(province.run().state()).isEqualTo(JobRun.State.SUCCEEDED);
  }

  @Test
  void a_list_that_lost_more_than_two_percent_changes_nothing_and_asks_an_operator() {
    province.run();
    province.change(code(1), listed(false));
    province.change(code(59), listed(false));

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(run.errorText().orElseThrow()).contains("lacks 2 of the 60");
    assertThat(province.asked(run)).isZero();
    assertThat(province.waiting()).isEmpty();
  }

  @Test
  void a_list_that_lost_as_many_as_it_gained_asks_an_operator_too() {
    for (String code : codes(50, 59)) {
      province.change(code, listed(false));
    }
    province.run();
    for (String code : codes(50, 59)) {
      province.change(code, listed(true));
    }
    for (String code : codes(1, 10)) {
      province.change(code, listed(false));
    }

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(province.waiting()).isEmpty();
  }

  @Test
  void an_operator_may_accept_a_shorter_list_and_then_it_is_the_measure() {
    province.run();
    province.change(code(58), listed(false));
    province.change(code(59), listed(false));

    JobRun accepted = province.run(ACCEPTING);
    JobRun next = province.run();

    assertThat(accepted.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(accepted.options()).isEqualTo("accept-list");
    assertThat(next.state()).isEqualTo(JobRun.State.SUCCEEDED);
  }

  @Test
  void a_list_that_repeats_a_code_changes_nothing_and_asks_an_operator() {
    province.change(code(20), listedAs(code(3)));

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(run.errorText().orElseThrow()).contains("repeats 1 codes, such as " + code(3));
    assertThat(province.openCodes()).isEmpty();
  }

  @Test
  void a_repeat_that_an_operator_accepted_does_not_ask_again_but_another_does() {
    province.change(code(20), listedAs(code(3)));
    JobRun accepted = province.run(ACCEPTING);

    JobRun same = province.run();
    province.change(code(21), listedAs(code(4)));
    JobRun another = province.run();

    assertThat(accepted.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(same.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(another.state()).isEqualTo(JobRun.State.STOPPED);
    assertThat(findings()).contains("code-repeated '" + code(3) + "'");
  }

  @Test
  void a_repeat_that_went_away_and_came_back_asks_again() {
    province.change(code(20), listedAs(code(3)));
    province.run(ACCEPTING);
    province.change(code(20), listedAs(code(20)));
    province.run();
    province.change(code(20), listedAs(code(3)));

    assertThat(province.run().state()).isEqualTo(JobRun.State.STOPPED);
  }

  @Test
  void a_list_without_news_rewrites_no_row() {
    province.run();
    List<String> before = rowsOfTheList();

    province.run();

    assertThat(rowsOfTheList()).isEqualTo(before);
  }

  private List<String> rowsOfTheList() {
    return province
        .jdbc
        .sql("SELECT code || ' ' || CAST(ctid AS text) FROM procedures.national_list ORDER BY 1")
        .query(String.class)
        .list();
  }

  @Test
  void a_scope_list_as_a_spreadsheet_writes_it_is_read() {
    province.scopeText("\uFEFFcode,why,dated\r\n" + code(1) + ",\"a, b\",2026-11-01\r\n,,\r\n");

    assertThat(province.run().state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.openCodes()).containsExactly(code(1));
    assertThat(province.hub().parity().scopeDated()).hasToString("Optional[2026-11-01]");
  }

  @Test
  void a_row_of_the_scope_list_holds_from_its_date_on() {
    province.scopeText("dated,code\n2026-11-24," + code(1) + "\n2026-11-25," + code(2) + "\n");
    province.run();
    List<String> today = province.openCodes();

    province.clock.pass(Duration.ofHours(15));
    province.run();

    assertThat(today).containsExactly(code(1));
    assertThat(province.openCodes()).containsExactly(codes(1, 2));
  }

  @Test
  void a_scope_list_that_cannot_be_used_changes_nothing_and_says_where() {
    province.run();
    for (String csv :
        List.of(
            "",
            "code\n",
            "ma\n1.000016\n",
            "code\n1.00001\n",
            "code,dated\n1.000016,24/11/2026\n",
            "code\n1.000016\n1.000016\n",
            "why,code\nonly one column\n",
            "code,code\n1,2\n",
            "code\n\"1.000016\n")) {
      province.scopeText(csv);

      JobRun run = province.run();

      assertThat(run.state()).as(csv).isEqualTo(JobRun.State.FAILED);
      assertThat(run.errorCode()).as(csv).contains("LT-2020");
    }
    assertThat(province.openCodes()).containsExactly(codes(1, 6));
  }

  @Test
  void a_list_that_cannot_be_read_fails_the_run_with_the_reason_and_changes_nothing() {
    province.run();
    province.portal.fault(NpspFault.garbage().on("LayDanhSachTTHC"));

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-4003");
    assertThat(province.openCodes()).containsExactly(codes(1, 6));
  }
}
