package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

final class RunningChecksTest {
  private static final Supplier<List<Finding>> WELL =
      () -> {
        Findings findings = new Findings("disk");
        findings.ok("room", "/data", 10, 1);
        return findings.list();
      };

  @Test
  void what_one_check_throws_is_its_finding_and_the_others_run() {
    List<Finding> found =
        look(
            Set.of(),
            new Check(
                "log",
                false,
                () -> {
                  throw new HubException(HubError.KEY_MISSING, "log", "hub.p12");
                }),
            new Check("disk", false, WELL));

    assertThat(found).extracting(Finding::standing).containsExactly(Standing.PROBLEM, Standing.OK);
    assertThat(found.getFirst().code()).contains(HubError.KEY_MISSING.code());
    assertThat(found.getFirst().sentence().english()).isEqualTo("There is no key log in hub.p12.");
    assertThat(found.getFirst().advice()).isPresent();
  }

  @Test
  void a_check_that_does_not_end_is_unknown_and_the_others_are_told() {
    CountDownLatch never = new CountDownLatch(1);

    List<Finding> found =
        look(
            Set.of(),
            new Check("clock", false, () -> waitFor(never)),
            new Check("disk", false, WELL));

    assertThat(found).extracting(Finding::standing).containsExactly(Standing.UNKNOWN, Standing.OK);
    assertThat(found.getFirst().check()).isEqualTo("clock");
  }

  @Test
  void a_database_that_is_lost_is_told_once_and_not_asked_again() {
    List<Finding> found =
        look(
            Set.of(),
            new Check(
                "database",
                false,
                () -> {
                  throw new HubException(HubError.DATABASE_UNREACHABLE, "hub", "gone");
                }),
            new Check(
                "queue",
                true,
                () -> {
                  throw new AssertionError("asked in vain");
                }),
            new Check("disk", false, WELL));

    assertThat(found)
        .extracting(Finding::check, Finding::standing)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("database", Standing.PROBLEM),
            org.assertj.core.groups.Tuple.tuple("queue", Standing.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple("disk", Standing.OK));
  }

  @Test
  void a_lost_database_is_told_to_who_asked_for_a_check_that_needs_it() {
    List<Finding> found =
        look(
            Set.of("queue"),
            new Check(
                "database",
                false,
                () -> {
                  throw new HubException(HubError.DATABASE_UNREACHABLE, "hub", "gone");
                }),
            new Check("queue", true, WELL));

    assertThat(found)
        .extracting(Finding::standing)
        .containsExactly(Standing.PROBLEM, Standing.UNKNOWN);
  }

  @Test
  void only_the_checks_that_were_asked_for_run() {
    List<Finding> found =
        look(
            Set.of("disk"),
            new Check(
                "log",
                false,
                () -> {
                  throw new AssertionError("not asked for");
                }),
            new Check("disk", false, WELL));

    assertThat(found).extracting(Finding::check).containsExactly("disk");
  }

  private static List<Finding> look(Set<String> only, Check... checks) {
    return new Doctor(
            List.of(checks),
            Duration.ofMillis(500),
            thrown ->
                thrown instanceof HubException known
                    ? known
                    : new HubException(thrown, HubError.UNEXPECTED, thrown.toString(), "-"))
        .look(only);
  }

  private static List<Finding> waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }
}
