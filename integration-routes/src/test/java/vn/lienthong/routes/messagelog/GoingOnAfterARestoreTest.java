package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

class GoingOnAfterARestoreTest {
  @TempDir Path place;
  private LogBench hub;
  private Optional<String> backedUp = Optional.empty();

  @BeforeEach
  void aLogThatIsBackedUp() {
    hub = new LogBench(place);
    hub.append(Drafts.request("c1", "D-1"), Drafts.answer("c1"));
    hub.sequencer().sealOnce();
    backedUp = recovery(hub).published();
  }

  @Test
  void it_goes_on_where_the_restored_database_holds_all_that_was_published() {
    LogBench restored = copy();

    LogRecovery.Outcome outcome = goOn(restored);
    restored.sequencer().sealOnce();

    assertThat(outcome).isInstanceOf(LogRecovery.Outcome.GoesOn.class);
    assertThat(restored.verify(place.resolve("log")).verdict()).isEqualTo(Report.Verdict.VALID);
    assertThat(restored.folder.published().orElseThrow().size()).isEqualTo(3);
  }

  @Test
  void a_new_log_names_the_newest_checkpoint_where_more_was_published_since() {
    LogBench restored = copy();
    hub.append(Drafts.request("c2", "D-2"), Drafts.answer("c2"));
    hub.sequencer().sealOnce();

    LogRecovery.Outcome outcome = goOn(restored);
    restored.sequencer().sealOnce();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            LogRecovery.Outcome.Opened.class,
            opened -> assertThat(opened.origin()).isEqualTo("hub.example/log/2"));
    assertThat(first(restored)).contains("\"service\":\"log-opened\"").contains("log 4 ");
    assertValid(restored, "log", "hub.example/log/2");
    assertValid(restored, "log-1", "hub.example/log");
  }

  @Test
  void a_new_log_is_opened_where_the_published_one_is_lost_and_the_old_one_is_written_aside()
      throws IOException {
    LogBench restored = copy();
    Files.move(place.resolve("log"), place.resolve("lost"));

    LogRecovery.Outcome outcome = goOn(restored);
    restored.sequencer().sealOnce();

    assertThat(outcome).isInstanceOf(LogRecovery.Outcome.Opened.class);
    assertValid(restored, "log", "hub.example/log/2");
    assertValid(restored, "log-1", "hub.example/log");
  }

  @Test
  void an_older_copy_of_the_published_log_is_taken_for_a_lost_one() throws IOException {
    Files.createDirectories(place.resolve("older"));
    copyFiles("log", "older/log");
    hub.append(Drafts.request("c2", "D-2"), Drafts.answer("c2"));
    hub.sequencer().sealOnce();
    backedUp = recovery(hub).published();
    LogBench restored = copy();
    Files.move(place.resolve("log"), place.resolve("lost"));
    Files.move(place.resolve("older/log"), place.resolve("log"));

    LogRecovery.Outcome outcome = goOn(restored);
    restored.sequencer().sealOnce();

    assertThat(outcome).isInstanceOf(LogRecovery.Outcome.Opened.class);
    assertValid(restored, "log", "hub.example/log/2");
  }

  @Test
  void a_database_that_does_not_hold_what_its_own_backup_had_published_is_refused() {
    LogBench other = new LogBench(place.resolve("elsewhere"));

    assertThatThrownBy(() -> goOn(other))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_BEHIND_CHECKPOINT));
  }

  private LogBench copy() {
    return new LogBench(place, hub.keys, LogBench.ORIGIN, TestDatabase.copyOf(hub.database));
  }

  private LogRecovery.Outcome goOn(LogBench restored) {
    return recovery(restored).goOn(restored.database, backedUp, "the disk failed", "administrator");
  }

  private LogRecovery recovery(LogBench bench) {
    LogProperties log =
        new LogProperties(LogBench.ORIGIN, Duration.ofMillis(500), "log-note", "log");
    return new LogRecovery(
        place,
        log,
        KeyStoreFile.open(bench.keys.resolve("hub.p12"), "test".toCharArray()),
        bench.clock);
  }

  private void assertValid(LogBench bench, String folder, String origin) {
    Report report =
        LogVerifier.verify(place.resolve(folder), bench.anchors(origin), bench.clock.instant());
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
  }

  private void copyFiles(String from, String to) throws IOException {
    try (var files = Files.walk(place.resolve(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, place.resolve(to).resolve(place.resolve(from).relativize(file)));
      }
    }
  }

  private static String first(LogBench bench) {
    return new String(
        bench.store.entries(2, 0, 1).getFirst(), java.nio.charset.StandardCharsets.US_ASCII);
  }
}
