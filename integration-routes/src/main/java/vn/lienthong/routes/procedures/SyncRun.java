package vn.lienthong.routes.procedures;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.routes.jobs.RunProgress;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.jobs.RunResult;

/** One run on its way through the steps, with what it did so far. One thread at a time. */
final class SyncRun {
  private final RunRequest request;
  private final RunProgress progress;
  private final List<Differences.Found> differences = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int added;
  private int changed;
  private int withdrawn;
  private int unchanged;
  private int refused;
  private int proposed;
  private int unread;

  SyncRun(RunRequest request, RunProgress progress) {
    this.request = request;
    this.progress = progress;
  }

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
    UNCHANGED,
    REFUSED,
    UNREAD
  }

  void count(End end) {
    switch (end) {
      case ADDED -> added++;
      case CHANGED -> changed++;
      case WITHDRAWN -> withdrawn++;
      case UNCHANGED -> unchanged++;
      case REFUSED -> refused++;
      case UNREAD -> unread++;
    }
  }

  void proposed(int proposals) {
    proposed += proposals;
  }

  /** Only a dry run keeps differences here; others keep them in the database. */
  void found(List<Differences.Found> found) {
    if (isDry()) {
      differences.addAll(found);
    }
  }

  void odd(List<Finding> more) {
    findings.addAll(more);
  }

  int unread() {
    return unread;
  }

  RunResult.Counts counts() {
    return new RunResult.Counts(added, changed, withdrawn, unchanged, refused + unread, proposed);
  }

  List<Differences.Found> differences() {
    return List.copyOf(differences);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
