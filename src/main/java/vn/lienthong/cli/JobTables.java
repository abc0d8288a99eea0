package vn.lienthong.cli;

import java.util.List;
import java.util.Optional;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.console.jobs.JobView;
import vn.lienthong.console.jobs.RunView;
import vn.lienthong.routes.jobs.Backfill;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.JobStanding;
import vn.lienthong.routes.jobs.RunDifferences;
import vn.lienthong.routes.jobs.RunResult;

/** What {@code ./hub jobs} prints. */
final class JobTables {
  private static final List<String> OF_RUNS =
      List.of("id", "started", "by", "state", "progress", "counts", "log", "problem");

  private final Listing out;
  private final Texts texts;

  JobTables(Listing out, Texts texts) {
    this.out = out;
    this.texts = texts;
  }

  /** A job and all about it, as JSON. */
  record Whole(JobView job, List<RunView> runs, List<Backfill> backfills) {}

  /** A run and what it found, as JSON. */
  record Found(RunView run, List<RunDifferences.Difference> differences) {}

  void jobs(List<JobStanding> jobs) {
    out.json(jobs.stream().map(JobView::of).toList());
    out.table(
        jobs,
        List.of("job", "times", "next", "running", "last", "state", "does"),
        one ->
            List.of(
                one.job().name(),
                one.timetable().text(),
                next(one),
                one.running().map(JobTables::progress).orElse(""),
                LocalMoment.of(one.last().map(JobRun::startedAt)),
                one.last().map(run -> texts.text("state." + run.state())).orElse("-"),
                does(one)));
    jobs.stream().flatMap(one -> late(one).stream()).forEach(out::note);
  }

  private String does(JobStanding job) {
    return texts.language() == Language.VIETNAMESE
        ? job.job().sentence().vietnamese()
        : job.job().sentence().english();
  }

  private String next(JobStanding job) {
    return job.pausedAt().isPresent()
        ? texts.text("jobs.paused", LocalMoment.of(job.pausedAt()))
        : LocalMoment.of(job.next());
  }

  private Optional<String> late(JobStanding job) {
    return job.late()
        .map(
            late ->
                texts.text(
                    late.stuck() ? "jobs.stuck" : "jobs.silent",
                    job.job().name(),
                    LocalMoment.of(late.since())));
  }

  /** The job's times in one sentence. */
  String sentence(JobStanding job) {
    return texts.text("jobs.times", job.job().name(), job.timetable().text(), next(job));
  }

  void job(JobStanding job, List<JobRun> runs, List<Backfill> backfills) {
    out.json(new Whole(JobView.of(job), runs.stream().map(RunView::of).toList(), backfills));
    out.note(does(job));
    out.note(sentence(job));
    late(job).ifPresent(out::note);
    table(runs);
    if (!backfills.isEmpty()) {
      out.table(
          backfills,
          List.of("id", "from", "to", "until", "state", "by", "reason"),
          one ->
              List.of(
                  one.id().toString(),
                  LocalMoment.of(one.window().from()),
                  LocalMoment.of(one.window().to()),
                  LocalMoment.of(one.doneTo()),
                  texts.text("backfill." + one.state()),
                  one.operator(),
                  one.reason()));
    }
  }

  void runs(List<JobRun> runs) {
    out.json(runs.stream().map(RunView::of).toList());
    table(runs);
  }

  private void table(List<JobRun> runs) {
    out.table(
        runs,
        OF_RUNS,
        one ->
            List.of(
                one.id().toString(),
                LocalMoment.of(one.startedAt()),
                by(one),
                texts.text("state." + one.state()),
                progress(one),
                counts(one.counts()),
                log(one),
                one.errorCode().or(one::errorText).orElse("")));
  }

  private String by(JobRun run) {
    return run.asker()
        .map(one -> one.name() + ": " + one.reason())
        .orElseGet(() -> texts.text("jobs.by.schedule"));
  }

  private static String progress(JobRun run) {
    String units = run.done() + "/" + run.total();
    return run.state() == JobRun.State.RUNNING ? ProgressBar.line(run) : units;
  }

  private static String counts(RunResult.Counts counts) {
    return "+%d ~%d -%d =%d ?%d !%d"
        .formatted(
            counts.added(),
            counts.changed(),
            counts.withdrawn(),
            counts.unchanged(),
            counts.proposed(),
            counts.refused());
  }

  private static String log(JobRun run) {
    return run.log()
        .map(places -> places.from() + "–" + places.to().map(Object::toString).orElse("…"))
        .orElse("");
  }

  /** One run in full, with what to do when it did not do all. */
  void run(JobRun run, List<RunDifferences.Difference> differences) {
    out.json(new Found(RunView.of(run), differences));
    RunResult.Counts counts = run.counts();
    out.note(
        texts.text(
            "jobs.run",
            run.job(),
            texts.text("state." + run.state()),
            counts.added(),
            counts.changed(),
            counts.withdrawn(),
            counts.unchanged(),
            counts.proposed(),
            counts.refused(),
            run.done(),
            run.total(),
            log(run)));
    run.cancelled()
        .ifPresent(one -> out.note(texts.text("jobs.cancelled.by", one.by(), one.reason())));
    run.errorText().ifPresent(out::note);
    run.errorCode().map(texts::advice).ifPresent(out::note);
    if (!differences.isEmpty()) {
      out.table(
          differences,
          List.of("code", "outcome", "field", "before", "after"),
          one ->
              List.of(
                  one.about(),
                  texts.text(one.waits() ? "procedures.waits" : "procedures.applied"),
                  one.field(),
                  one.before().orElse(""),
                  one.after().orElse("")));
    }
  }
}
