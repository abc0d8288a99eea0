package vn.lienthong.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was run and what came of it.
 *
 * @param kind what was to be proved
 * @param seed where all chance came from
 * @param began UTC
 * @param seconds from the first fault to rest
 * @param machine where
 * @param faults that took place, by kind
 * @param balance of all messages
 * @param log of the message log
 * @param memory of the hub
 * @param figures what this kind measures beside
 * @param misses why the run failed; none when it did not
 */
record ProveReport(
    String kind,
    long seed,
    String began,
    double seconds,
    Machine machine,
    Map<String, Integer> faults,
    Balance balance,
    Log log,
    Memory memory,
    Map<String, Double> figures,
    List<String> misses) {

  ProveReport {
    misses = List.copyOf(misses);
  }

  /** Where it ran. */
  record Machine(int processors, String java, String system) {
    static Machine here() {
      return new Machine(
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.vendor.version") + " " + System.getProperty("java.version"),
          System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
  }

  /**
   * The exported log.
   *
   * @param verdict VALID, INVALID or INDETERMINATE
   * @param entries covered
   * @param checkpoints kept outside during the run, which it and the logs before it extend
   * @param answersToOlderLog answers whose requests stand in the log before a restore, where
   *     nothing else keeps this one from being VALID
   */
  record Log(String verdict, long entries, int checkpoints, long answersToOlderLog) {
    boolean holds() {
      return verdict.equals("VALID") || answersToOlderLog > 0;
    }
  }

  /**
   * Resident set in MB.
   *
   * @param peakMb largest of any hub process of the run
   * @param endMb of the last one at the end
   */
  record Memory(long peakMb, long endMb) {
    /** A hub with the usual heap of 512 MB keeps below it. */
    static final long MOST_MB = 1_024;
  }

  int faultsDone() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Adds the misses that the figures themselves show. */
  ProveReport judged() {
    List<String> all = new ArrayList<>(misses);
    if (faultsDone() == 0) {
      all.add("no fault took place: nothing is proved");
    }
    if (balance.messages() == 0) {
      all.add("no message was told: nothing is proved");
    }
    if (!balance.isEven()) {
      all.addAll(balance.examples());
    }
    if (!log.holds()) {
      all.add("the log is " + log.verdict());
    }
    if (memory.peakMb() > Memory.MOST_MB) {
      all.add("the hub took " + memory.peakMb() + " MB of memory");
    }
    return new ProveReport(
        kind, seed, began, seconds, machine, faults, balance, log, memory, figures, all);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s, seed %d: %d faults in %.0f s%n".formatted(kind, seed, faultsDone(), seconds));
    faults.forEach((fault, count) -> text.append("  %5d  %s%n".formatted(count, fault)));
    text.append(
        "messages %d (steps %d) of %d dossiers · effects %d · superseded %d · repeated updates %d (%d late)%n"
            .formatted(
                balance.messages(),
                balance.steps(),
                balance.dossiers(),
                balance.effects(),
                balance.superseded(),
                balance.repeated(),
                balance.repeatedLate()));
    text.append(
        "lost %d · doubled %d · out of order %d · wrong state %d · not acknowledged %d%n"
            .formatted(
                balance.lost(),
                balance.doubled(),
                balance.outOfOrder(),
                balance.wrongState(),
                balance.unacknowledged()));
    text.append(
        "log %s, %d entries, extends %d checkpoints kept outside%n"
            .formatted(log.verdict(), log.entries(), log.checkpoints()));
    if (log.answersToOlderLog() > 0) {
      text.append(
          "  only because %d answers are to calls of the log before the restore%n"
              .formatted(log.answersToOlderLog()));
    }
    text.append(
        "hub's memory: at most %d MB, %d MB at the end%n"
            .formatted(memory.peakMb(), memory.endMb()));
    figures.forEach((name, value) -> text.append("%s: %.2f%n".formatted(name, value)));
    misses.forEach(miss -> text.append("MISS ").append(miss).append('\n'));
    return text.append(misses.isEmpty() ? "holds\n" : "does not hold\n").toString();
  }
}
