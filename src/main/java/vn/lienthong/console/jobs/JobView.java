package vn.lienthong.console.jobs;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.routes.jobs.Job;
import vn.lienthong.routes.jobs.JobStanding;

/**
 * A job as programs read it; schema Job of the contract.
 *
 * @param changed true when an operator set the timetable, false when it is that of the settings
 * @param fillsThePast true when a window of the past can be worked through
 * @param lateSince two of its times have passed without an end of a run: the first of them
 * @param stuck true when it is late and a run is under way
 */
public record JobView(
    String name,
    String doesVi,
    String does,
    String timetable,
    boolean changed,
    Job.Misfire misfire,
    boolean fillsThePast,
    Optional<Instant> pausedAt,
    Optional<Instant> nextAt,
    Optional<RunView> running,
    Optional<RunView> last,
    Optional<Instant> lateSince,
    boolean stuck) {

  /** The standing in this form. */
  public static JobView of(JobStanding standing) {
    Job job = standing.job();
    return new JobView(
        job.name(),
        job.sentence().vietnamese(),
        job.sentence().english(),
        standing.timetable().text(),
        standing.changed(),
        job.misfire(),
        job.past().isPresent(),
        standing.pausedAt(),
        standing.next(),
        standing.running().map(RunView::of),
        standing.last().map(RunView::of),
        standing.late().map(JobStanding.Late::since),
        standing.late().filter(JobStanding.Late::stuck).isPresent());
  }
}
