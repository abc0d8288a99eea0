package vn.lienthong.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.console.jobs.JobView;
import vn.lienthong.routes.jobs.Backfill;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.JobStanding;
import vn.lienthong.routes.jobs.RunOptions;

/** {@code ./hub jobs}: what runs when, what came of it, and changing that. */
@Command(
    name = "jobs",
    description = "Jobs: when they run, what came of it; run, fill the past, pause, cancel.")
final class JobsCommand {
  private static final int ALL = 10_000;
  private static final Duration LOOK = Duration.ofMillis(500);

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  /** The job that a verb is about. */
  static final class Named {
    @Parameters(index = "0", paramLabel = "JOB", description = "Name of a job, as list shows it.")
    private String job = "";
  }

  /** How much of the work a run does. */
  static final class Extent {
    @Option(names = "--full", description = "Everything anew, not only what is due.")
    private boolean full;

    @Option(
        names = "--accept-list",
        description = "Takes a national list that lost many procedures or repeats codes.")
    private boolean acceptList;

    RunOptions options(boolean dryRun) {
      return new RunOptions(full, dryRun, acceptList);
    }
  }

  @Command(name = "list", description = "All jobs: their times, what runs, what ended last.")
  int list(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          List<JobStanding> jobs = hub.getBean(JobDesk.class).standings();
          new JobTables(out, verb.texts()).jobs(jobs);
          return jobs.stream().anyMatch(job -> job.late().isPresent()) ? 1 : 0;
        });
  }

  @Command(name = "show", description = "One job with its last runs and backfills.")
  int show(@Mixin HubVerb verb, @Mixin Named named) {
    return verb.with(
        (hub, out) -> {
          JobDesk desk = hub.getBean(JobDesk.class);
          new JobTables(out, verb.texts())
              .job(
                  desk.standing(named.job),
                  desk.history(named.job, Optional.empty(), 5),
                  desk.backfills(named.job, 5));
          return 0;
        });
  }

  @Command(name = "history", description = "Runs, the newest first; with --run: one, in full.")
  int history(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Option(names = "--run", paramLabel = "ID", description = "Only this run, with differences.")
          Optional<UUID> run,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          JobDesk desk = hub.getBean(JobDesk.class);
          JobTables tables = new JobTables(out, verb.texts());
          if (run.isPresent()) {
            JobRun found = desk.run(named.job, run.get());
            tables.run(found, desk.differences(found, limit.value()));
          } else {
            tables.runs(desk.history(named.job, Optional.empty(), limit.value()));
          }
          return 0;
        });
  }

  @Command(name = "run", description = "Runs a job now and shows how far it is.")
  int run(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Mixin OperatorOptions operator,
      @Mixin Extent extent) {
    return verb.through(
        named.job,
        (hub, out) -> {
          JobRun begun =
              hub.getBean(JobRuns.class)
                  .beginNow(
                      named.job, operator.operator(), operator.reason(), extent.options(false));
          JobRun ended = watched(hub.getBean(JobDesk.class), begun);
          return told(hub, verb, out, ended);
        });
  }

  @Command(name = "dry-run", description = "Says all that a run would do; writes nothing.")
  int dryRun(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Mixin OperatorOptions operator,
      @Mixin Extent extent) {
    return verb.through(
        named.job,
        (hub, out) ->
            told(
                hub,
                verb,
                out,
                hub.getBean(JobRuns.class)
                    .runNow(
                        named.job, operator.operator(), operator.reason(), extent.options(true))));
  }

  private static int told(
      ConfigurableApplicationContext hub, HubVerb verb, Listing out, JobRun run) {
    new JobTables(out, verb.texts()).run(run, hub.getBean(JobDesk.class).differences(run, ALL));
    return run.state() == JobRun.State.SUCCEEDED ? 0 : 1;
  }

  private static JobRun watched(JobDesk desk, JobRun begun) {
    JobRun run = begun;
    try (ProgressBar bar = new ProgressBar()) {
      while (run.state() == JobRun.State.RUNNING) {
        bar.show(run);
        LockSupport.parkNanos(LOOK.toNanos());
        run = desk.run(run.job(), run.id());
      }
      return run;
    }
  }

  @Command(
      name = "backfill",
      description = "Works through a window of the past; a running hub begins at once.")
  int backfill(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Mixin OperatorOptions operator,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              required = true,
              description = "Its begin, such as 2026-11-24T08:00 in Viet Nam.")
          Instant from,
      @Option(names = "--to", paramLabel = "TIME", required = true, description = "Its end.")
          Instant to) {
    return verb.with(
        (hub, out) -> {
          Backfill asked = hub.getBean(JobDesk.class).backfill(named.job, from, to, by(operator));
          out.say(asked, verb.texts().text("jobs.backfill", asked.id().toString(), named.job));
          return 0;
        });
  }

  @Command(name = "pause", description = "Lets the job's times pass; what runs goes on.")
  int pause(@Mixin HubVerb verb, @Mixin Named named, @Mixin OperatorOptions operator) {
    return changed(verb, named, desk -> desk.pause(named.job, by(operator)));
  }

  @Command(name = "resume", description = "Lets the job run at its times again.")
  int resume(@Mixin HubVerb verb, @Mixin Named named, @Mixin OperatorOptions operator) {
    return changed(verb, named, desk -> desk.resume(named.job, by(operator)));
  }

  @Command(
      name = "reschedule",
      description = "Says when the job runs; without TIMES: as the settings say.")
  int reschedule(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Parameters(
              index = "1",
              paramLabel = "TIMES",
              arity = "0..1",
              description =
                  "A cron (\"0 30 6 * * *\"), an interval (\"every 15m\") or - for never.")
          Optional<String> times,
      @Mixin OperatorOptions operator) {
    return changed(verb, named, desk -> desk.reschedule(named.job, times, by(operator)));
  }

  @Command(name = "cancel", description = "Ends a run early; what it did stays.")
  int cancel(
      @Mixin HubVerb verb,
      @Mixin Named named,
      @Parameters(
              index = "1",
              paramLabel = "RUN",
              description = "Id of the run, as history shows it.")
          UUID run,
      @Mixin OperatorOptions operator) {
    return verb.with(
        (hub, out) -> {
          JobDesk desk = hub.getBean(JobDesk.class);
          desk.cancel(named.job, run, by(operator));
          out.say(desk.run(named.job, run), verb.texts().text("jobs.cancelled", run.toString()));
          return 0;
        });
  }

  /** Something that is done about a job. */
  private interface Change {
    void make(JobDesk desk);
  }

  private static int changed(HubVerb verb, Named named, Change change) {
    return verb.with(
        (hub, out) -> {
          JobDesk desk = hub.getBean(JobDesk.class);
          change.make(desk);
          JobStanding standing = desk.standing(named.job);
          out.say(JobView.of(standing), new JobTables(out, verb.texts()).sentence(standing));
          return 0;
        });
  }

  private static JobDesk.By by(OperatorOptions operator) {
    return new JobDesk.By(operator.operator(), operator.reason());
  }
}
