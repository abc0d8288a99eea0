package vn.lienthong.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.testing.Tool;

/** check_log.py (Python and openssl, no code of ours) says of the golden log what we say. */
final class CheckingIndependentlyTest {
  @TempDir Path temporary;
  private GoldenLog log;
  private Path script;

  @BeforeEach
  void copy() throws IOException {
    log = GoldenLog.copyTo(temporary);
    script = temporary.resolve("check_log.py");
    Files.write(script, IndependentCheck.script());
  }

  @Test
  void with_key_authority_and_an_older_checkpoint_all_is_right() {
    Tool.Result said =
        run(
            "--vkey",
            anchor("log.vkey"),
            "--ca",
            anchor("ca.crt"),
            "--older",
            anchor("older-checkpoint"));

    assertThat(said.output()).endsWith("RIGHT\n").doesNotContain("FAULT", "UNCHECKED");
    assertThat(said.status()).isZero();
  }

  @Test
  void without_anchors_it_is_right_so_far() {
    Tool.Result said = run();

    assertThat(said.output()).endsWith("RIGHT SO FAR\n").contains("no --vkey").contains("no --ca");
    assertThat(said.status()).isEqualTo(2);
  }

  /** What is done to a log. */
  @FunctionalInterface
  interface Damage {
    void to(GoldenLog log) throws IOException;
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage("a flipped bit in a tile", log -> log.flip("tile/0/000", 99), "tile/0/000"),
        damage("in an upper tile", log -> log.flip("tile/1/000.p/1", 9), "tile/1/000"),
        damage("in an entry", log -> log.flip("tile/entries/000", 50), "the entries give root"),
        damage("in the root", log -> log.change("checkpoint", GoldenLog::withAnotherRoot), "root"),
        damage(
            "in the note's signature",
            log -> log.flip("checkpoint", log.read("checkpoint").length - 20),
            "signature of the checkpoint"),
        damage(
            "in the CMS",
            log -> log.flip("checkpoint.p7s", log.read("checkpoint.p7s").length - 10),
            "checkpoint.p7s"),
        damage("a missing tile", log -> log.remove("tile/0/000"), "tile/0/000 is missing"),
        damage("a missing bundle", log -> log.remove("tile/entries/000"), "is missing"),
        damage("no checkpoint", log -> log.remove("checkpoint"), "cannot be read"),
        damage("a checkpoint that is none", log -> log.write("checkpoint", new byte[9]), "read"),
        damage("a truncated bundle", CheckingIndependentlyTest::truncate, "ends within"),
        damage("one entry more", CheckingIndependentlyTest::addAnEntry, "not exactly 91"),
        damage("two entries swapped", CheckingIndependentlyTest::swap, "the entries give root"),
        damage(
            "another value disclosed",
            log -> log.change("payloads/0.json", t -> t.replace("officer-7", "officer-8")),
            "caller is not what"),
        damage(
            "a disclosure that is no JSON",
            log -> log.write("payloads/0.json", new byte[] {'{'}),
            "no JSON"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damaged_by(String name, Damage damage, String told) throws IOException {
    damage.to(log);

    Tool.Result said = run("--vkey", anchor("log.vkey"), "--ca", anchor("ca.crt"));

    assertThat(said.status()).as(said.output()).isEqualTo(1);
    assertThat(said.output()).contains("FAULT").contains(told).endsWith("WRONG\n");
    assertThat(log.verify().verdict()).isEqualTo(Report.Verdict.INVALID);
  }

  @Test
  void a_key_of_someone_else_is_not_that_of_the_log() throws IOException {
    Path other = temporary.resolve("other.vkey");
    Files.writeString(
        other,
        vn.lienthong.signing.merkle.SignedNote.verifierKey(
            GoldenLog.ORIGIN, TestKeys.key("log-note").certificate().getPublicKey()));

    Tool.Result said = run("--vkey", other.toString(), "--ca", anchor("ca.crt"));

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.output()).contains("no signature of the key you gave");
  }

  @Test
  void an_authority_of_someone_else_is_not_believed() {
    Tool.Result said =
        run("--vkey", anchor("log.vkey"), "--ca", TestKeys.authorityFile().toString());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.output()).contains("checkpoint.p7s: openssl says");
  }

  @Test
  void older_checkpoints_that_are_not_extended_are_told() {
    assertThat(run("--older", anchor("forked-checkpoint")).output())
        .contains("the first 100 entries are not those of the checkpoint you kept");
    assertThat(run("--older", anchor("later-checkpoint")).output()).contains("is not extended");
    assertThat(run("--older", anchor("other-log-checkpoint")).output()).contains("is not extended");
  }

  private static Arguments damage(String name, Damage damage, String told) {
    return Arguments.of(name, damage, told);
  }

  private static void truncate(GoldenLog log) throws IOException {
    byte[] whole = log.read(GoldenLog.LAST_ENTRIES);
    log.write(GoldenLog.LAST_ENTRIES, Arrays.copyOf(whole, whole.length - 7));
  }

  private static void addAnEntry(GoldenLog log) throws IOException {
    List<byte[]> entries = new ArrayList<>(EntryBundle.decode(log.read(GoldenLog.LAST_ENTRIES)));
    entries.add(entries.getFirst());
    log.write(GoldenLog.LAST_ENTRIES, EntryBundle.encode(entries));
  }

  private static void swap(GoldenLog log) throws IOException {
    List<byte[]> entries = GoldenLog.entries();
    Collections.swap(entries, 40, 200);
    log.withEntries(entries);
  }

  private Tool.Result run(String... anchors) {
    return Tool.run(
        Stream.concat(
                Stream.of("python3", script.toString(), log.folder.toString()), Stream.of(anchors))
            .toArray(String[]::new));
  }

  private static String anchor(String name) {
    return GoldenLog.ANCHORS.resolve(name).toString();
  }
}
