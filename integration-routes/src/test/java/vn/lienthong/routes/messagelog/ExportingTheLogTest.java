package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.verify.Report;

class ExportingTheLogTest {
  @TempDir Path place;
  private LogBench bench;
  private Path target;

  @BeforeEach
  void aSealedLog() {
    bench = new LogBench(place);
    target = place.resolve("export");
    bench.append(
        Drafts.signedBy(bench.key("npsp-rsa"), Drafts.request("c1", "D-1")), Drafts.answer("c1"));
    bench.append(Drafts.batch("c2", List.of("D-1", "D-2")));
    bench.append(Drafts.answer("c2"));
    bench.sequencer().sealOnce();
  }

  @Test
  void an_export_is_complete_and_verifies() throws IOException {
    LogExport.Exported exported = export(false);

    Report report = bench.verify(target);
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(exported.size()).isEqualTo(report.size()).isEqualTo(6);
    assertThat(exported.rootHash()).isEqualTo(report.rootHash());
    assertThat(files(target))
        .containsExactlyInAnyOrder(
            "README.txt",
            "certificates/log-0.crt",
            "certificates/log-1.crt",
            "check_log.py",
            "checkpoint",
            "checkpoint.p7s",
            "log.vkey",
            "tile/0/000.p/6",
            "tile/entries/000.p/6");
  }

  @Test
  void the_script_that_travels_along_says_the_same() throws Exception {
    bench.export().export(target, true, "operator", "for the auditor");
    Files.writeString(place.resolve("log.vkey"), bench.signer.verifierKey(LogBench.ORIGIN));

    assertThat(python("--vkey", "log.vkey", "--ca", bench.keys + "/test-ca.crt")).isZero();

    Path bundle = target.resolve("tile/entries/000.p/6");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[40] ^= 1;
    Files.write(bundle, bytes);
    assertThat(python("--vkey", "log.vkey", "--ca", bench.keys + "/test-ca.crt")).isEqualTo(1);
  }

  @Test
  void with_payloads_the_verifier_checks_each_commitment_and_signature() throws IOException {
    export(true);

    Report report = bench.verify(target);

    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(report.findings())
        .anyMatch(f -> f.code().equals("disclosed"))
        .anyMatch(f -> f.code().equals("signature-right"));
    assertThat(Files.readString(target.resolve("payloads/0.json"))).contains("\"D-1\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .as("personal data is for its owner")
        .isEqualTo("rwx------");
  }

  @Test
  void a_payload_that_was_changed_after_the_export_is_found() throws IOException {
    export(true);
    Path payload = target.resolve("payloads/0.json");
    Files.writeString(payload, Files.readString(payload).replace("\"D-1\"", "\"D-7\""));

    Report report = bench.verify(target);

    assertThat(report.verdict()).isEqualTo(Report.Verdict.INVALID);
    assertThat(report.findings()).anyMatch(f -> f.code().equals("disclosure-differs"));
  }

  @Test
  void an_earlier_export_is_replaced_whole() throws IOException {
    export(true);
    bench.append(Drafts.request("c3", "D-3"), Drafts.answer("c3"));
    bench.sequencer().sealOnce();

    export(false);

    assertThat(bench.verify(target).size()).isGreaterThan(6);
    assertThat(files(target)).noneMatch(file -> file.startsWith("payloads/"));
    assertThat(siblings()).containsExactlyInAnyOrder("export", "log");
  }

  @Test
  void a_folder_that_holds_other_things_is_refused_and_left_alone() throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("cat.jpg"), "meow");

    assertTaken(target, "cat.jpg");
    assertThat(files(target)).containsExactly("cat.jpg");
  }

  @Test
  void an_earlier_export_to_which_something_was_added_is_refused() throws IOException {
    export(false);
    Files.writeString(target.resolve("my-notes.txt"), "important");

    assertTaken(target, "my-notes.txt");
    assertThat(target.resolve("my-notes.txt")).exists();
    assertThat(bench.verify(target).verdict()).isEqualTo(Report.Verdict.VALID);
  }

  /** It looks like an export, and replacing it would take the checkpoint away from the disk. */
  @Test
  void the_published_log_of_the_hub_itself_is_refused() {
    assertThatThrownBy(() -> bench.export().export(place.resolve("log"), false, "operator", "oops"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_EXPORT_FOLDER_TAKEN));
    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(6);
  }

  @Test
  void a_folder_where_an_auditor_keeps_his_anchors_is_refused() throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("log.vkey"), "x");
    Files.writeString(target.resolve("ca.crt"), "x");

    assertTaken(target, "ca.crt");
  }

  @Test
  void a_file_is_no_folder() throws IOException {
    Files.writeString(target, "x");

    assertTaken(target, "export");
  }

  @Test
  void a_folder_beside_that_happens_to_have_a_like_name_is_left_alone() throws IOException {
    Path beside = Files.createDirectories(place.resolve("export.new"));
    Files.writeString(beside.resolve("thesis.odt"), "ten years of work");

    export(false);

    assertThat(beside.resolve("thesis.odt")).exists();
  }

  @Test
  void an_empty_folder_is_filled() throws IOException {
    Files.createDirectories(target);

    export(false);

    assertThat(bench.verify(target).verdict()).isEqualTo(Report.Verdict.VALID);
  }

  @Test
  void an_export_that_fails_leaves_the_old_one_and_nothing_else() throws IOException {
    export(false);
    String before = Files.readString(target.resolve("checkpoint"));
    bench.append(Drafts.request("c3", "D-3"));
    bench.sequencer().sealOnce();
    bench.jdbc.sql("ALTER TABLE messagelog.secret RENAME TO gone").update();

    assertThatThrownBy(() -> export(true)).isInstanceOf(RuntimeException.class);

    assertThat(Files.readString(target.resolve("checkpoint"))).isEqualTo(before);
    assertThat(siblings()).containsExactlyInAnyOrder("export", "log");
  }

  @Test
  void before_the_first_checkpoint_there_is_nothing_to_export() {
    LogBench fresh = new LogBench(place.resolve("fresh"));

    assertThatThrownBy(() -> fresh.export().export(target, false, "operator", "early"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.LOG_NOT_SEALED_YET));
    assertThat(target).doesNotExist();
  }

  @Test
  void each_export_is_an_entry_after_what_it_covers() {
    export(true);
    bench.sequencer().sealOnce();

    assertThat(
            new String(
                bench.store.entries(1, 6, 7).getFirst(),
                java.nio.charset.StandardCharsets.US_ASCII))
        .contains("\"service\":\"log-export\"")
        .contains("\"message\":\"size 6 with payloads\"");
  }

  @Test
  void a_log_of_more_than_a_tile_is_exported_whole() {
    bench.append(Drafts.batch("big", IntStream.range(0, 300).mapToObj(i -> "D-" + i).toList()));
    bench.append(Drafts.answer("big"));
    bench.sequencer().sealOnce();

    export(true);

    Report report = bench.verify(target);
    assertThat(report.size()).isEqualTo(308);
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
  }

  private LogExport.Exported export(boolean payloads) {
    return bench.export().export(target, payloads, "operator", "for the auditor");
  }

  private void assertTaken(Path folder, String because) {
    assertThatThrownBy(() -> bench.export().export(folder, false, "operator", "oops"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_EXPORT_FOLDER_TAKEN))
        .hasMessageContaining(because);
  }

  private int python(String... anchors) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("python3", target + "/check_log.py", target.toString()),
                Stream.of(anchors))
            .toList();
    return new ProcessBuilder(command).directory(place.toFile()).inheritIO().start().waitFor();
  }

  private List<String> siblings() throws IOException {
    try (var children = Files.list(place)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
