package vn.lienthong.routes.procedures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.routes.jobs.RunProgress;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.jobs.RunResult;

/** One run on its way through the steps, with what it did so far. One thread at a time. */
final class SyncRun {
  private static final int EXAMPLES = 5;

  private final RunRequest request;
  private final RunProgress progress;
  private final Dry dry = new Dry(new ArrayList<>(), new HashSet<>(), new HashMap<>());
  private final List<Detail.Missing> examples = new ArrayList<>();
  private int added;
  private int changed;
  private int withdrawn;
  private int unchanged;
  private int refused;
  private int proposed;

  SyncRun(RunRequest request, RunProgress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * What a dry run saw, and keeps nowhere else.
   *
   * @param differences what it would have applied or proposed
   * @param listed codes of the national list
   * @param readings what it read, by code
   */
  record Dry(
      List<Differences.Found> differences,
      Set<String> listed,
      Map<String, Readings.Known> readings) {}

  RunRequest request() {
    return request;
  }

  RunProgress progress() {
    return progress;
  }

  boolean isDry() {
    return request.options().dryRun();
  }

  /** How one procedure ended. */
  enum End {
    ADDED,
    CHANGED,
    WITHDRAWN,
    UNCHANGED
  }

  void count(End end) {
    switch (end) {
      case ADDED -> added++;
      case CHANGED -> changed++;
      case WITHDRAWN -> withdrawn++;
      case UNCHANGED -> unchanged++;
    }
  }

  void proposed(int proposals) {
    proposed += proposals;
  }

  /** Details that the run did not get. */
  void missed(List<Detail.Missing> details) {
    refused += details.size();
    details.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
  }

  int missed() {
    return refused;
  }

  /** Some of what was missed, each with its reason. */
  String examples() {
    return examples.stream()
        .map(one -> one.item().code() + " (" + one.error().code() + " " + one.text() + ")")
        .collect(Collectors.joining(", "));
  }

  RunResult.Counts counts() {
    return new RunResult.Counts(added, changed, withdrawn, unchanged, refused, proposed);
  }

  /** What a dry run saw; stays empty in others, whose findings are in the database. */
  Dry dry() {
    return dry;
  }
}
