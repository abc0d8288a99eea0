package vn.lienthong.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.verify.Report.Finding;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

/** Faults that a right tree does not hide: the log is sealed anew after each. */
final class DamagingEntriesTest {
  @TempDir Path temporary;
  private GoldenLog log;
  private List<byte[]> entries;

  @BeforeEach
  void copy() throws IOException {
    log = GoldenLog.copyTo(temporary);
    entries = GoldenLog.entries();
  }

  @Test
  void sealed_anew_without_damage_it_is_valid() throws IOException {
    assertThat(log.resealed(entries).verify()).is(Verdict.VALID);
  }

  @Test
  void a_request_without_its_outcome_is_open() throws IOException {
    entries.remove(1);

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INDETERMINATE)
        .hasFaultsOnly()
        .hasOpenOnly("outcome-missing")
        .finds(Weight.OPEN, "outcome-missing", "entry 0");
  }

  /** The same in the log as it was sealed: the tree finds the change, and the pairing the gap. */
  @Test
  void an_outcome_removed_from_a_sealed_log_is_found_twice() throws IOException {
    entries.remove(1);
    entries.add(entries.get(200));

    assertThat(log.withEntries(entries).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "root-differs", "checkpoint")
        .finds(Weight.OPEN, "outcome-missing", "entry 0");
  }

  @Test
  void an_answer_without_its_request() throws IOException {
    entries.remove(24);

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("request-missing")
        .finds(Weight.FAULT, "request-missing", "entry 24");
  }

  @Test
  void two_answers_to_one_request() throws IOException {
    entries.add(2, entries.get(1));

    assertThat(log.resealed(entries).verify()).is(Verdict.INVALID).hasFaultsOnly("request-missing");
  }

  @Test
  void one_request_twice() throws IOException {
    entries.add(25, entries.get(24));

    assertThat(log.resealed(entries).verify()).is(Verdict.INVALID).hasFaultsOnly("request-twice");
  }

  @Test
  void an_item_left_out_of_a_batch() throws IOException {
    entries.remove(4);

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("item-missing")
        .finds(Weight.FAULT, "item-missing", "entry 4");
  }

  @Test
  void items_without_their_call() throws IOException {
    entries.remove(2);

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "item-without-request", "entry 2")
        .finds(Weight.FAULT, "request-missing", "entry 6")
        .finds(Weight.FAULT, "counter-gap", "entry 7");
  }

  @Test
  void a_gap_in_the_counter_of_a_partner() throws IOException {
    entries.remove(14); // the request
    entries.remove(14); // and its answer, so that only the counter tells

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("counter-gap")
        .finds(Weight.FAULT, "counter-gap", "entry 19");
  }

  @Test
  void a_number_that_was_given_twice() throws IOException {
    change(21, entry -> entry.replaceAll("\"counter\":\"\\d+\"", "\"counter\":\"2\""));

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "counter-twice", "entry 21")
        .finds(Weight.FAULT, "counter-gap", "entry 26");
  }

  @Test
  void an_entry_that_is_not_canonical() throws IOException {
    change(20, entry -> entry.replace("\":\"", "\": \""));

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("entry-unreadable")
        .finds(Weight.FAULT, "entry-unreadable", "entry 20");
  }

  @Test
  void an_entry_of_a_later_version_is_not_condemned() throws IOException {
    change(20, entry -> entry.replace("\"v\":\"1\"", "\"v\":\"2\""));

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("entry-of-later-version");
  }

  @Test
  void what_an_unreadable_entry_may_have_said_is_not_held_against_others() throws IOException {
    change(0, entry -> entry.replace("\"v\":\"1\"", "\"v\":\"2\""));

    assertThat(log.resealed(entries).verify())
        .is(Verdict.INDETERMINATE)
        .hasFaultsOnly()
        .hasOpenOnly("entry-of-later-version", "request-missing");
  }

  @Test
  void more_findings_of_a_kind_than_can_be_named_are_counted_with_their_weight()
      throws IOException {
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String call = "\"call\":\"open-" + i + "\"";
      many.add(bytes(text(24).replaceFirst("\"call\":\"(\\\\.|[^\"])*\"", call)));
    }

    Report report = log.resealed(many).verify();

    assertThat(report).is(Verdict.INDETERMINATE).hasFaultsOnly();
    assertThat(report.findings())
        .filteredOn(finding -> finding.code().equals("outcome-missing"))
        .hasSize(1001)
        .last()
        .extracting(Finding::english)
        .isEqualTo("500 more of this kind");
  }

  private void change(int index, UnaryOperator<String> change) {
    String before = text(index);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    entries.set(index, bytes(after));
  }

  private String text(int index) {
    return new String(entries.get(index), StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
