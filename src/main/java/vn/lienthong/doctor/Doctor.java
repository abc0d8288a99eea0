package vn.lienthong.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import vn.lienthong.schemas.error.HubException;

/** Runs checks side by side, each for a limited time, and none keeps another from running. */
public final class Doctor {
  private static final String DATABASE = "database";

  private final List<Check> checks;
  private final Duration limit;
  private final Function<Throwable, HubException> meaning;

  /**
   * @param checks in the order in which their findings are told; the first named database is asked
   *     before all others, which are not asked in vain when it fails
   * @param limit how long one check may take
   * @param meaning the catalogue's error for what a check threw
   */
  public Doctor(List<Check> checks, Duration limit, Function<Throwable, HubException> meaning) {
    this.checks = List.copyOf(checks);
    this.limit = limit;
    this.meaning = meaning;
  }

  /** Names of all checks, each once. */
  public List<String> names() {
    return checks.stream().map(Check::name).distinct().toList();
  }

  /** Runs the checks of these names, or all when there are none. */
  public List<Finding> look(Set<String> only) {
    List<Check> asked =
        checks.stream().filter(one -> only.isEmpty() || only.contains(one.name())).toList();
    try (Threads threads = new Threads(Executors.newVirtualThreadPerTaskExecutor())) {
      Optional<Check> gate =
          asked.stream().anyMatch(Check::asksDatabase) ? databaseItself() : Optional.empty();
      List<Finding> reached =
          gate.map(one -> within(end(), one, threads.begin(one))).orElse(List.of());
      boolean lost = reached.stream().anyMatch(one -> one.standing() != Standing.OK);
      List<Begun> begun =
          asked.stream()
              .filter(one -> !gate.equals(Optional.of(one)))
              .map(
                  one ->
                      new Begun(
                          one,
                          lost && one.asksDatabase()
                              ? Optional.empty()
                              : Optional.of(threads.begin(one))))
              .toList();
      List<Finding> all = new ArrayList<>();
      if (lost || gate.filter(asked::contains).isPresent()) {
        all.addAll(reached);
      }
      long end = end();
      begun.forEach(
          one ->
              all.addAll(
                  one.answer()
                      .map(answer -> within(end, one.check(), answer))
                      .orElseGet(() -> withoutDatabase(one.check()))));
      return all;
    }
  }

  /** A check under way, or one that is not begun for want of a database. */
  private record Begun(Check check, Optional<Future<List<Finding>>> answer) {}

  /** Threads that are left behind when they do not end. */
  private record Threads(ExecutorService all) implements AutoCloseable {
    Future<List<Finding>> begin(Check check) {
      return all.submit(() -> check.work().get());
    }

    @Override
    public void close() {
      all.shutdownNow();
    }
  }

  private Optional<Check> databaseItself() {
    return checks.stream()
        .filter(one -> one.name().equals(DATABASE) && !one.asksDatabase())
        .findFirst();
  }

  private long end() {
    return System.nanoTime() + limit.toNanos();
  }

  private static List<Finding> withoutDatabase(Check check) {
    if (check.name().equals(DATABASE)) {
      return List.of(); // told already
    }
    Findings findings = new Findings("any");
    findings.unknown("no-database");
    return named(check, findings);
  }

  private List<Finding> within(long end, Check check, Future<List<Finding>> answer) {
    try {
      return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      answer.cancel(true);
      Findings findings = new Findings("any");
      findings.unknown("too-long", limit);
      return named(check, findings);
    } catch (ExecutionException e) {
      Findings findings = new Findings(check.name());
      findings.problem(meaning.apply(e.getCause() == null ? e : e.getCause()));
      return findings.list();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<Finding> named(Check check, Findings findings) {
    return findings.list().stream()
        .map(
            one ->
                new Finding(check.name(), one.standing(), one.code(), one.sentence(), one.advice()))
        .toList();
  }
}
