package vn.lienthong.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.entry.LogEntry;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

/** Yesterday's log, as it was committed: it must be readable and valid for ever. */
final class VerifyingTheGoldenLogTest {
  @TempDir Path temporary;

  @Test
  void it_is_valid_with_the_root_that_was_committed() {
    Report report = LogVerifier.verify(GoldenLog.FIXTURE, GoldenLog.trusted(), GoldenLog.NOW);

    assertThat(report).is(Verdict.VALID).hasFaultsOnly().hasOpenOnly();
    assertThat(report.origin()).isEqualTo("golden.example/log");
    assertThat(report.size()).isEqualTo(347);
    assertThat(report.rootHash())
        .isEqualTo("a3298b2d39bcd93f412d8b660a67538eae4fa252faa52675f9d34862a10c60d2");
  }

  @Test
  void every_entry_reads_and_is_written_with_the_same_bytes() throws IOException {
    List<byte[]> entries = GoldenLog.entries();

    assertThat(entries).hasSize(347);
    for (byte[] entry : entries) {
      assertThat(LogEntry.parse(entry).bytes()).isEqualTo(entry);
    }
  }

  @Test
  void it_holds_every_kind_of_entry_and_what_is_special() throws IOException {
    Set<String> kinds =
        GoldenLog.entries().stream()
            .map(entry -> LogEntry.parse(entry).field("kind").orElseThrow())
            .collect(Collectors.toSet());
    Report report = LogVerifier.verify(GoldenLog.FIXTURE, GoldenLog.trusted(), GoldenLog.NOW);

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "REQUEST",
            "ANSWER",
            "ITEM",
            "OPERATOR_ACT",
            "KEY_CHANGE",
            "FILE_FETCH",
            "REFUSED_CALL");
    assertThat(report)
        .finds(Weight.NOTE, "log-key-right", "checkpoint")
        .finds(Weight.NOTE, "cms-right", "checkpoint.p7s")
        .finds(Weight.NOTE, "disclosed", "payloads")
        .finds(Weight.NOTE, "signature-right", "payloads")
        .finds(Weight.NOTE, "signature-unchecked", "payloads")
        .finds(Weight.NOTE, "answered-late", "entry 23");
  }

  @Test
  void it_tells_what_was_erased() {
    Report report = LogVerifier.verify(GoldenLog.FIXTURE, GoldenLog.trusted(), GoldenLog.NOW);

    assertThat(report.findings())
        .filteredOn(finding -> finding.code().equals("erased"))
        .extracting(finding -> finding.where() + ": " + finding.english())
        .containsExactly(
            "payloads/8.json: signature not re-checkable: 1 of 4 segments erased",
            "payloads/10.json: body erased, digest intact",
            "payloads/14.json: body erased, digest intact",
            "payloads/15.json: body erased, digest intact");
  }

  @Test
  void it_extends_a_checkpoint_that_was_kept() throws IOException {
    assertThat(GoldenLog.copyTo(temporary).verifyAlsoAgainst("older-checkpoint"))
        .is(Verdict.VALID)
        .finds(Weight.NOTE, "older-extended", "older checkpoint of size 126");
  }

  @Test
  void without_any_anchor_nothing_can_be_said_for_sure() {
    Report report =
        LogVerifier.verify(
            GoldenLog.FIXTURE,
            new Anchors(Optional.empty(), Optional.empty(), List.of()),
            GoldenLog.NOW);

    assertThat(report)
        .is(Verdict.INDETERMINATE)
        .hasFaultsOnly()
        .hasOpenOnly("log-key-missing", "authority-missing");
  }

  @Test
  void with_one_of_the_two_anchors_it_is_still_open() {
    Anchors all = GoldenLog.trusted();

    assertThat(
            LogVerifier.verify(
                GoldenLog.FIXTURE,
                new Anchors(all.logKey(), Optional.empty(), List.of()),
                GoldenLog.NOW))
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("authority-missing");
    assertThat(
            LogVerifier.verify(
                GoldenLog.FIXTURE,
                new Anchors(Optional.empty(), all.authorities(), List.of()),
                GoldenLog.NOW))
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("log-key-missing");
  }

  @Test
  void long_after_its_certificates_have_ended_it_is_out_of_date_not_wrong() {
    Report report =
        LogVerifier.verify(
            GoldenLog.FIXTURE, GoldenLog.trusted(), Instant.parse("2126-01-01T00:00:00Z"));

    assertThat(report).is(Verdict.INDETERMINATE).hasFaultsOnly().hasOpenOnly("cms-out-of-date");
  }
}
