package vn.lienthong.console.jobs;

import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.routes.jobs.Backfill;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.RunDifferences;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** /api/v1/jobs of contract hub/operations.yaml: for people and their scripts. */
@RestController
@RequestMapping("/api/v1/jobs")
final class JobsApi {
  private static final int MOST_DIFFERENCES = 10_000;
  private static final int MOST_LINES = 500;

  private final JobDesk desk;
  private final JobRuns runs;
  private final Asked asked = new Asked();

  JobsApi(JobDesk desk, JobRuns runs) {
    this.desk = desk;
    this.runs = runs;
  }

  /** Some runs, and where older ones are. */
  record Page(List<RunView> runs, Optional<String> next) {}

  /** A run and what it found to differ. */
  record Found(RunView run, List<RunDifferences.Difference> differences) {}

  @GetMapping
  List<JobView> list() {
    return desk.standings().stream().map(JobView::of).toList();
  }

  @GetMapping("/{name}")
  JobView show(@PathVariable String name) {
    return JobView.of(desk.standing(name));
  }

  @GetMapping("/{name}/runs")
  Page history(
      @PathVariable String name,
      @RequestParam Optional<String> before,
      @RequestParam(defaultValue = "50") String limit) {
    int most = limit(limit);
    List<JobRun> found = desk.history(name, before.map(id -> id("before", id)), most);
    Optional<String> next =
        found.size() < most
            ? Optional.empty()
            : Optional.of(
                "/api/v1/jobs/%s/runs?limit=%d&before=%s"
                    .formatted(name, most, found.getLast().id()));
    return new Page(found.stream().map(RunView::of).toList(), next);
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_LINES) {
        return limit;
      }
    } catch (NumberFormatException _) {
      throw new HubException(HubError.CALL_FIELD_WRONG, "limit", text);
    }
    throw new HubException(HubError.CALL_FIELD_WRONG, "limit", text + ", not 1 to " + MOST_LINES);
  }

  private static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(e, HubError.CALL_FIELD_WRONG, field, text);
    }
  }

  @GetMapping("/{name}/runs/{run}")
  Found run(@PathVariable String name, @PathVariable String run) {
    JobRun found = desk.run(name, id("run", run));
    return new Found(RunView.of(found), desk.differences(found, MOST_DIFFERENCES));
  }

  @PostMapping(path = "/{name}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RunView> runNow(
      @PathVariable String name, @RequestBody byte[] body, Principal who) {
    Asked.Run run = asked.read(body, Asked.Run.class);
    JobDesk.By by = by(who, run.reason());
    JobRun begun =
        runs.beginNow(
            name, by.operator(), by.reason(), new RunOptions(run.full(), false, run.acceptList()));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/jobs/" + name + "/runs/" + begun.id()))
        .body(RunView.of(begun));
  }

  @PostMapping(path = "/{name}/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
  Found dryRun(@PathVariable String name, @RequestBody byte[] body, Principal who) {
    Asked.Run run = asked.read(body, Asked.Run.class);
    JobDesk.By by = by(who, run.reason());
    JobRun ended =
        runs.runNow(
            name, by.operator(), by.reason(), new RunOptions(run.full(), true, run.acceptList()));
    return new Found(RunView.of(ended), desk.differences(ended, MOST_DIFFERENCES));
  }

  @PostMapping(path = "/{name}/runs/{run}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RunView> cancel(
      @PathVariable String name,
      @PathVariable String run,
      @RequestBody byte[] body,
      Principal who) {
    UUID id = id("run", run);
    desk.cancel(name, id, by(who, asked.read(body, Asked.Act.class).reason()));
    return ResponseEntity.accepted().body(RunView.of(desk.run(name, id)));
  }

  @PostMapping(path = "/{name}/pause", consumes = MediaType.APPLICATION_JSON_VALUE)
  JobView pause(@PathVariable String name, @RequestBody byte[] body, Principal who) {
    desk.pause(name, by(who, asked.read(body, Asked.Act.class).reason()));
    return show(name);
  }

  @PostMapping(path = "/{name}/resume", consumes = MediaType.APPLICATION_JSON_VALUE)
  JobView resume(@PathVariable String name, @RequestBody byte[] body, Principal who) {
    desk.resume(name, by(who, asked.read(body, Asked.Act.class).reason()));
    return show(name);
  }

  @PutMapping(path = "/{name}/timetable", consumes = MediaType.APPLICATION_JSON_VALUE)
  JobView reschedule(@PathVariable String name, @RequestBody byte[] body, Principal who) {
    Asked.Times times = asked.read(body, Asked.Times.class);
    desk.reschedule(name, times.timetable(), by(who, times.reason()));
    return show(name);
  }

  @GetMapping("/{name}/backfills")
  List<Backfill> backfills(@PathVariable String name) {
    return desk.backfills(name, MOST_LINES);
  }

  @PostMapping(path = "/{name}/backfills", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Backfill> backfill(
      @PathVariable String name, @RequestBody byte[] body, Principal who) {
    Asked.Fill fill = asked.read(body, Asked.Fill.class);
    Instant from = Asked.needed(fill.from(), "from");
    Instant to = Asked.needed(fill.to(), "to");
    return ResponseEntity.accepted().body(desk.backfill(name, from, to, by(who, fill.reason())));
  }

  private static JobDesk.By by(Principal who, Optional<String> reason) {
    return new JobDesk.By(who.getName(), Asked.needed(reason, "reason"));
  }
}
