package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

class OpeningANewLogTest {
  @TempDir Path place;
  private LogBench lost;

  @BeforeEach
  void publishedLogWhoseDatabaseIsLost() {
    lost = new LogBench(place);
    lost.append(Drafts.request("c1", "D-1"), Drafts.answer("c1"), Drafts.request("c2", "D-2"));
    lost.sequencer().sealOnce();
  }

  @Test
  void while_the_old_log_can_go_on_none_is_opened() {
    assertThatThrownBy(() -> lost.newLog().open("just so", "administrator"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.LOG_CAN_GO_ON));
    assertThat(lost.count("tree")).isEqualTo(1);
    assertThat(lost.count("entry")).isEqualTo(3);
  }

  @Test
  void the_new_log_names_the_old_one_and_verifies_with_the_key_that_is_told() {
    LogBench restored = new LogBench(place);

    NewLog.Opened opened = restored.newLog().open("the disk failed", "administrator");
    restored.append(Drafts.request("c3", "D-3"), Drafts.answer("c3"));
    restored.sequencer().sealOnce();

    assertThat(opened.origin()).isEqualTo("hub.example/log/2");
    assertThat(opened.verifierKey()).startsWith("hub.example/log/2+");
    Report report =
        LogVerifier.verify(
            place.resolve("log"), restored.anchors(opened.origin()), restored.clock.instant());
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(first(restored, 2)).contains("\"service\":\"log-opened\"").contains("log 3 ");
  }

  @Test
  void with_the_key_of_the_old_log_the_new_one_is_told_to_be_another() {
    LogBench restored = new LogBench(place);
    restored.newLog().open("the disk failed", "administrator");
    restored.sequencer().sealOnce();

    Report report = restored.verify(place.resolve("log"));

    assertThat(report.verdict()).isEqualTo(Report.Verdict.INVALID);
    assertThat(report.findings()).anyMatch(f -> f.code().equals("origin-differs"));
  }

  @Test
  void calls_and_counters_of_the_old_log_are_not_missed_in_the_new() {
    LogBench restored = new LogBench(place);
    restored.jdbc.sql("INSERT INTO messagelog.counter VALUES ('npsp', 17)").update();
    String origin = restored.newLog().open("the disk failed", "administrator").origin();
    restored.append(Drafts.answer("c2"), Drafts.request("c4", "D-4"), Drafts.answer("c4"));
    restored.sequencer().sealOnce();

    Report report =
        LogVerifier.verify(
            place.resolve("log"), restored.anchors(origin), restored.clock.instant());

    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.INDETERMINATE);
    assertThat(report.findings())
        .anyMatch(f -> f.code().equals("request-missing") && f.weight() == Report.Weight.OPEN)
        .noneMatch(f -> f.code().startsWith("counter"));
  }

  /** Else two logs of one name would exist, and each would call the other forged. */
  @Test
  void an_epoch_that_the_restored_database_never_knew_is_not_used_again() {
    LogBench second = new LogBench(place);
    second.newLog().open("the disk failed", "administrator");
    second.sequencer().sealOnce();
    LogBench third = new LogBench(place);
    third.append(Drafts.request("c5", "D-5"));
    assertThatThrownBy(() -> third.sequencer().sealOnce())
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_BEHIND_CHECKPOINT));

    String origin = third.newLog().open("and again", "administrator").origin();
    third.sequencer().sealOnce();

    assertThat(origin).isEqualTo("hub.example/log/3");
    assertThat(third.folder.published().orElseThrow().checkpoint().origin()).isEqualTo(origin);
    assertThat(place.resolve("log-1/checkpoint")).exists();
    assertThat(place.resolve("log-2/checkpoint")).exists();
    assertThat(first(third, 3)).contains("hub.example/log/2 1 ");
  }

  @Test
  void a_log_of_another_name_in_the_folder_is_a_contradiction_that_no_new_log_mends() {
    LogBench other = new LogBench(place, lost.keys, "other.example/log");
    other.append(Drafts.request("c6", "D-6"));

    assertThatThrownBy(() -> other.sequencer().sealOnce())
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_CONTRADICTS_CHECKPOINT));
    assertThatThrownBy(() -> other.newLog().open("try", "administrator"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_CONTRADICTS_CHECKPOINT));
  }

  private static String first(LogBench bench, int epoch) {
    return new String(bench.store.entries(epoch, 0, 1).getFirst(), StandardCharsets.US_ASCII);
  }
}
