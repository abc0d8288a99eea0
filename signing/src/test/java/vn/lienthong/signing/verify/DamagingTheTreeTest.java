package vn.lienthong.signing.verify;

import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

final class DamagingTheTreeTest {
  @TempDir Path temporary;
  private GoldenLog log;

  @BeforeEach
  void copy() throws IOException {
    log = GoldenLog.copyTo(temporary);
  }

  @Test
  void a_flipped_bit_in_a_full_hash_tile() throws IOException {
    assertThat(log.flip("tile/0/000", 32 * 5).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-differs")
        .finds(Weight.FAULT, "tile-differs", "tile/0/000");
  }

  @Test
  void a_flipped_bit_in_a_partial_hash_tile() throws IOException {
    assertThat(log.flip(GoldenLog.LAST_TILE, 0).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "tile-differs", GoldenLog.LAST_TILE);
  }

  @Test
  void a_flipped_bit_in_a_hash_tile_of_an_upper_level() throws IOException {
    assertThat(log.flip("tile/1/000.p/1", 0).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-differs")
        .finds(Weight.FAULT, "tile-differs", "tile/1/000.p/1");
  }

  @Test
  void a_missing_hash_tile() throws IOException {
    assertThat(log.remove("tile/0/000").verify()).is(Verdict.INVALID).hasFaultsOnly("tile-missing");
  }

  @Test
  void a_missing_hash_tile_of_an_upper_level() throws IOException {
    assertThat(log.remove("tile/1/000.p/1").verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-missing");
  }

  @Test
  void a_hash_tile_that_is_too_short_or_too_long() throws IOException {
    byte[] right = log.read(GoldenLog.LAST_TILE);

    assertThat(log.write(GoldenLog.LAST_TILE, Arrays.copyOf(right, right.length - 32)).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-length");
    assertThat(log.write(GoldenLog.LAST_TILE, Arrays.copyOf(right, right.length + 32)).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-length");
  }

  @Test
  void a_flipped_bit_in_an_entry_is_traced_to_the_entry() throws IOException {
    List<byte[]> entries = GoldenLog.entries();
    String entry = new String(entries.get(300), java.nio.charset.StandardCharsets.US_ASCII);
    entries.set(
        300,
        entry
            .replace("H38", "H39")
            .replace("npsp", "nspp")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    assertThat(log.withEntries(entries).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "root-differs", "checkpoint")
        .finds(Weight.FAULT, "tile-differs", GoldenLog.LAST_TILE)
        .finds(Weight.FAULT, "entry-differs", "entry 300");
  }

  @Test
  void a_flipped_bit_in_an_entry_that_is_no_json_any_more() throws IOException {
    int first = 2; // after the length

    assertThat(log.flip("tile/entries/000", first).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "entry-unreadable", "entry 0")
        .finds(Weight.FAULT, "entry-differs", "entry 0")
        .finds(Weight.FAULT, "root-differs", "checkpoint");
  }

  @Test
  void two_entries_swapped() throws IOException {
    List<byte[]> entries = GoldenLog.entries();
    Collections.swap(entries, 40, 200);

    assertThat(log.withEntries(entries).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "entry-differs", "entry 40")
        .finds(Weight.FAULT, "entry-differs", "entry 200")
        .finds(Weight.FAULT, "root-differs", "checkpoint");
  }

  @Test
  void an_entry_left_out_of_its_bundle() throws IOException {
    List<byte[]> entries = EntryBundle.decode(log.read("tile/entries/000"));
    entries.remove(100);

    assertThat(log.write("tile/entries/000", EntryBundle.encode(entries)).verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "entries-count", "tile/entries/000")
        .finds(Weight.FAULT, "entry-differs", "entry 100")
        .finds(Weight.FAULT, "entry-differs", "entry 254");
  }

  @Test
  void an_entry_more_in_the_last_bundle() throws IOException {
    List<byte[]> entries = new ArrayList<>(EntryBundle.decode(log.read(GoldenLog.LAST_ENTRIES)));
    entries.add(entries.getFirst());

    assertThat(log.write(GoldenLog.LAST_ENTRIES, EntryBundle.encode(entries)).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("entries-count");
  }

  @Test
  void a_missing_bundle_is_told_and_everything_else_still_checked() throws IOException {
    log.remove("tile/entries/000").flip("tile/1/000.p/1", 3);

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("entries-missing", "tile-differs")
        .finds(Weight.NOTE, "cms-right", "checkpoint.p7s");
  }

  @Test
  void entries_and_hashes_both_missing() throws IOException {
    assertThat(log.remove("tile/entries/000").remove("tile/0/000").verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("entries-missing", "root-not-derived");
  }

  @Test
  void a_truncated_bundle() throws IOException {
    byte[] whole = log.read(GoldenLog.LAST_ENTRIES);

    assertThat(log.write(GoldenLog.LAST_ENTRIES, Arrays.copyOf(whole, whole.length - 7)).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("entries-unreadable");
  }

  @Test
  void a_log_truncated_to_an_older_checkpoint_is_found_by_who_kept_a_later_one()
      throws IOException {
    GoldenLog shorter = log.resealed(GoldenLog.entries().subList(0, 100));

    assertThat(shorter.verify()).is(Verdict.VALID);
    assertThat(shorter.verifyAlsoAgainst("older-checkpoint"))
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "older-not-extended", "older checkpoint 1");
  }

  @Test
  void a_full_bundle_and_tile_in_place_of_partial_ones_hold_more_than_is_covered()
      throws IOException {
    List<byte[]> entries = GoldenLog.entries();
    List<byte[]> grown = new ArrayList<>(entries);
    for (int i = grown.size(); i < 512; i++) {
      grown.add(entries.get(346));
    }
    GoldenLog bigger =
        GoldenLog.copyTo(Files.createDirectory(temporary.resolve("bigger"))).resealed(grown);
    log.remove(GoldenLog.LAST_TILE).remove(GoldenLog.LAST_ENTRIES);
    log.write("tile/0/001", bigger.read("tile/0/001"));
    log.write("tile/entries/001", bigger.read("tile/entries/001"));

    assertThat(log.verify())
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("beyond-covered")
        .finds(Weight.OPEN, "beyond-covered", "tile/entries/001");
  }

  @Test
  void many_faults_are_all_found_not_the_first() throws IOException {
    log.flip("tile/0/000", 7)
        .flip("tile/1/000.p/1", 3)
        .flip("checkpoint.p7s", log.read("checkpoint.p7s").length - 10)
        .change(
            "payloads/0.json", text -> text.replace("\"value\":\"officer", "\"value\":\"Officer"));

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("tile-differs", "tile-differs", "cms-wrong", "disclosure-differs");
  }
}
