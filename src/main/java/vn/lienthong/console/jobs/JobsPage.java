package vn.lienthong.console.jobs;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.FormProblem;
import vn.lienthong.console.Frame;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.RunDifferences;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Jobs at /jobs: how they stand, their history, and what operators do about them. */
@Controller
@RequestMapping("/jobs")
final class JobsPage {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int LINES = 20;
  private static final int MOST_DIFFERENCES = 200;

  private final JobDesk desk;
  private final JobRuns runs;

  JobsPage(JobDesk desk, JobRuns runs) {
    this.desk = desk;
    this.runs = runs;
  }

  @GetMapping
  String jobs(Model model) {
    model.addAttribute("jobs", desk.standings());
    return "jobs";
  }

  @GetMapping("/{name}")
  String job(
      @PathVariable String name,
      @RequestParam Optional<UUID> before,
      Model model,
      HttpServletResponse response) {
    return known(
        response,
        model,
        () -> page(name, before, new Typed("", "", "", ""), Optional.empty(), model));
  }

  /** What stands in the forms of a job's page. */
  record Typed(String reason, String timetable, String from, String to) {}

  private String page(
      String name, Optional<UUID> before, Typed typed, Optional<FormProblem> problem, Model model) {
    List<JobRun> history = desk.history(name, before, LINES);
    model.addAttribute("job", desk.standing(name));
    model.addAttribute("runs", history);
    model.addAttribute(
        "older", history.size() < LINES ? Optional.empty() : Optional.of(history.getLast().id()));
    model.addAttribute("backfills", desk.backfills(name, LINES));
    model.addAttribute("typed", typed);
    model.addAttribute("problem", problem);
    return "job";
  }

  @GetMapping("/{name}/runs/{run}")
  String run(
      @PathVariable String name,
      @PathVariable UUID run,
      Model model,
      HttpServletResponse response) {
    return known(response, model, () -> page(desk.run(name, run), model));
  }

  private String page(JobRun run, Model model) {
    model.addAttribute("run", run);
    List<RunDifferences.Difference> found = desk.differences(run, MOST_DIFFERENCES + 1);
    model.addAttribute("differences", found.stream().limit(MOST_DIFFERENCES).toList());
    model.addAttribute("more", found.size() > MOST_DIFFERENCES);
    return "job-run";
  }

  /** What names no job and no run of it is told on a page. */
  private static String known(HttpServletResponse response, Model model, Page page) {
    try {
      return page.name();
    } catch (HubException e) {
      if (e.error().httpStatus() != 404) {
        throw e;
      }
      response.setStatus(404);
      model.addAttribute("error", e.error().code());
      return "unknown-job";
    }
  }

  /** Fills a page. */
  private interface Page {
    String name();
  }

  /** Nothing of a dry run is stored: its page is all there is of it. */
  @PostMapping("/{name}/dry-run")
  String dryRun(
      @PathVariable String name,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean full,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response) {
    return known(
        response,
        model,
        () -> {
          Optional<FormProblem> problem = FormProblem.ofReason(reason, frame.texts());
          if (problem.isPresent()) {
            return refused(name, new Typed(reason, "", "", ""), problem.get(), model, response);
          }
          return page(
              runs.runNow(name, frame.user(), reason.strip(), new RunOptions(full, true, false)),
              model);
        });
  }

  /** Does one thing about a job: an empty timetable is that of the settings. */
  @PostMapping("/{name}/{act:run|pause|resume|cancel|timetable|backfill}")
  String act(
      @PathVariable String name,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean full,
      @RequestParam Optional<UUID> run,
      @RequestParam(defaultValue = "") String timetable,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Typed typed = new Typed(reason, timetable, from, to);
    return known(
        response,
        model,
        () -> {
          Optional<FormProblem> wrong = FormProblem.ofReason(reason, frame.texts());
          if (wrong.isPresent()) {
            return refused(name, typed, wrong.get(), model, response);
          }
          try {
            act(name, act, new JobDesk.By(frame.user(), reason.strip()), full, run, typed);
          } catch (HubException e) {
            if (e.error() == HubError.JOB_UNKNOWN) {
              throw e;
            }
            FormProblem problem = FormProblem.of(fieldOf(e), e, frame.texts());
            return refused(name, typed, problem, model, response);
          }
          next.addFlashAttribute("done", frame.texts().text("page.job." + act + ".done"));
          next.addAttribute("name", name);
          return "redirect:/jobs/{name}";
        });
  }

  private void act(
      String name, String act, JobDesk.By by, boolean full, Optional<UUID> run, Typed typed) {
    switch (act) {
      case "run" ->
          runs.beginNow(name, by.operator(), by.reason(), new RunOptions(full, false, false));
      case "pause" -> desk.pause(name, by);
      case "resume" -> desk.resume(name, by);
      case "cancel" ->
          desk.cancel(name, run.orElseThrow(() -> new HubException(HubError.RUN_UNKNOWN, "-")), by);
      case "timetable" ->
          desk.reschedule(
              name, Optional.of(typed.timetable().strip()).filter(said -> !said.isEmpty()), by);
      case "backfill" ->
          desk.backfill(name, moment("from", typed.from()), moment("to", typed.to()), by);
      default -> throw new IllegalArgumentException(act);
    }
  }

  /** Reads what a field of type datetime-local holds. */
  private static Instant moment(String field, String text) {
    try {
      return LocalDateTime.parse(text).atZone(ZONE).toInstant();
    } catch (DateTimeException e) {
      throw new HubException(e, HubError.CALL_FIELD_WRONG, field, text.isEmpty() ? "-" : text);
    }
  }

  private static String fieldOf(HubException e) {
    return switch (e.error()) {
      case TIMETABLE_WRONG -> "timetable";
      case WINDOW_IMPOSSIBLE, BACKFILL_OVERLAPS, JOB_HAS_NO_PAST -> "from";
      case CALL_FIELD_WRONG -> e.field().orElse("act");
      default -> "act";
    };
  }

  private String refused(
      String name, Typed typed, FormProblem problem, Model model, HttpServletResponse response) {
    response.setStatus(problem.status());
    return page(name, Optional.empty(), typed, Optional.of(problem), model);
  }
}
