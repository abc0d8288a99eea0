package vn.lienthong.signing.verify;

import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

final class DamagingTheCheckpointTest {
  @TempDir Path temporary;
  private GoldenLog log;

  @BeforeEach
  void copy() throws IOException {
    log = GoldenLog.copyTo(temporary);
  }

  @Test
  void the_checkpoint_alone_verifies_where_entries_are_missing() throws IOException {
    log.remove(GoldenLog.LAST_ENTRIES);

    assertThat(LogVerifier.checkpoint(log.folder, GoldenLog.trusted(), GoldenLog.NOW))
        .is(Verdict.VALID)
        .hasFaultsOnly();
  }

  @Test
  void a_checkpoint_that_was_changed_does_not_verify_alone() throws IOException {
    log.change("checkpoint", text -> text.replace("347", "346"));

    assertThat(LogVerifier.checkpoint(log.folder, GoldenLog.trusted(), GoldenLog.NOW))
        .is(Verdict.INVALID)
        .hasFaultsOnly("log-key-wrong", "cms-wrong");
  }

  @Test
  void a_missing_checkpoint() throws IOException {
    assertThat(log.remove("checkpoint").verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("checkpoint-missing");
  }

  @Test
  void a_checkpoint_that_is_none() throws IOException {
    assertThat(log.change("checkpoint", text -> text.replace("347", "three")).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("checkpoint-unreadable");
  }

  @Test
  void a_flipped_bit_in_the_root() throws IOException {
    assertThat(log.change("checkpoint", GoldenLog::withAnotherRoot).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("log-key-wrong", "cms-wrong", "root-differs");
  }

  @Test
  void a_flipped_bit_in_the_signature_of_the_note() throws IOException {
    int offset = log.read("checkpoint").length - 20;

    assertThat(log.flip("checkpoint", offset).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("log-key-wrong");
  }

  @Test
  void another_origin() throws IOException {
    assertThat(log.change("checkpoint", t -> t.replaceFirst("golden", "gilded")).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("origin-differs", "log-key-wrong", "cms-wrong");
  }

  /** The same key signs it; only the name tells that it is of another log. */
  @Test
  void a_checkpoint_of_another_log_under_the_same_key() throws IOException {
    String other = GoldenLog.anchor("other-log-checkpoint");
    Files.writeString(log.folder.resolve("checkpoint"), other);

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "origin-differs", "checkpoint");
  }

  @Test
  void a_verifier_key_of_someone_else() {
    VerifierKey other =
        VerifierKey.parse(
            SignedNote.verifierKey(
                GoldenLog.ORIGIN, TestKeys.key("log-note").certificate().getPublicKey()));

    assertThat(
            log.verify(
                new Anchors(Optional.of(other), GoldenLog.trusted().authorities(), List.of())))
        .is(Verdict.INVALID)
        .hasFaultsOnly("log-key-wrong");
  }

  @Test
  void an_authority_that_did_not_issue_the_certificate() {
    assertThat(
            log.verify(
                new Anchors(
                    GoldenLog.trusted().logKey(), Optional.of(TestKeys.anchors()), List.of())))
        .is(Verdict.INVALID)
        .hasFaultsOnly("cms-untrusted");
  }

  @Test
  void the_certificate_of_the_log_itself_may_be_the_anchor() {
    TrustAnchors pinned = TrustAnchors.read(log.folder.resolve("certificates/log-0.crt"));

    assertThat(
            log.verify(new Anchors(GoldenLog.trusted().logKey(), Optional.of(pinned), List.of())))
        .is(Verdict.VALID);
  }

  @Test
  void no_cms_signature() throws IOException {
    assertThat(log.remove("checkpoint.p7s").verify())
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("cms-missing");
  }

  @Test
  void a_flipped_bit_in_the_cms_signature() throws IOException {
    int offset = log.read("checkpoint.p7s").length - 10;

    assertThat(log.flip("checkpoint.p7s", offset).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("cms-wrong");
  }

  @Test
  void a_wrong_cms_signature_is_a_fault_also_without_an_authority() throws IOException {
    int offset = log.read("checkpoint.p7s").length - 10;

    assertThat(
            log.flip("checkpoint.p7s", offset)
                .verify(new Anchors(GoldenLog.trusted().logKey(), Optional.empty(), List.of())))
        .is(Verdict.INVALID)
        .hasFaultsOnly("cms-wrong");
  }

  @Test
  void a_cms_signature_of_another_checkpoint() throws IOException {
    GoldenLog other =
        GoldenLog.copyTo(Files.createDirectory(temporary.resolve("other")))
            .resealed(GoldenLog.entries().subList(0, 100));

    assertThat(log.write("checkpoint.p7s", other.read("checkpoint.p7s")).verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("cms-wrong");
  }

  @Test
  void an_older_checkpoint_that_the_log_does_not_extend() {
    assertThat(log.verifyAlsoAgainst("forked-checkpoint"))
        .is(Verdict.INVALID)
        .hasFaultsOnly("older-not-extended");
  }

  @Test
  void an_older_checkpoint_that_covers_more_than_the_log_holds() {
    assertThat(log.verifyAlsoAgainst("later-checkpoint"))
        .is(Verdict.INVALID)
        .hasFaultsOnly("older-not-extended");
  }

  @Test
  void an_older_checkpoint_of_another_log() {
    assertThat(log.verifyAlsoAgainst("other-log-checkpoint"))
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "older-of-another-log", "older checkpoint 1");
  }

  @Test
  void an_older_checkpoint_that_the_log_key_did_not_sign() {
    String forged =
        GoldenLog.anchor("older-checkpoint")
            .replaceFirst("(?m)^— .*$", "— golden.example/log AAAAAAA=");
    Anchors trusted = GoldenLog.trusted();

    assertThat(log.verify(new Anchors(trusted.logKey(), trusted.authorities(), List.of(forged))))
        .is(Verdict.INVALID)
        .hasFaultsOnly("older-not-signed");
  }

  @Test
  void an_older_checkpoint_that_is_none() {
    Anchors trusted = GoldenLog.trusted();

    assertThat(
            log.verify(new Anchors(trusted.logKey(), trusted.authorities(), List.of("a letter"))))
        .is(Verdict.INVALID)
        .hasFaultsOnly("older-unreadable");
  }
}
