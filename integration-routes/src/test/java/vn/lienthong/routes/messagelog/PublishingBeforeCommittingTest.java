package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.verify.Report;

/**
 * Why a checkpoint goes to the disk first and into the database after it: docs/decisions/0021. Each
 * test lets the hub die at one point of that way.
 */
class PublishingBeforeCommittingTest {
  @TempDir Path place;
  private LogBench bench;

  @BeforeEach
  void sealedLogOfTwo() {
    bench = new LogBench(place);
    bench.append(Drafts.request("c1", "D-1"), Drafts.answer("c1"));
    bench.sequencer().sealOnce();
    bench.append(Drafts.request("c2", "D-2"), Drafts.answer("c2"));
  }

  @Test
  void dying_before_the_signature_file_leaves_the_old_checkpoint_standing() throws IOException {
    Path obstacle = Files.createDirectory(place.resolve("log/checkpoint.p7s.new"));
    assertThatThrownBy(() -> bench.sequencer().sealOnce()).isInstanceOf(HubException.class);

    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(2);
    assertThat(bench.count("checkpoint")).isEqualTo(1);

    Files.delete(obstacle);
    goesOnAndVerifies(4);
  }

  @Test
  void dying_between_signature_and_checkpoint_file_both_are_written_anew() throws IOException {
    Path obstacle = Files.createDirectory(place.resolve("log/checkpoint.new"));
    assertThatThrownBy(() -> bench.sequencer().sealOnce()).isInstanceOf(HubException.class);

    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(2);
    assertThat(bench.count("checkpoint")).isEqualTo(1);

    Files.delete(obstacle);
    goesOnAndVerifies(4);
  }

  @Test
  void dying_between_file_and_commit_the_log_goes_on_from_the_file() {
    dyingAtCommit().placeBatch();
    Sequencer dying = dyingAtCommit();
    assertThatThrownBy(dying::signAndPublish).isInstanceOf(TransactionSystemException.class);

    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(4);
    assertThat(bench.count("checkpoint")).isEqualTo(1);

    goesOnAndVerifies(4);
  }

  @Test
  void dying_between_file_and_commit_and_growing_since_the_file_is_a_prefix() throws IOException {
    dyingAtCommit().placeBatch();
    Sequencer dying = dyingAtCommit();
    assertThatThrownBy(dying::signAndPublish).isInstanceOf(TransactionSystemException.class);
    String lost = bench.folder.published().orElseThrow().note();
    bench.append(Drafts.request("c3", "D-3"), Drafts.answer("c3"));

    goesOnAndVerifies(6);
    Report report =
        vn.lienthong.signing.verify.LogVerifier.verify(
            place.resolve("log"),
            new vn.lienthong.signing.verify.Anchors(
                bench.anchors(LogBench.ORIGIN).logKey(),
                bench.anchors(LogBench.ORIGIN).authorities(),
                List.of(lost)),
            bench.clock.instant());
    assertThat(report.findings()).anyMatch(finding -> finding.code().equals("older-extended"));
  }

  /** The order the other way round would let a copy leave that the disk does not know of. */
  @Test
  void nothing_that_is_not_on_the_disk_can_be_exported() {
    dyingAtCommit().placeBatch();
    Sequencer dying = dyingAtCommit();
    assertThatThrownBy(dying::signAndPublish).isInstanceOf(TransactionSystemException.class);

    LogExport.Exported exported =
        bench.export().export(place.resolve("export"), false, "operator", "look");

    assertThat(exported.size())
        .isEqualTo(2)
        .isLessThanOrEqualTo(bench.folder.published().orElseThrow().size());
  }

  @Test
  void a_database_restored_to_before_a_commit_that_was_published_is_not_sealed() {
    bench.sequencer().sealOnce();
    LogBench restored = new LogBench(place);
    SealingStatus status = new SealingStatus(restored.sequencer());
    restored.append(Drafts.request("c9", "D-9"));

    status.seal();
    status.seal();

    assertThat(status.fault())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("LT-6050")
                    .contains("has 0 entries, 4 are published")
                    .contains("./hub log new"));
    assertThat(restored.count("leaf")).isZero();
    assertThat(restored.count("checkpoint")).isZero();

    restored.newLog().open("restored the backup of Tuesday", "administrator");
    status.seal();

    assertThat(status.fault()).isEmpty();
    assertThat(restored.folder.published().orElseThrow().size()).isEqualTo(2);
  }

  @Test
  void a_fail_over_that_lost_entries_while_the_hub_runs_is_noticed_before_anything_is_placed() {
    Sequencer running = bench.sequencer();
    running.sealOnce();
    // the replica that took over never saw the last two entries
    bench.jdbc.sql("ALTER TABLE messagelog.checkpoint DISABLE TRIGGER ALL").update();
    bench.jdbc.sql("ALTER TABLE messagelog.leaf DISABLE TRIGGER ALL").update();
    bench.jdbc.sql("DELETE FROM messagelog.checkpoint WHERE size = 4").update();
    bench.jdbc.sql("DELETE FROM messagelog.leaf WHERE index >= 2").update();
    bench
        .jdbc
        .sql("UPDATE messagelog.tree SET size = 2, frontier = :root")
        .param("root", bench.roots.last(1).orElseThrow().root())
        .update();
    bench.append(Drafts.request("c5", "D-5"));

    assertThatThrownBy(running::sealOnce)
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_BEHIND_CHECKPOINT));
    assertThat(bench.count("leaf")).isEqualTo(2);
  }

  @Test
  void rows_that_vanish_are_an_alarm_with_a_sentence_not_a_crash() throws IOException {
    bench.jdbc.sql("ALTER TABLE messagelog.leaf DISABLE TRIGGER ALL").update();
    bench.sequencer().placeBatch();
    bench.jdbc.sql("DELETE FROM messagelog.leaf WHERE index = 1").update();
    SealingStatus status = new SealingStatus(bench.sequencer());

    status.seal();

    assertThat(status.fault()).hasValueSatisfying(t -> assertThat(t).startsWith("LT-6055"));
  }

  private void goesOnAndVerifies(int size) {
    bench.sequencer().sealOnce();

    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(size);
    assertThat(bench.folder.published().orElseThrow().checkpoint().root())
        .isEqualTo(bench.recomputedRoot());
    assertThat(bench.roots.last(1).orElseThrow().size()).isEqualTo(size);
    Report report = bench.verify(place.resolve("log"));
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
  }

  /** A node that writes its files and is gone before its transaction commits. */
  private Sequencer dyingAtCommit() {
    PlatformTransactionManager real = bench.transactions;
    PlatformTransactionManager dying =
        new PlatformTransactionManager() {
          @Override
          public TransactionStatus getTransaction(TransactionDefinition definition) {
            return real.getTransaction(definition);
          }

          @Override
          public void commit(TransactionStatus status) {
            if (bench
                    .jdbc
                    .sql("SELECT count(*) FROM messagelog.checkpoint WHERE size > 2")
                    .query(Integer.class)
                    .single()
                > 0) {
              real.rollback(status);
              throw new TransactionSystemException("killed before the commit");
            }
            real.commit(status);
          }

          @Override
          public void rollback(TransactionStatus status) {
            real.rollback(status);
          }
        };
    return new Sequencer(
        bench.store,
        bench.roots,
        bench.folder,
        bench.signer,
        new TransactionTemplate(dying),
        bench.clock);
  }
}
