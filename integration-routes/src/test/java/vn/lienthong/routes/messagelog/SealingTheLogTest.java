package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Report;

class SealingTheLogTest {
  @TempDir Path place;
  private LogBench bench;

  @BeforeEach
  void freshLog() {
    bench = new LogBench(place);
  }

  @Test
  void committed_entries_are_sealed_once_and_published_with_a_signed_root() throws IOException {
    bench.append(Drafts.request("c1", "D-1"), Drafts.answer("c1"));
    Sequencer sequencer = bench.sequencer();

    assertThat(sequencer.sealOnce()).isEqualTo(2);
    assertThat(sequencer.sealOnce()).isZero();

    SignedNote note = SignedNote.parse(Files.readString(place.resolve("log/checkpoint")));
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint).isEqualTo(new Checkpoint(LogBench.ORIGIN, 2, bench.recomputedRoot()));
    assertThat(
            note.isSignedBy(
                SignedNote.VerifierKey.parse(bench.signer.verifierKey(LogBench.ORIGIN))))
        .isTrue();
    assertThat(EntryBundle.decode(Files.readAllBytes(place.resolve("log/tile/entries/000.p/2"))))
        .hasSize(2);
    assertThat(Files.readAllBytes(place.resolve("log/tile/0/000.p/2"))).hasSize(64);
    assertThat(bench.count("checkpoint")).isEqualTo(1);
  }

  @Test
  void full_tiles_and_upper_levels_are_published() throws IOException {
    for (int i = 0; i < 6; i++) {
      bench.append(batchOf(100, i));
      bench.sequencer().sealOnce();
    }

    assertThat(Files.size(place.resolve("log/tile/0/001"))).isEqualTo(256 * 32);
    assertThat(Files.size(place.resolve("log/tile/0/002.p/94"))).isEqualTo(94 * 32);
    assertThat(Files.size(place.resolve("log/tile/1/000.p/2"))).isEqualTo(2 * 32);
    assertThat(bench.folder.published().orElseThrow().checkpoint().root())
        .isEqualTo(bench.recomputedRoot())
        .isEqualTo(bench.store.rootAt(1, 606));
  }

  /** Else a quiet log, sealed entry by entry, would leave 255 partial tiles for each full one. */
  @Test
  void partial_tiles_go_once_the_full_one_is_published() throws IOException {
    Sequencer sequencer = bench.sequencer();
    for (int i = 0; i < 3; i++) {
      bench.append(batchOf(99, i));
      sequencer.sealOnce();
      if (i == 1) {
        assertThat(place.resolve("log/tile/0/000.p/100")).exists();
        assertThat(place.resolve("log/tile/entries/000.p/200")).exists();
      }
    }

    assertThat(place.resolve("log/tile/0/000")).exists();
    assertThat(place.resolve("log/tile/0/000.p")).doesNotExist();
    assertThat(place.resolve("log/tile/entries/000.p")).doesNotExist();
    assertThat(place.resolve("log/tile/0/001.p/44")).exists();
    assertThat(place.resolve("log/tile/1/000.p/1")).exists();
    assertThat(bench.verify(place.resolve("log")).findings())
        .noneMatch(finding -> finding.weight() == Report.Weight.FAULT);
  }

  @Test
  void partial_tiles_that_cannot_be_removed_do_not_keep_the_log_from_being_sealed()
      throws IOException {
    bench.append(batchOf(99, 0));
    bench.sequencer().sealOnce();
    Files.createDirectories(place.resolve("log/tile/0/000.p/somebody's/things"));
    bench.append(batchOf(199, 1));

    bench.sequencer().sealOnce();

    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(300);
    assertThat(bench.count("checkpoint")).isEqualTo(2);
  }

  @Test
  void while_many_append_and_two_seal_each_committed_entry_is_sealed_once() throws Exception {
    int threads = 6;
    int each = 60;
    Sequencer one = bench.sequencer();
    Sequencer other = bench.sequencer(new LogFolder(place.resolve("other")));
    try (ExecutorService pool = Executors.newFixedThreadPool(threads + 2)) {
      var appending =
          CompletableFuture.allOf(
              IntStream.range(0, threads)
                  .mapToObj(t -> CompletableFuture.runAsync(() -> appendSome(t, each), pool))
                  .toArray(CompletableFuture[]::new));
      var sealing =
          List.of(one, other).stream()
              .map(
                  s ->
                      CompletableFuture.runAsync(
                          () -> {
                            while (!appending.isDone()) {
                              s.sealOnce();
                            }
                          },
                          pool))
              .toList();
      appending.get();
      for (var s : sealing) {
        s.get();
      }
    }
    one.sealOnce();

    int committed = threads * each * 2 / 3;
    assertThat(bench.count("entry")).isEqualTo(committed);
    assertThat(bench.count("leaf")).isEqualTo(committed);
    assertThat(bench.count("pending")).isZero();
    assertThat(
            bench
                .jdbc
                .sql("SELECT max(index) + 1 FROM messagelog.leaf")
                .query(Integer.class)
                .single())
        .isEqualTo(committed);
    assertThat(bench.jdbc.sql("SELECT last FROM messagelog.counter").query(Integer.class).single())
        .isEqualTo(committed);
    Checkpoint last = bench.folder.published().orElseThrow().checkpoint();
    assertThat(last.size()).isEqualTo(committed);
    assertThat(last.root()).isEqualTo(bench.recomputedRoot());
  }

  private void appendSome(int thread, int each) {
    for (int i = 0; i < each; i++) {
      String call = "c" + thread + "-" + i;
      boolean rolledBack = i % 3 == 2;
      bench.transaction.executeWithoutResult(
          status -> {
            bench.log.append(Drafts.request(call, "D-" + call));
            if (rolledBack) {
              status.setRollbackOnly();
            }
          });
    }
  }

  @Test
  void an_entry_of_an_open_transaction_is_sealed_after_later_ones_that_committed_first() {
    Sequencer sequencer = bench.sequencer();
    bench.transaction.executeWithoutResult(
        _ -> {
          bench.log.append(Drafts.answer("slow"));
          CompletableFuture.runAsync(() -> bench.append(Drafts.answer("fast"))).join();
          assertThat(CompletableFuture.supplyAsync(sequencer::sealOnce).join()).isEqualTo(1);
        });

    assertThat(sequencer.sealOnce()).isEqualTo(1);
    assertThat(
            bench
                .jdbc
                .sql(
                    "SELECT e.call_id FROM messagelog.leaf l JOIN messagelog.entry e"
                        + " ON e.id = l.entry_id ORDER BY l.index")
                .query(String.class)
                .list())
        .containsExactly("fast", "slow");
  }

  @Test
  void killed_between_sealing_and_signing_the_next_run_signs_the_committed_root() {
    bench.append(Drafts.request("c1", "D-1"));
    bench.sequencer().placeBatch();
    assertThat(bench.count("checkpoint")).isZero();

    assertThat(bench.sequencer().sealOnce()).isZero();

    assertThat(bench.count("checkpoint")).isEqualTo(1);
    assertThat(bench.folder.published().orElseThrow().size()).isEqualTo(1);
  }

  @Test
  void an_entry_waits_until_a_signed_checkpoint_covers_it() {
    LogStatus status = new LogStatus(bench.jdbc, bench.signer);
    bench.append(Drafts.request("c1", "D-1"));
    bench.sequencer().sealOnce();
    assertThat(status.standing().orElseThrow().pending()).isZero();

    bench.append(Drafts.request("c2", "D-1"));
    assertThat(status.standing().orElseThrow().pending()).isEqualTo(1);
    bench.sequencer().placeBatch();
    assertThat(status.standing().orElseThrow().pending()).isEqualTo(1);
    bench.sequencer().signAndPublish();
    assertThat(status.standing().orElseThrow().pending()).isZero();
  }

  @Test
  void killed_after_the_file_and_before_its_commit_the_same_root_is_signed_again() {
    bench.append(Drafts.request("c1", "D-1"));
    bench.sequencer().sealOnce();
    String note = bench.folder.published().orElseThrow().note();
    bench.jdbc.sql("ALTER TABLE messagelog.checkpoint DISABLE TRIGGER ALL").update();
    bench.jdbc.sql("DELETE FROM messagelog.checkpoint").update();

    bench.sequencer().sealOnce();

    assertThat(bench.folder.published().orElseThrow().note()).isEqualTo(note);
    assertThat(bench.count("checkpoint")).isEqualTo(1);
  }

  @Test
  void a_lost_log_folder_is_written_again() throws IOException {
    bench.append(batchOf(300, 0));
    bench.sequencer().sealOnce();
    LogFolder fresh = new LogFolder(place.resolve("fresh"));

    bench.sequencer(fresh).sealOnce();

    assertThat(Files.readAllBytes(place.resolve("fresh/tile/0/000")))
        .isEqualTo(Files.readAllBytes(place.resolve("log/tile/0/000")));
    assertThat(fresh.published().orElseThrow().note())
        .isEqualTo(bench.folder.published().orElseThrow().note());
  }

  @Test
  void a_database_behind_the_published_checkpoint_is_not_sealed_until_a_new_log_is_opened()
      throws IOException {
    bench.append(batchOf(5, 0));
    bench.sequencer().sealOnce();
    String published = bench.folder.published().orElseThrow().note();
    LogBench restored = new LogBench(place);
    restored.append(Drafts.request("c9", "D-9"));

    assertThatThrownBy(() -> restored.sequencer().sealOnce())
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_BEHIND_CHECKPOINT));
    assertThat(restored.count("leaf")).isZero();
    assertThat(bench.folder.published().orElseThrow().note()).isEqualTo(published);

    restored.newLog().open("restored the backup of Tuesday", "administrator");
    restored.sequencer().sealOnce();

    Checkpoint now = restored.folder.published().orElseThrow().checkpoint();
    assertThat(now.origin()).isEqualTo(LogBench.ORIGIN + "/2");
    assertThat(now.size()).isEqualTo(2);
    assertThat(Files.readString(place.resolve("log-1/checkpoint"))).isEqualTo(published);
    assertThat(
            new String(
                restored.store.entries(2, 0, 1).getFirst(),
                java.nio.charset.StandardCharsets.US_ASCII))
        .contains("log-opened")
        .contains(LogBench.ORIGIN + " 6 ");
  }

  @Test
  void a_database_that_contradicts_the_published_checkpoint_is_not_sealed() {
    bench.append(batchOf(5, 0));
    bench.sequencer().sealOnce();
    LogBench other = new LogBench(place.resolve("elsewhere"));
    other.append(batchOf(9, 1));
    other.sequencer().sealOnce();
    other.append(Drafts.answer("more"));

    assertThatThrownBy(() -> other.sequencer(bench.folder).sealOnce())
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_CONTRADICTS_CHECKPOINT));
  }

  private static EntryDraft[] batchOf(int dossiers, int number) {
    return Drafts.batch(
            "batch-" + number,
            IntStream.range(0, dossiers).mapToObj(d -> "D-" + number + "-" + d).toList())
        .toArray(EntryDraft[]::new);
  }
}
