package vn.lienthong.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.prove.ProveReport.Log;
import vn.lienthong.prove.ProveReport.Machine;
import vn.lienthong.prove.ProveReport.Memory;

/** A run fails on any miss, and when nothing was done to the hub. */
final class JudgingARunTest {
  private static final Balance EVEN = balance(10, 0);

  @Test
  void a_run_with_faults_and_no_miss_holds() {
    assertThat(report(Map.of("KILL_HUB", 3), EVEN, "VALID", 600).misses()).isEmpty();
  }

  @Test
  void a_run_without_a_fault_fails() {
    assertThat(report(Map.of(), EVEN, "VALID", 600).misses())
        .singleElement()
        .asString()
        .contains("no fault took place");
  }

  @Test
  void a_run_without_a_message_fails() {
    assertThat(report(Map.of("KILL_HUB", 3), balance(0, 0), "VALID", 600).misses()).hasSize(1);
  }

  @Test
  void a_lost_message_fails_it() {
    assertThat(report(Map.of("KILL_HUB", 3), balance(10, 1), "VALID", 600).misses())
        .containsExactly("step 2 of H38-1: lost");
  }

  @Test
  void a_log_that_is_not_valid_fails_it() {
    assertThat(report(Map.of("KILL_HUB", 3), EVEN, "INDETERMINATE", 600).misses()).hasSize(1);
  }

  @Test
  void a_log_that_was_opened_after_a_restore_may_answer_calls_of_the_one_before() {
    assertThat(report(Map.of("LOST_DATABASE", 1), EVEN, new Log("INDETERMINATE", 9, 3, 2), 600))
        .extracting(ProveReport::misses)
        .isEqualTo(List.of());
  }

  @Test
  void a_hub_that_grew_too_large_fails_it() {
    assertThat(report(Map.of("KILL_HUB", 3), EVEN, "VALID", 1_025).misses()).hasSize(1);
  }

  private static ProveReport report(
      Map<String, Integer> faults, Balance balance, String verdict, long peakMb) {
    return report(faults, balance, new Log(verdict, 100, 3, 0), peakMb);
  }

  private static ProveReport report(
      Map<String, Integer> faults, Balance balance, Log log, long peakMb) {
    return new ProveReport(
            "KILLS",
            1,
            "2026-11-25T00:00:00Z",
            60,
            new Machine(2, "25", "Linux"),
            faults,
            balance,
            log,
            new Memory(peakMb, 500),
            Map.of(),
            List.of())
        .judged();
  }

  private static Balance balance(long messages, long lost) {
    return new Balance(
        messages,
        2,
        5,
        0,
        10,
        0,
        0,
        lost,
        0,
        0,
        0,
        0,
        lost == 0 ? List.of() : List.of("step 2 of H38-1: lost"));
  }
}
