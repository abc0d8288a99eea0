package vn.lienthong.routes.jobs;

/**
 * A piece of work with a name that says what it does. Each bean of this type is scheduled.
 *
 * @param name such as procedures-from-npsp
 * @param sentence what it does, for the operator
 * @param cron second minute hour day month weekday, in Asia/Ho_Chi_Minh; "-" = by hand only
 * @param work what a run does
 */
public record Job(String name, String sentence, String cron, Work work) {

  /** What a run does. It ends early when {@link RunProgress#isCancelled()}. */
  @FunctionalInterface
  public interface Work {
    RunResult run(RunRequest request, RunProgress progress);
  }
}
