package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.routes.procedures.Leaves.listed;
import static vn.lienthong.routes.procedures.Leaves.papers;
import static vn.lienthong.routes.procedures.Leaves.terms;
import static vn.lienthong.routes.procedures.Province.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.jobs.JobRun;

class DecidingProposalsTest {
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

  private void portalCharges(String fee) {
    province.change(CODE, terms("5", fee));
    province.fullRun();
  }

  private int reject() {
    return province.hub().reject(province.waitingIds(), "an", "not announced yet");
  }

  private Desk.Approval approve() {
    return province.hub().approve(province.waitingIds(), "an", "decision 12/QĐ-UBND");
  }

  private List<String> states() {
    return province.hub().proposals(Optional.empty(), 100).stream()
        .map(one -> one.state().name())
        .sorted()
        .toList();
  }

  @Test
  void an_approved_change_is_in_force_on_both_sides_at_once() {
    portalCharges("150.000");

    Desk.Approval approval = approve();

    assertThat(approval).isEqualTo(new Desk.Approval(1, true));
    assertThat(province.fee(CODE)).contains("150.000");
    assertThat(province.onestop()).containsEntry(CODE, "2 OPEN");
    assertThat(province.hub().parity().holds()).isTrue();
  }

  @Test
  void a_decision_is_an_entry_of_the_log_with_who_and_why() {
    portalCharges("150.000");
    approve();
    portalCharges("160.000");

    reject();

    assertThat(province.acts()).endsWith("reject-procedure-change");
    assertThat(province.acts()).contains("approve-procedure-change");
    Proposal rejected =
        province.hub().proposals(Optional.of(Proposal.State.REJECTED), 10).getFirst();
    assertThat(rejected.decidedBy()).contains("an");
    assertThat(rejected.reason()).contains("not announced yet");
  }

  @Test
  void a_decision_without_a_reason_is_refused() {
    portalCharges("150.000");
    List<UUID> ids = province.waitingIds();

    assertThatThrownBy(() -> province.hub().approve(ids, "an", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(province.waitingIds()).isEqualTo(ids);
  }

  @Test
  void proposals_are_decided_all_or_none() {
    province.change(CODE, papers("Đơn", "Bản sao"));
    portalCharges("150.000");
    List<UUID> ids =
        Stream.concat(province.waitingIds().stream(), Stream.of(UUID.randomUUID())).toList();

    assertThatThrownBy(() -> province.hub().approve(ids, "an", "decision"))
        .hasMessageContaining("LT-2024");
    assertThat(province.waiting()).hasSize(2);
    assertThat(province.acts()).doesNotContain("approve-procedure-change");
  }

  @Test
  void a_decided_proposal_cannot_be_decided_again() {
    portalCharges("150.000");
    List<UUID> ids = province.waitingIds();
    reject();

    assertThatThrownBy(() -> province.hub().approve(ids, "an", "decision"))
        .hasMessageContaining("LT-2024");
    assertThat(province.fee(CODE)).contains("100.000");
  }

  @Test
  void parts_of_one_procedure_are_decided_apart() {
    province.change(CODE, papers("Đơn", "Bản sao"));
    portalCharges("150.000");
    UUID terms =
        province.waiting().stream()
            .filter(one -> one.area() == Proposal.Area.TERMS)
            .map(Proposal::id)
            .findFirst()
            .orElseThrow();

    province.hub().approve(List.of(terms), "an", "decision");

    assertThat(province.fee(CODE)).contains("150.000");
    assertThat(province.waiting())
        .extracting(Proposal::area)
        .containsExactly(Proposal.Area.COMPONENTS);
  }

  @Test
  void all_that_waits_is_approved_at_once() {
    province.change(CODE, papers("Đơn", "Bản sao"));
    portalCharges("150.000");

    Desk.Approval approval = province.hub().approveAll("an", "decision");

    assertThat(approval.approved()).isEqualTo(2);
    assertThat(province.versions(CODE)).containsExactly("2 OPEN", "1 OPEN");
    assertThat(province.hub().parity().holds()).isTrue();
  }

  @Test
  void a_newer_value_takes_the_place_of_one_that_waits() {
    portalCharges("150.000");

    portalCharges("160.000");

    assertThat(states()).containsExactly("OVERTAKEN", "PROPOSED");
    assertThat(province.waiting().getFirst().changes())
        .extracting(change -> change.after().orElse(""))
        .contains("160.000");
  }

  @Test
  void a_change_that_the_portal_takes_back_waits_no_longer() {
    portalCharges("150.000");

    portalCharges("100.000");

    assertThat(states()).containsExactly("OVERTAKEN");
    assertThat(province.hub().parity().holds()).isTrue();
  }

  @Test
  void a_rejected_change_is_not_proposed_again() {
    portalCharges("150.000");
    reject();

    JobRun next = province.fullRun();

    assertThat(next.counts().proposed()).isZero();
    assertThat(province.found(next)).isEmpty();
    assertThat(province.fee(CODE)).contains("100.000");
    assertThat(states()).containsExactly("REJECTED");
  }

  @Test
  void a_rejected_change_is_not_proposed_again_after_another_one_came_between() {
    portalCharges("150.000");
    reject();
    portalCharges("160.000");

    portalCharges("150.000");

    assertThat(states()).containsExactly("OVERTAKEN", "REJECTED");
  }

  @Test
  void the_other_value_of_a_rejected_change_is_proposed() {
    portalCharges("150.000");
    reject();

    portalCharges("160.000");

    assertThat(states()).containsExactly("PROPOSED", "REJECTED");
  }

  @Test
  void a_rejected_value_is_proposed_when_it_would_replace_another_one() {
    portalCharges("150.000");
    reject();
    portalCharges("160.000");
    approve();

    portalCharges("150.000");

    assertThat(states()).containsExactly("APPROVED", "PROPOSED", "REJECTED");
  }

  @Test
  void an_approval_stands_when_the_one_stop_system_is_down_and_is_told_later() {
    portalCharges("150.000");
    province.onestopDown(true);

    Desk.Approval approval = approve();
    province.onestopDown(false);
    var before = province.onestop();
    province.run();

    assertThat(approval).isEqualTo(new Desk.Approval(1, false));
    assertThat(before).containsEntry(CODE, "1 OPEN");
    assertThat(province.onestop()).containsEntry(CODE, "2 OPEN");
  }

  @Test
  void a_withdrawal_waits_and_closes_on_both_sides_when_approved() {
    province.change(CODE, listed(false));
    JobRun run = province.run();
    List<String> before = province.openCodes();

    approve();

    assertThat(run.counts().withdrawn()).isZero();
    assertThat(run.counts().proposed()).isEqualTo(1);
    assertThat(before).contains(CODE);
    assertThat(province.openCodes()).doesNotContain(CODE);
    assertThat(province.onestop()).containsEntry(CODE, "2 CLOSED");
    assertThat(province.hub().parity().holds()).isTrue();
  }

  @Test
  void a_withdrawal_that_may_close_by_itself_does() {
    province.approvingBySelf("withdrawal");
    province.change(CODE, listed(false));

    JobRun run = province.run();

    assertThat(run.counts().withdrawn()).isEqualTo(1);
    assertThat(province.onestop()).containsEntry(CODE, "2 CLOSED");
  }

  @Test
  void many_withdrawals_at_once_wait_even_if_each_may_close_by_itself() {
    province.close();
    province = new Province(folder, 120, 6).approvingBySelf("withdrawal");
    province.run();
    province.change(code(1), listed(false));
    province.change(code(2), listed(false));

    JobRun run = province.run();

    assertThat(run.counts().withdrawn()).isZero();
    assertThat(province.waiting()).hasSize(2);
    assertThat(province.openCodes()).hasSize(6);
  }

  @Test
  void what_leaves_the_list_outside_the_scope_closes_nothing() {
    province.scope(code(1));
    province.change(CODE, listed(false));

    JobRun run = province.run();

    assertThat(run.counts().proposed()).isZero();
    assertThat(province.openCodes()).contains(CODE);
  }

  @Test
  void a_withdrawal_is_overtaken_when_the_procedure_is_listed_again() {
    province.change(CODE, listed(false));
    province.run();
    province.change(CODE, listed(true));

    province.run();

    assertThat(states()).containsExactly("OVERTAKEN");
    assertThat(province.openCodes()).contains(CODE);
  }

  @Test
  void a_rejected_withdrawal_is_not_proposed_again_while_the_list_lacks_the_procedure() {
    province.change(CODE, listed(false));
    province.run();
    reject();

    province.run();

    assertThat(states()).containsExactly("REJECTED");
    assertThat(province.openCodes()).contains(CODE);
  }

  @Test
  void another_withdrawal_after_a_rejected_one_is_proposed() {
    province.change(CODE, listed(false));
    province.run();
    reject();
    province.change(CODE, listed(true));
    province.run();
    province.change(CODE, listed(false));

    province.run();

    assertThat(states()).containsExactly("PROPOSED", "REJECTED");
  }

  @Test
  void what_else_waited_for_a_procedure_ends_with_its_closing() {
    portalCharges("150.000");
    province.change(CODE, listed(false));
    province.run();
    UUID withdrawal =
        province.waiting().stream()
            .filter(one -> one.area() == Proposal.Area.WITHDRAWAL)
            .map(Proposal::id)
            .findFirst()
            .orElseThrow();

    province.hub().approve(List.of(withdrawal), "an", "decision");

    assertThat(states()).containsExactly("APPROVED", "OVERTAKEN");
    assertThat(province.waiting()).isEmpty();
  }

  @Test
  void a_procedure_that_is_listed_again_is_open_again_as_the_portal_has_it() {
    province.change(CODE, listed(false));
    province.run();
    approve();
    province.change(CODE, terms("5", "170.000"));
    province.change(CODE, listed(true));

    JobRun run = province.run();

    assertThat(province.found(run)).singleElement().asString().contains("REOPENED");
    assertThat(province.versions(CODE)).containsExactly("3 OPEN", "2 CLOSED", "1 OPEN");
    assertThat(province.fee(CODE)).contains("170.000");
    assertThat(province.onestop()).containsEntry(CODE, "3 OPEN");
  }
}
