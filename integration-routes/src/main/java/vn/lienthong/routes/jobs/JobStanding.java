package vn.lienthong.routes.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * How a job stands.
 *
 * @param timetable when it runs by itself
 * @param changed true when an operator said so, and not the settings
 * @param pausedAt since when it is paused
 * @param next when it runs next; empty when it does not, or runs now
 * @param running the run under way
 * @param last the last run that ended
 * @param late what the alarm says of it
 */
public record JobStanding(
    Job job,
    Timetable timetable,
    boolean changed,
    Optional<Instant> pausedAt,
    Optional<Instant> next,
    Optional<JobRun> running,
    Optional<JobRun> last,
    Optional<Late> late) {

  /**
   * Two times have passed and no run reached its end.
   *
   * @param since the first of these times
   * @param stuck true when a run is under way that does not end, false when there is none
   */
  public record Late(Instant since, boolean stuck) {}
}
