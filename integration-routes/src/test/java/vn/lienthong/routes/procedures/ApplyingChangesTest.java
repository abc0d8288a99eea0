package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Leaves.papers;
import static vn.lienthong.routes.procedures.Leaves.terms;
import static vn.lienthong.routes.procedures.Province.code;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

class ApplyingChangesTest {
  private static final String CODE = code(2);

  @TempDir Path folder;
  private Province province;

  @BeforeEach
  void open() {
    province = new Province(folder);
    province.change(CODE, terms("5", "100.000"));
    province.change(CODE, papers("Đơn"));
    province.run();
  }

  @AfterEach
  void close() {
    province.close();
  }

  @Test
  void what_touches_no_right_is_applied_at_once_on_both_sides() {
    province.change(CODE, description("Mô tả mới"));

    JobRun run = province.fullRun();

    assertThat(province.found(run)).containsExactly(CODE + " OTHER Mô tả mới APPLIED");
    assertThat(province.versions(CODE)).containsExactly("2 OPEN", "1 OPEN");
    assertThat(province.onestop()).containsEntry(CODE, "2 OPEN");
    assertThat(run.counts().proposed()).isZero();
  }

  @Test
  void fee_time_and_components_wait_for_an_operator() {
    province.change(CODE, terms("7", "150.000"));
    province.change(CODE, papers("Đơn", "Bản sao"));

    JobRun run = province.fullRun();

    assertThat(run.counts().proposed()).isEqualTo(2);
    assertThat(run.counts().changed()).isZero();
    assertThat(province.fee(CODE)).contains("100.000");
    assertThat(province.versions(CODE)).containsExactly("1 OPEN");
    assertThat(province.waiting())
        .extracting(one -> one.area() + " " + one.kinds())
        .containsExactlyInAnyOrder("TERMS [fee, time]", "COMPONENTS [components]");
    assertThat(province.found(run))
        .contains(CODE + " FEE 150.000 PROPOSED", CODE + " TIME 7 PROPOSED")
        .allMatch(line -> line.endsWith("PROPOSED"));
  }

  @Test
  void what_waits_does_not_hold_back_the_rest() {
    province.change(CODE, terms("5", "150.000"));
    province.change(CODE, description("Mô tả mới"));

    province.fullRun();

    Procedure now = province.registry().find(new ProcedureCode(CODE)).orElseThrow();
    assertThat(now.texts().description()).contains("Mô tả mới");
    assertThat(province.fee(CODE)).contains("100.000");
    assertThat(province.waiting()).hasSize(1);
  }

  @Test
  void what_waits_is_proposed_once() {
    province.change(CODE, terms("5", "150.000"));
    province.fullRun();

    JobRun again = province.fullRun();

    assertThat(again.counts().proposed()).isZero();
    assertThat(province.found(again)).isEmpty();
    assertThat(province.waiting()).hasSize(1);
  }

  @Test
  void kinds_that_need_no_operator_are_applied_at_once() {
    province.approvingBySelf("fee");
    province.change(CODE, terms("5", "150.000"));
    province.change(CODE, papers("Đơn", "Bản sao"));

    JobRun run = province.fullRun();

    assertThat(province.fee(CODE)).contains("150.000");
    assertThat(province.waiting())
        .extracting(Proposal::area)
        .containsExactly(Proposal.Area.COMPONENTS);
    assertThat(run.counts().changed()).isEqualTo(1);
  }

  @Test
  void a_fee_waits_with_the_time_that_stands_in_the_same_term() {
    province.approvingBySelf("fee");
    province.change(CODE, terms("7", "150.000"));

    province.fullRun();

    assertThat(province.fee(CODE)).contains("100.000");
    assertThat(province.waiting()).hasSize(1);
  }

  @Test
  void a_setting_that_approves_by_itself_takes_what_waited_before() {
    province.change(CODE, terms("5", "150.000"));
    province.fullRun();
    province.approvingBySelf("fee");

    province.fullRun();

    assertThat(province.fee(CODE)).contains("150.000");
    assertThat(province.waiting()).isEmpty();
  }

  @Test
  void a_dossier_begun_before_a_change_keeps_its_version() {
    Instant begun = province.clock.instant();
    province.approvingBySelf("fee");
    province.change(CODE, terms("5", "150.000"));

    province.fullRun();

    Procedure kept = province.registry().findAt(new ProcedureCode(CODE), begun).orElseThrow();
    assertThat(kept.channels().getFirst().terms().getFirst().fees().getFirst().text())
        .contains("100.000");
    assertThat(province.fee(CODE)).contains("150.000");
  }

  @Test
  void a_detail_that_is_not_as_expected_anywhere_crashes_nothing() {
    for (String leaf :
        List.of(
            "CACHTHUCTHUCHIEN",
            "THANHPHANHOSO",
            "LINHVUCTHUCHIEN",
            "TRINHTUTHUCHIEN",
            "KETQUATHUCHIEN",
            "TTHCLIENQUAN",
            "COQUANTHUCHIEN",
            "MOTA",
            "TENTTHC")) {
      province.change(CODE, odd(leaf));
    }
    province.change(code(3), JsonNodeFactory.instance.objectNode().put("MATTHC", "1.0133611"));
    province.change(code(4), JsonNodeFactory.instance.objectNode().put("MATTHC", code(5)));
    province.change(code(5), description("\ud800 half a character"));

    JobRun run = province.fullRun();

    assertThat(run.errorCode()).contains("LT-2023");
    assertThat(run.counts().refused()).isEqualTo(2);
    assertThat(run.errorText().orElseThrow()).contains(code(3), code(4));
    assertThat(province.hub().findings(1000)).anyMatch(one -> one.subject().startsWith(CODE));
    assertThat(province.versions(CODE)).containsExactly("2 OPEN", "1 OPEN");
    assertThat(province.fullRun().counts().changed()).isZero();
  }

  private static ObjectNode odd(String leaf) {
    ObjectNode leaves = JsonNodeFactory.instance.objectNode();
    leaves.putArray(leaf).add(7).add("text").addNull().addObject().putArray("KENH").add(true);
    return leaves;
  }
}
