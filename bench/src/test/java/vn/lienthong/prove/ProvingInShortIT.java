package vn.lienthong.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.lienthong.prove.Trial.Wanted;

/** {@code ./hub prove} in reduced sizes, on the packaged program: 200 faults and more. */
final class ProvingInShortIT {
  @Test
  void two_hundred_faults_with_kills_among_them_lose_and_double_nothing() throws Exception {
    assertHolds(Kind.MIXED, 16, 205, 200);
  }

  @Test
  void a_write_an_fsync_or_a_rename_that_fails_or_is_killed_leaves_a_valid_log_and_a_backup()
      throws Exception {
    assertHolds(Kind.WRITERS, 10, 2, 6);
  }

  /** The seeds are such that few of the faults cost a start of the hub. */
  private static void assertHolds(Kind kind, long seed, int tries, int least) throws Exception {
    Program program = Program.of(Path.of(System.getProperty("hub.home")));
    ProveReport report =
        new Trial(new Wanted(kind, tries, seed, Duration.ofMinutes(10)), program).run();
    assertThat(report.misses()).as(report::text).isEmpty();
    assertThat(report.faultsDone()).as(report::text).isGreaterThanOrEqualTo(least);
  }
}
