package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.procedures.Leaves.description;
import static vn.lienthong.routes.procedures.Province.code;
import static vn.lienthong.routes.procedures.Province.codes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;

class ReadingFromAFailingPortalTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Province province;

  @BeforeEach
  void open() {
    province = new Province(folder, 60, 40);
  }

  @AfterEach
  void close() {
    province.close();
  }

  @Test
  void a_portal_that_is_down_from_the_start_fails_the_run_and_changes_nothing() {
    province.portal.down();

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-4001");
    assertThat(province.openCodes()).isEmpty();
  }

  @Test
  void what_was_read_before_the_portal_went_away_is_kept_and_the_run_says_what_is_missing() {
    goesAwayAfter(15);

    JobRun run = province.run();

    int kept = province.openCodes().size();
    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-2023");
    assertThat(run.errorText().orElseThrow()).contains((40 - kept) + " of 40", "LT-4001");
    assertThat(run.counts().added()).isEqualTo(kept).isBetween(1, 39);
    assertThat(run.counts().refused()).isEqualTo(40 - kept);
    assertThat(province.onestop()).hasSize(kept);
  }

  @Test
  void the_next_run_reads_only_what_is_missing() {
    goesAwayAfter(15);
    province.run();
    int missing = 40 - province.openCodes().size();
    province.portal.clearFaults();

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.asked(run)).isEqualTo(missing);
    assertThat(province.openCodes()).hasSize(40);
  }

  @Test
  void a_run_goes_on_when_the_portal_comes_back_in_time() {
    province.waiting(LONG);
    goesAwayAfter(15);
    CompletableFuture<JobRun> running = CompletableFuture.supplyAsync(province::run);
    await().atMost(LONG).until(() -> failedCalls() > 0);

    province.portal.clearFaults();

    assertThat(running.join().state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.openCodes()).hasSize(40);
  }

  @Test
  void an_absent_portal_is_not_asked_for_every_detail() {
    province.portal.fault(NpspFault.status(503).on("LayThuTuc"));

    JobRun run = province.run();

    assertThat(run.counts().refused()).isEqualTo(40);
    assertThat(province.asked(run)).isLessThan(20);
    assertThat(run.done()).isEqualTo(40);
  }

  @Test
  void one_detail_that_cannot_be_read_holds_back_no_other() {
    province.portal.fault(NpspFault.garbage().on("LayThuTuc").times(1));

    JobRun run = province.run();

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorText().orElseThrow()).contains("1 of 40 details").contains("LT-4003");
    assertThat(province.openCodes()).hasSize(39);
  }

  @Test
  void a_failed_reading_leaves_the_procedure_as_it_was_and_says_why() {
    province.run();
    province.change(code(1), description("Mô tả mới"));
    province.portal.fault(NpspFault.garbage().on("LayThuTuc"));

    province.fullRun();

    Overview.Line line =
        province.hub().list(new Overview.Filter(code(1), Optional.empty(), 1)).getFirst();
    assertThat(line.version()).isEqualTo(1);
    assertThat(line.problem().orElseThrow()).startsWith("LT-4003");
    assertThat(line.readAt()).isPresent();
    assertThat(province.openCodes()).containsExactly(codes(1, 40));
  }

  @Test
  void an_answer_without_the_procedure_is_a_failed_reading() {
    province.change(code(1), JsonNodeFactory.instance.objectNode().putNull("MATTHC"));

    JobRun run = province.run();

    assertThat(run.errorText().orElseThrow()).contains(code(1), "LT-4003");
    assertThat(province.openCodes()).hasSize(39);
  }

  /** Faults are taken in the order they were set: so many details are answered first. */
  private void goesAwayAfter(int details) {
    province.portal.fault(NpspFault.delay(Duration.ZERO).on("LayThuTuc").times(details));
    province.portal.fault(NpspFault.status(503).on("LayThuTuc"));
  }

  private int failedCalls() {
    return province
        .jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE kind = 'ANSWER' AND outcome = 'DEFERRED'")
        .query(Integer.class)
        .single();
  }
}
