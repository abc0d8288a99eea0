package vn.lienthong.routes.jobs;

/**
 * A piece of work with a name that says what it does. Each bean of this type is scheduled. It never
 * runs twice at a time, over all nodes: who comes while it runs by schedule is noted as skipped,
 * who comes by hand is told so.
 *
 * @param name such as procedures-from-npsp
 * @param sentence what it does, for the operator
 * @param cron when it runs by itself
 * @param work what a run does
 */
public record Job(String name, String sentence, Cron cron, Work work) {

  /** What a run does. It ends early when {@link RunProgress#isCancelled()}. */
  @FunctionalInterface
  public interface Work {
    RunResult run(RunRequest request, RunProgress progress);
  }
}
