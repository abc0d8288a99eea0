package vn.lienthong.routes.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * A piece of work with a name that says what it does. Each bean of this type is scheduled. It never
 * runs twice at a time, over all nodes: who comes while it runs by schedule is noted as skipped,
 * who comes by hand is told so.
 *
 * @param name such as procedures-from-npsp; also the id of the route that its work goes through
 * @param sentence what it does, for the operator, in both languages
 * @param timetable when it runs by itself, unless an operator has said otherwise
 * @param misfire what becomes of a time that passed while no node was up
 * @param work what a run does
 * @param past how it works through a window of the past; empty where a run always does everything
 */
public record Job(
    String name,
    Sentence sentence,
    Timetable timetable,
    Misfire misfire,
    Work work,
    Optional<Past> past) {

  /** A sentence in both languages. */
  public record Sentence(String vietnamese, String english) {}

  /** What becomes of times that passed while no node was up. */
  public enum Misfire {
    /** One run makes up for all of them. */
    RUN_ONCE,
    /** They are left out; the next run is at the next time. */
    LEAVE_OUT
  }

  /** What a run does. It ends early when {@link RunProgress#isCancelled()}. */
  @FunctionalInterface
  public interface Work {
    RunResult run(RunRequest request, RunProgress progress);
  }

  /**
   * Work on a window of the past, slice by slice: what of a slice is done twice has the effect of
   * once, because a kill in its middle makes the next run begin the slice anew.
   *
   * @param slice the longest window that is done in one go
   */
  public record Past(Duration slice, WindowWork work) {}

  /** What is done about one slice. */
  @FunctionalInterface
  public interface WindowWork {
    RunResult run(RunRequest request, Window slice, RunProgress progress);
  }
}
