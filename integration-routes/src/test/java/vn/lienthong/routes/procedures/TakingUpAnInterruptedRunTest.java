package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.routes.jobs.JobRun;

class TakingUpAnInterruptedRunTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Province province;

  @BeforeEach
  void open() {
    province = new Province(folder, 280, 260);
  }

  @AfterEach
  void close() {
    province.close();
  }

  private int count(String sql) {
    return province.jdbc.sql(sql).query(Integer.class).single();
  }

  @Test
  void a_node_that_stops_ends_its_run_which_keeps_what_it_read() {
    province.portal.fault(NpspFault.delay(Duration.ofMillis(30)).on("LayThuTuc"));
    CompletableFuture<JobRun> running = CompletableFuture.supplyAsync(province::run);
    await().atMost(LONG).until(() -> count("SELECT count(*) FROM procedures.reading") >= 100);

    province.stopNode();

    JobRun run = running.join();
    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorText().orElseThrow()).contains("LT-2023", "the run was ended");
    assertThat(run.counts().added()).isEqualTo(province.lines().size()).isBetween(100, 259);
    assertThat(province.asked(province.run())).isEqualTo(260 - run.counts().added());
  }

  @Test
  void a_run_killed_in_the_middle_is_lost_and_the_next_one_reads_the_rest() throws Exception {
    province.portal.fault(NpspFault.delay(Duration.ofMillis(30)).on("LayThuTuc"));
    Process run =
        NodeProcess.start(
            ((PGSimpleDataSource) province.unpooled).getUrl(),
            province.portal.url().toString(),
            folder,
            province.clock.instant());
    await()
        .atMost(LONG)
        .until(() -> count("SELECT count(*) FROM procedures.reading") >= 100 || !run.isAlive());
    assertThat(run.isAlive()).as(Files.readString(folder.resolve("node.out"))).isTrue();
    run.destroyForcibly().waitFor();
    await()
        .atMost(LONG)
        .until(
            () ->
                count(
                        """
                        SELECT count(*) FROM pg_locks
                         WHERE locktype = 'advisory'
                           AND database = (SELECT oid FROM pg_database
                                            WHERE datname = current_database())
                        """)
                    == 0);
    int kept = province.lines().size();
    String left = province.hub().lastRuns(1).getFirst().state().name();
    province.portal.clearFaults();

    JobRun next = province.run();

    assertThat(left).isEqualTo("RUNNING");
    assertThat(kept).isBetween(100, 259);
    assertThat(next.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(province.asked(next)).isEqualTo(260 - kept);
    assertThat(province.lines()).hasSize(260).allMatch(line -> line.version() == 1);
    assertThat(province.onestop()).hasSize(260);
    assertThat(province.hub().lastRuns(10))
        .extracting(JobRun::state)
        .containsExactly(JobRun.State.SUCCEEDED, JobRun.State.LOST);
  }
}
