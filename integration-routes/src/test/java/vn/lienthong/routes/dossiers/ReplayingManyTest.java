package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries replayed by filter. */
class ReplayingManyTest {
  private static final Replay.Act ACT = new Replay.Act("Lan", "cổng đã sửa lỗi");
  private static final ReplayFilter REFUSED = ReplayFilter.in(DeliveryState.REFUSED);
  private static final ReplayFilter DELIVERED = ReplayFilter.in(DeliveryState.DELIVERED);
  private static final int FAST = 1000;

  @TempDir private Path keys;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(keys, true, true);
  }

  @AfterEach
  void the_portal_was_never_told_out_of_order_or_twice() {
    assertThat(rig.portal.orderViolations).isZero();
    assertThat(rig.portal.appliedTwice).isZero();
  }

  /** Dossiers that the portal refuses, each with two steps behind. */
  private void refused(int dossiers) {
    for (int i = 0; i < dossiers; i++) {
      rig.portal.bad.add("D-" + i);
      rig.feed("D-" + i + ":s:1", "D-" + i + ":p:2", "D-" + i + ":p:3");
      rig.worker.deliverDue();
    }
    assertThat(rig.ledger.sums().in(DeliveryState.REFUSED)).isEqualTo(dossiers);
  }

  private ReplayFilter refusedWith(
      Optional<String> error, Optional<String> agency, Optional<String> procedure) {
    return new ReplayFilter(
        Set.of(DeliveryState.REFUSED),
        error,
        agency,
        procedure,
        Optional.empty(),
        Optional.empty());
  }

  private ReplayFilter refusedBetween(Optional<Instant> from, Optional<Instant> to) {
    return new ReplayFilter(
        Set.of(DeliveryState.REFUSED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        from,
        to);
  }

  private long found(ReplayFilter filter) {
    return rig.massReplay.preview(filter).total();
  }

  private long acts(String service) {
    return rig.jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE kind = 'OPERATOR_ACT' AND service = ?")
        .param(service)
        .query(Long.class)
        .single();
  }

  @Test
  void a_preview_counts_and_shows_and_changes_nothing() {
    refused(3);

    MassReplay.Preview found = rig.massReplay.preview(REFUSED);

    assertThat(found.deliveries()).isEqualTo(Map.of(DeliveryState.REFUSED, 3L));
    assertThat(found.dossiers()).isEqualTo(3);
    assertThat(found.sample())
        .extracting(MassReplay.Sample::dossier)
        .containsExactlyInAnyOrder("D-0", "D-1", "D-2");
    assertThat(rig.ledger.sums().in(DeliveryState.REFUSED)).isEqualTo(3);
    assertThat(acts("deliveries-replay")).isZero();
  }

  @Test
  void after_the_repair_what_waited_follows_in_order() {
    refused(12);
    rig.portal.bad.clear();

    MassReplay.Outcome done = rig.massReplay.replay(REFUSED, FAST, ACT);
    rig.workThrough(Duration.ofSeconds(5));

    assertThat(done.released()).isEqualTo(12);
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(36);
    for (int i = 0; i < 12; i++) {
      assertThat(rig.portal.effects)
          .containsSubsequence(
              "ADD D-" + i + " snapshot v1",
              "STEP D-" + i + " step v2",
              "STEP D-" + i + " step v3");
    }
  }

  @Test
  void it_is_recorded_as_a_whole_and_for_each_dossier() {
    refused(4);

    rig.massReplay.replay(REFUSED, FAST, ACT);

    assertThat(acts("deliveries-replay")).isEqualTo(1);
    assertThat(acts("delivery-replay")).isEqualTo(4);
    assertThat(rig.ledger.show("D-1").getFirst().reason()).contains("cổng đã sửa lỗi");
  }

  @Test
  void no_more_become_due_in_a_second_than_asked_for() {
    refused(10);
    rig.portal.bad.clear();
    rig.massReplay.replay(REFUSED, 2, ACT);

    List<Integer> sent =
        IntStream.range(0, 5)
            .map(
                _ -> {
                  rig.worker.deliverDue();
                  rig.clock.pass(Duration.ofSeconds(1));
                  return (int) rig.portal.effects.stream().filter(e -> e.startsWith("ADD")).count();
                })
            .boxed()
            .toList();

    assertThat(sent).containsExactly(1, 3, 5, 7, 9);
  }

  @Test
  void error_agency_procedure_and_time_narrow_it() {
    refused(2);
    rig.clock.pass(Duration.ofSeconds(1));
    Instant later = rig.clock.instant();
    String error = rig.ledger.show("D-0").getFirst().error().orElseThrow().code();

    assertThat(found(refusedWith(Optional.of(error), Optional.empty(), Optional.empty())))
        .isEqualTo(2);
    assertThat(found(refusedWith(Optional.of("LT-0000"), Optional.empty(), Optional.empty())))
        .isZero();
    assertThat(found(refusedWith(Optional.empty(), Optional.of("H38.1"), Optional.empty())))
        .isEqualTo(2);
    assertThat(found(refusedWith(Optional.empty(), Optional.of("H38"), Optional.empty())))
        .isEqualTo(2);
    assertThat(found(refusedWith(Optional.empty(), Optional.of("H3"), Optional.empty()))).isZero();
    assertThat(found(refusedWith(Optional.empty(), Optional.empty(), Optional.of("1.004194"))))
        .isEqualTo(2);
    assertThat(found(refusedWith(Optional.empty(), Optional.empty(), Optional.of("1.004195"))))
        .isZero();
    assertThat(found(refusedBetween(Optional.empty(), Optional.of(later)))).isEqualTo(2);
    assertThat(found(refusedBetween(Optional.of(later), Optional.empty()))).isZero();
  }

  @Test
  void replaying_all_that_was_delivered_asks_once_a_dossier_and_has_no_effect() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-1:s:3", "D-2:s:1", "D-2:p:2", "D-3:s:1");
    rig.worker.deliverDue();
    List<String> before = List.copyOf(rig.portal.effects);
    rig.portal.known.remove("D-3");

    MassReplay.Outcome done = rig.massReplay.replay(DELIVERED, FAST, ACT);
    rig.workThrough(Duration.ofSeconds(10));

    assertThat(done).isEqualTo(new MassReplay.Outcome(0, 2, 1, 0, List.of("D-3")));
    assertThat(rig.portal.lookups).isEqualTo(3);
    assertThat(rig.portal.effects).isEqualTo(before);
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(6);
    assertThat(acts("delivery-check")).isEqualTo(3);
  }

  @Test
  void a_partner_that_is_away_is_not_asked_on_and_on() {
    rig.feed(IntStream.range(0, 40).mapToObj(i -> "D-" + i + ":s:1").toArray(String[]::new));
    rig.worker.deliverDue();
    rig.portal.down = true;

    MassReplay.Outcome done = rig.massReplay.replay(DELIVERED, FAST, ACT);

    assertThat(done).isEqualTo(new MassReplay.Outcome(0, 0, 0, 40, List.of()));
    assertThat(acts("delivery-check")).isEqualTo(20);
  }

  @Test
  void a_doubt_that_resolves_itself_is_left_alone_and_one_that_waits_for_an_operator_goes_out() {
    rig = new Rig(keys, true, false);
    rig.feed("D-1:s:1", "D-1:p:2");
    rig.portal.faults.add(PlayedPortal.pass());
    rig.portal.faults.add(PlayedPortal.requestLost());
    rig.worker.deliverDue();
    ReplayFilter doubts = ReplayFilter.in(DeliveryState.IN_DOUBT);
    assertThat(found(doubts)).isZero();

    rig.workThrough(Duration.ofMinutes(2));
    assertThat(found(doubts)).isEqualTo(1);
    rig.massReplay.replay(doubts, FAST, ACT);
    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED");
  }

  @Test
  void what_waits_or_is_given_up_cannot_be_replayed() {
    assertThatThrownBy(() -> ReplayFilter.in(DeliveryState.DUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplayFilter.in(DeliveryState.CANCELLED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_field_narrows_it_and_an_empty_one_means_those_that_name_none() {
    refused(2);
    String field = rig.ledger.refusals(1).getFirst().field().orElse("");

    assertThat(found(ofField(field))).isEqualTo(2);
    assertThat(found(ofField(field + "x"))).isZero();
  }

  private static ReplayFilter ofField(String field) {
    return new ReplayFilter(
        Set.of(DeliveryState.REFUSED),
        Optional.empty(),
        Optional.of(field),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void all_that_is_held_of_one_dossier_goes_out_again_with_an_entry_each() {
    refused(2);
    rig.portal.bad.clear();

    int released = rig.replay.release("D-0", ACT);
    rig.worker.deliverDue();

    assertThat(released).isEqualTo(1);
    assertThat(acts("delivery-replay")).isEqualTo(1);
    assertThat(rig.states("D-0")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
    assertThat(rig.states("D-1")).startsWith("1 REFUSED");
  }

  @Test
  void a_dossier_of_which_nothing_is_held_is_not_replayed_and_nothing_is_recorded() {
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();

    assertThatThrownBy(() -> rig.replay.release("D-1", ACT)).hasMessageContaining("LT-4096");
    assertThatThrownBy(() -> rig.replay.release("D-2", ACT)).hasMessageContaining("LT-4096");
    assertThat(acts("delivery-replay")).isZero();
  }
}
