package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.alarms.AlarmDesk;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.procedures.Procedures;

/** Jobs operated by {@code ./hub jobs}, beside a hub that runs. */
@ExtendWith(HubUnderTest.class)
final class OperatingByCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB = Procedures.JOB;
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Running hub;
  private final JobDesk desk;

  OperatingByCommandTest(Running hub) {
    this.hub = hub;
    this.desk = hub.hub().getBean(JobDesk.class);
  }

  @AfterEach
  void usual_times() {
    JobDesk.By by = new JobDesk.By("test", "as before");
    if (desk.standing(JOB).pausedAt().isPresent()) {
      desk.resume(JOB, by);
    }
    desk.reschedule(JOB, Optional.empty(), by);
  }

  private Program.Said jobs(String... arguments) throws Exception {
    return run("jobs", arguments);
  }

  private Program.Said alarms(String... arguments) throws Exception {
    return run("alarms", arguments);
  }

  private Program.Said run(String verb, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", hub.folder().root().toString(), "--lang", "en"));
    return Program.run(hub.folder().root(), all.toArray(String[]::new));
  }

  @Test
  void a_job_is_run_by_hand_and_its_history_says_by_whom_and_why() throws Exception {
    Program.Said ran = jobs("run", JOB, "--operator", "an", "--reason", "to see", "--json");
    assertThat(ran.status()).as(ran.err()).isZero();
    JsonNode run = JSON.readTree(ran.out()).path("run");
    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");

    Program.Said history = jobs("history", JOB, "--limit", "1");

    assertThat(history.out()).contains(run.path("id").asText(), "an: to see", "succeeded");
  }

  @Test
  void a_pause_and_other_times_hold_on_the_running_hub() throws Exception {
    Program.Said paused = jobs("pause", JOB, "--reason", "maintenance");
    assertThat(paused.status()).as(paused.err()).isZero();
    assertThat(paused.out()).contains("paused since");
    assertThat(desk.standing(JOB).pausedAt()).isPresent();
    assertThat(jobs("pause", JOB, "--reason", "again").err()).startsWith("LT-2034 ");

    assertThat(jobs("resume", JOB, "--reason", "over").status()).isZero();
    Program.Said other = jobs("reschedule", JOB, "every 6h", "--reason", "less often");

    assertThat(other.out()).contains("every 6h");
    assertThat(desk.standing(JOB).timetable().text()).isEqualTo("every 6h");
    assertThat(jobs("list").out()).contains(JOB, "every 6h");
  }

  @Test
  void what_cannot_be_is_one_sentence_and_a_status() throws Exception {
    Program.Said unknown = jobs("show", "nothing");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("LT-2010 ").contains(JOB).hasLineCount(1);
    Program.Said past =
        jobs(
            "backfill",
            JOB,
            "--from",
            "2026-11-01T00:00",
            "--to",
            "2026-11-02T00:00",
            "--reason",
            "x");
    assertThat(past.status()).isEqualTo(1);
    assertThat(past.err()).startsWith("LT-2032 ");
    assertThat(jobs("pause", JOB).status()).as("a reason is needed").isEqualTo(2);
  }

  @Test
  void a_job_that_nobody_runs_turns_health_red_and_is_told_until_it_has_run() throws Exception {
    await("others that made it late are over").atMost(SOON).until(() -> !isAlarm("health.jobs"));
    hub.alarms().heard().clear();
    hub.hub()
        .getBean(JdbcClient.class)
        .sql(
            """
            WITH moved AS (UPDATE jobs.job SET known_since = known_since - interval '2 days')
            UPDATE jobs.run SET started_at = started_at - interval '2 days',
                                ended_at = ended_at - interval '2 days'
            """)
        .update();

    assertThat(health()).contains("\"status\":\"DOWN\"").contains("no run, due since");
    await().atMost(SOON).until(() -> hub.alarms().heard().contains("RAISED health.jobs"));
    assertThat(alarms("list").out()).contains("health.jobs", "http:");
    Program.Said list = jobs("list");
    assertThat(list.status()).isEqualTo(1);
    assertThat(list.out()).contains("LATE: " + JOB);
    assertThat(jobs("run", JOB, "--reason", "late").status()).isZero();

    assertThat(health()).contains("\"jobs\":{\"status\":\"UP\"");
    await().atMost(SOON).until(() -> hub.alarms().heard().contains("OVER health.jobs"));
    assertThat(hub.alarms().heard().stream().filter("RAISED health.jobs"::equals)).hasSize(1);
    assertThat(desk.standing(JOB).last().map(JobRun::state)).contains(JobRun.State.SUCCEEDED);
  }

  private boolean isAlarm(String key) {
    return hub.hub().getBean(AlarmDesk.class).list(false, 100).stream()
        .anyMatch(one -> one.alarm().key().equals(key));
  }

  private String health() throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "-s",
                "-u",
                "auditor:" + hub.passwords().get("auditor"),
                hub.address() + "/actuator/health")
            .start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).isZero();
    return said;
  }
}
