package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.procedures.Procedures;

/** Jobs operated on the pages. Screenshots are left in target/screenshots. */
@ExtendWith(HubUnderTest.class)
final class OperatingOnThePageTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String JOB = Procedures.JOB;
  private static final String PAGE = "/jobs/" + JOB;

  private final Running hub;
  private final JobDesk desk;

  OperatingOnThePageTest(Running hub) {
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

  @Test
  void an_operator_runs_a_job_and_reads_what_came_of_it_by_keyboard_alone() throws Exception {
    try (Browser browser = new Browser("en")) {
      browser.open(hub.address() + "/");
      browser.press("operator", TAB, hub.passwords().getOrDefault("operator", ""), ENTER);
      browser.tabTo("nav.pages a[href='/jobs']");
      browser.press(ENTER);
      browser.tabTo("#jobs a[href='" + PAGE + "']");
      browser.press(ENTER);
      assertThat(browser.text("main > h1")).isEqualTo(JOB);

      browser.tabTo("#reason");
      browser.press("by keyboard", ENTER);
      assertThat(browser.text("p.done")).isEqualTo("A run has begun.");
      await().atMost(SOON).until(() -> desk.standing(JOB).running().isEmpty());
      JobRun run = desk.standing(JOB).last().orElseThrow();
      assertThat(run.asker()).contains(new JobRun.Asker("operator", "by keyboard"));

      browser.open(hub.address() + PAGE);
      browser.tabTo("a[href='" + PAGE + "/runs/" + run.id() + "']");
      browser.press(ENTER);
      assertThat(browser.text("main")).contains("by keyboard", "succeeded", run.correlationId());
    }
  }

  @Test
  void the_page_follows_a_pause_that_somebody_else_makes() throws Exception {
    try (Browser browser = new Browser("en")) {
      browser.open(hub.address() + "/");
      browser.press("auditor", TAB, hub.passwords().getOrDefault("auditor", ""), ENTER);
      assertThat(browser.text("nav.pages")).isNotEmpty();
      browser.open(hub.address() + PAGE);
      assertThat(browser.text("#standing")).doesNotContain("paused since");

      desk.pause(JOB, new JobDesk.By("an", "maintenance"));

      await().atMost(SOON).until(() -> browser.text("#standing").contains("paused since"));
      browser.open(hub.address() + "/jobs");
      assertThat(browser.text("#jobs")).contains("paused since");
    }
  }

  @Test
  void without_scripts_a_job_is_paused_resumed_given_other_times_and_tried() throws Exception {
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      assertThat(operator.post(PAGE, PAGE + "/pause", Map.of("reason", "maintenance")).body())
          .contains("The job is paused.", "paused since");
      assertThat(operator.post(PAGE, PAGE + "/pause", Map.of("reason", "again")).body())
          .contains("LT-2034");
      assertThat(operator.post(PAGE, PAGE + "/resume", Map.of("reason", "over")).body())
          .contains("The job runs at its times again.");
      assertThat(
              operator
                  .post(
                      PAGE,
                      PAGE + "/timetable",
                      Map.of("reason", "less often", "timetable", "every 6h"))
                  .body())
          .contains("The job has other times.", "every 6h", "(set by an operator)");
      assertThat(
              operator
                  .post(PAGE, PAGE + "/dry-run", Map.of("reason", "to see", "full", "true"))
                  .body())
          .contains("A dry run: nothing was written", "full dry-run");
    }
  }

  @Test
  void what_is_wrong_is_told_beside_its_field_and_nothing_is_done() throws Exception {
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      HttpResponse<String> noReason = operator.post(PAGE, PAGE + "/pause", Map.of("reason", " "));
      assertThat(noReason.statusCode()).isEqualTo(400);
      assertThat(noReason.body()).contains("id=\"reason-problem\"><strong>LT-");
      HttpResponse<String> noTimes =
          operator.post(
              PAGE, PAGE + "/timetable", Map.of("reason", "why", "timetable", "each morning"));
      assertThat(noTimes.statusCode()).isEqualTo(422);
      assertThat(noTimes.body())
          .contains("id=\"timetable-problem\"><strong>LT-2031", "value=\"each morning\"");
      assertThat(desk.standing(JOB).pausedAt()).isEmpty();
      assertThat(desk.standing(JOB).changed()).isFalse();
      assertThat(
              operator
                  .post(
                      PAGE,
                      PAGE + "/cancel",
                      Map.of(
                          "reason",
                          "why",
                          "run",
                          desk.standing(JOB).last().orElseThrow().id().toString()))
                  .body())
          .as("a run that has ended")
          .contains("id=\"act-problem\"><strong>LT-2037");
      HttpResponse<String> unknown = operator.get("/jobs/nothing");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("LT-2010");
    }
  }

  @Test
  void an_auditor_looks_and_changes_nothing() throws Exception {
    try (PageReader auditor = PageReader.signedIn(hub, "auditor")) {
      assertThat(auditor.get(PAGE).body()).contains(JOB).doesNotContain("id=\"run\"");
      assertThat(auditor.post("/", PAGE + "/pause", Map.of("reason", "why")).statusCode())
          .isEqualTo(403);
      assertThat(desk.standing(JOB).pausedAt()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({"vi,1280", "vi,400", "en,1280", "en,400"})
  void every_page_fits_its_window(String language, int width) throws Exception {
    JobRun run = desk.standing(JOB).last().orElseThrow();
    try (Browser browser = new Browser(language, width)) {
      browser.open(hub.address() + "/");
      browser.press("operator", TAB, hub.passwords().getOrDefault("operator", ""), ENTER);
      assertThat(browser.text("nav.pages")).isNotEmpty();
      look(browser, "/jobs", "jobs");
      look(browser, PAGE, "job");
      look(browser, PAGE + "/runs/" + run.id(), "run");
      look(browser, "/jobs/nothing", "no-job");
    }
  }

  private void look(Browser browser, String path, String name) throws Exception {
    browser.open(hub.address() + path);
    assertThat(browser.text("main")).isNotEmpty();
    browser.wholeScreenshot(
        Path.of(
            "target/screenshots/%s-%s-%d.png"
                .formatted(name, browser.language(), browser.width())));
    assertThat(
            browser
                .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                .asBoolean())
        .as("%s fits the window", path)
        .isTrue();
  }
}
