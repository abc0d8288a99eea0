package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.verify.Report;

class ErasingADossierTest {
  @TempDir Path place;
  private LogBench bench;

  /** 0 request and 1 answer of D-1; 2 a batch of D-1, D-2, D-3 with items 3 to 5, 6 its answer. */
  @BeforeEach
  void aCallAndABatch() {
    bench = new LogBench(place);
    bench.append(
        Drafts.signedBy(bench.key("npsp-ec"), Drafts.request("c1", "D-1")), Drafts.answer("c1"));
    List<EntryDraft> batch = Drafts.batch("c2", List.of("D-1", "D-2", "D-3"));
    batch.set(0, Drafts.signedBy(bench.key("npsp-ec"), batch.getFirst()));
    bench.append(batch);
    bench.append(Drafts.answer("c2"));
    bench.sequencer().sealOnce();
  }

  @Test
  void before_it_every_body_and_signature_is_right() {
    Report report = exportedReport();

    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(texts(report, "signature-right")).singleElement().asString().startsWith("2 sig");
    assertThat(texts(report, "erased")).isEmpty();
  }

  @Test
  void after_it_the_verifier_says_body_erased_digest_intact() {
    erase("D-1");

    Report report = exportedReport();

    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(erased(report))
        .containsExactlyInAnyOrder(
            "payloads/0.json: body erased, digest intact",
            "payloads/1.json: body erased, digest intact",
            "payloads/2.json: signature not re-checkable: 1 of 3 segments erased",
            "payloads/3.json: body erased, digest intact");
  }

  @Test
  void bodies_salts_signature_and_code_are_gone_and_the_other_dossiers_keep_their_proof()
      throws Exception {
    erase("D-1");
    exportedReport();

    for (int index : new int[] {0, 1, 2, 3}) {
      String left = Files.readString(place.resolve("export/payloads/" + index + ".json"));
      assertThat(left).doesNotContain("D-1").doesNotContain("bytes").doesNotContain("signature");
    }
    assertThat(Files.readString(place.resolve("export/payloads/4.json")))
        .contains("\"D-2\"")
        .contains("bytes");
    assertThat(Files.readString(place.resolve("export/payloads/5.json")))
        .contains("\"D-3\"")
        .contains("bytes");
    assertThat(anywhere("D-1")).isZero();
    assertThat(anywhere("D-2")).isPositive();
  }

  @Test
  void entries_and_root_stay_as_they_were() {
    List<byte[]> before = bench.store.entries(1, 0, 7);
    byte[] root = bench.store.rootAt(1, 7);

    erase("D-1");

    assertThat(bench.store.entries(1, 0, 7)).containsExactlyElementsOf(before);
    assertThat(bench.store.rootAt(1, 7))
        .isEqualTo(root)
        .isEqualTo(bench.folder.published().orElseThrow().checkpoint().root());
  }

  @Test
  void a_batch_whose_last_dossier_goes_loses_its_answer_too() {
    erase("D-2");
    erase("D-3");
    assertThat(erased(exportedReport()))
        .contains("payloads/2.json: signature not re-checkable: 2 of 3 segments erased")
        .noneMatch(text -> text.startsWith("payloads/6.json"));

    erase("D-1");

    assertThat(erased(exportedReport()))
        .contains(
            "payloads/2.json: body erased, digest intact",
            "payloads/6.json: body erased, digest intact");
  }

  @Test
  void an_entry_with_nothing_but_the_code_of_the_dossier_is_told_too() {
    EntryDraft answer = Drafts.answer("c1");
    bench.append(
        new EntryDraft(
            EntryDraft.Kind.FILE_FETCH,
            EntryDraft.Direction.OUT,
            "npsp",
            "file",
            new EntryDraft.About(Optional.empty(), Optional.of("D-9"), Optional.empty()),
            new EntryDraft.Call("k", "m", "fetch-1", Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            answer.outcome()));
    erase("D-9");

    assertThat(erased(exportedReport()))
        .containsExactly("payloads/7.json: dossier code erased, digest intact");
  }

  /** As with an answer 304: its JWS names the path that was asked for. */
  @Test
  void the_signature_of_a_message_without_body_goes_too() {
    EntryDraft answer = Drafts.answer("c1");
    bench.append(
        Drafts.request("c9", "D-9"),
        new EntryDraft(
            EntryDraft.Kind.ANSWER,
            EntryDraft.Direction.OUT,
            "ministry",
            "dossier-status",
            new EntryDraft.About(Optional.empty(), Optional.of("D-9"), Optional.empty()),
            Drafts.request("c9", "D-9").call(),
            Optional.empty(),
            Optional.of(
                new EntryDraft.Signature("JWS-detached", "path of D-9..x", "ab".repeat(32))),
            answer.outcome()));

    erase("D-9");

    assertThat(
            bench
                .jdbc
                .sql("SELECT count(*) FROM messagelog.secret WHERE value LIKE '%D-9%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void the_act_is_an_entry_that_does_not_name_the_dossier() {
    int erased = bench.erasure().erase("D-1", "operator", "court order 5");
    bench.sequencer().sealOnce();

    assertThat(erased).isEqualTo(3);
    String entry = new String(bench.store.entries(1, 7, 8).getFirst(), StandardCharsets.US_ASCII);
    assertThat(entry).contains("\"service\":\"erasure\"").contains("\"message\":\"3 bodies\"");
    assertThat(entry).doesNotContain("\"dossier\"");
  }

  @Test
  void erased_and_not_yet_sealed_the_act_is_missed_not_condemned() {
    bench.erasure().erase("D-1", "operator", "court order 5");
    bench.export().export(place.resolve("export"), true, "operator", "early");

    Report report = bench.verify(place.resolve("export"));

    assertThat(report.verdict()).isEqualTo(Report.Verdict.INDETERMINATE);
    assertThat(texts(report, "erasure-without-act")).isNotEmpty();
  }

  @Test
  void a_dossier_that_is_not_there_erases_nothing_and_is_still_an_act() {
    assertThat(bench.erasure().erase("D-404", "operator", "by mistake")).isZero();
    assertThat(bench.sequencer().sealOnce()).isEqualTo(1);
    assertThat(bench.count("erasure")).isZero();
  }

  @Test
  void after_it_the_dossier_is_not_found_any_more() {
    erase("D-1");

    assertThat(bench.search().search(LogSearch.Query.ofDossier("D-1"), "auditor", "r")).isEmpty();
  }

  private void erase(String dossier) {
    bench.erasure().erase(dossier, "operator", "court order");
  }

  private Report exportedReport() {
    bench.sealedExport(place.resolve("export"));
    return bench.verify(place.resolve("export"));
  }

  private static List<String> erased(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.code().equals("erased"))
        .map(finding -> finding.where() + ": " + finding.english())
        .toList();
  }

  private static List<String> texts(Report report, String code) {
    return report.findings().stream()
        .filter(finding -> finding.code().equals(code))
        .map(Report.Finding::english)
        .toList();
  }

  private int anywhere(String dossier) {
    return bench
        .jdbc
        .sql("SELECT count(*) FROM messagelog.secret WHERE value = :dossier")
        .param("dossier", dossier)
        .query(Integer.class)
        .single();
  }
}
