package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/** One run: sets a province up, lets it work under faults, lets it come to rest, and counts. */
final class Trial {
  private static final int SMALL_DISK_MB = 600;
  private static final int MORE_EXPORTS = 5;
  private static final long BEGIN = System.nanoTime();

  private final Wanted wanted;
  private final Program program;

  /**
   * What to run.
   *
   * @param tries how many faults at most
   * @param time how long at most; an outage lasts so long
   */
  record Wanted(Kind kind, int tries, long seed, Duration time) {}

  Trial(Wanted wanted, Program program) {
    this.wanted = wanted;
    this.program = program;
  }

  ProveReport run() throws IOException, InterruptedException, SQLException {
    Path root = Files.createTempDirectory("hub-prove");
    ProveReport report;
    if (wanted.kind() == Kind.DISK) {
      try (SmallDisk _ = SmallDisk.mount(root.resolve("data"), SMALL_DISK_MB)) {
        report = run(root);
      }
    } else {
      report = run(root);
    }
    if (report.misses().isEmpty()) {
      Program.delete(root);
    } else {
      say("what was left lies in " + root);
    }
    return report;
  }

  private ProveReport run(Path root) throws IOException, InterruptedException, SQLException {
    say("setting up ...");
    try (World world = World.open(program, root, wanted.kind().layout())) {
      String began = Clock.systemUTC().instant().toString();
      long begin = System.nanoTime();
      Witness witness = new Witness(world.folder());
      Map<String, Double> figures = new TreeMap<>();
      Map<String, Integer> faults =
          switch (wanted.kind()) {
            case OUTAGE -> new Outage(world, wanted).run(figures);
            case WRITERS -> new Writers(world, witness, wanted).run(figures);
            case RESTORE -> new RestoreDrills(world, witness, wanted).run(figures);
            case ADOPT -> new TakeOver(world, witness, wanted).run(figures);
            case KILLS, FAULTS, MIXED, ORDER, DISK, NODES -> disturbed(world, witness, figures);
          };
      say("coming to rest ...");
      world.mend();
      Standing standing = new Standing(world);
      standing.awaitRest();
      double seconds = (System.nanoTime() - begin) / 1e9;
      return report(world, witness, standing, began, seconds, faults, figures);
    }
  }

  private Map<String, Integer> disturbed(World world, Witness witness, Map<String, Double> figures)
      throws IOException, InterruptedException, SQLException {
    Work work = work(world);
    FaultPlan plan = new FaultPlan(wanted.kind(), wanted.seed());
    Injector injector = new Injector(world);
    long end = System.nanoTime() + wanted.time().toNanos();
    for (int i = 1; i <= wanted.tries() && System.nanoTime() < end; i++) {
      work.keepOn();
      PlannedFault fault = plan.next();
      injector.inject(fault);
      witness.look();
      world.peakMb();
      if (i % 20 == 0 || wanted.tries() <= 20) {
        say(i + " " + fault);
      }
    }
    world.mend();
    work.finish();
    injector.figures(figures);
    Map<String, Integer> done = new TreeMap<>();
    injector.done().forEach((fault, count) -> done.put(fault.name(), count));
    return done;
  }

  private Work work(World world) throws SQLException {
    return switch (wanted.kind()) {
      case ORDER -> new StepWork(world.office(), world.feed(), wanted.seed());
      case FAULTS, MIXED -> new OfficeWork(world.office(), 12, wanted.seed());
      case KILLS -> new OfficeWork(world.office(), 2, wanted.seed());
      case DISK, NODES -> new OfficeWork(world.office(), 5, wanted.seed());
      case OUTAGE, WRITERS, RESTORE, ADOPT ->
          throw new IllegalArgumentException(wanted.kind() + " has a course of its own");
    };
  }

  private ProveReport report(
      World world,
      Witness witness,
      Standing standing,
      String began,
      double seconds,
      Map<String, Integer> faults,
      Map<String, Double> figures)
      throws IOException, InterruptedException {
    say("comparing ...");
    Balance balance = standing.balance();
    List<String> misses = new ArrayList<>();
    if (standing.sums().accepted() != balance.messages()) {
      misses.add("the states do not sum up: " + standing.sums());
    }
    misses.addAll(portalsOwnCount(world, balance));
    if (wanted.kind() == Kind.NODES) {
      new Together(world, witness).check(figures);
    }
    long peak = world.peakMb();
    long rss = world.hub().pid().map(pid -> Signals.megabytes(pid, "VmRSS")).orElse(0L);
    Report log = exported(world, witness);
    long ofOlderLog = answersToOlderLog(log, witness);
    if (log.verdict() != Report.Verdict.VALID && ofOlderLog == 0) {
      misses.add(ReportText.lines(log, false).strip());
    }
    misses.addAll(world.troubles());
    return new ProveReport(
            wanted.kind().name(),
            wanted.seed(),
            began,
            seconds,
            ProveReport.Machine.here(),
            faults,
            balance,
            new ProveReport.Log(log.verdict().name(), log.size(), witness.kept(), ofOlderLog),
            new ProveReport.Memory(peak, rss),
            figures,
            misses)
        .judged();
  }

  /** How many there are, where a log that was opened after a restore leaves nothing else open. */
  private static long answersToOlderLog(Report log, Witness witness) {
    List<Report.Finding> open =
        log.findings().stream().filter(one -> one.weight() != Report.Weight.NOTE).toList();
    boolean excused =
        witness.logs() > 1
            && open.stream()
                .allMatch(
                    one ->
                        one.weight() == Report.Weight.OPEN && one.code().equals("request-missing"));
    return excused ? open.size() : 0;
  }

  /** What the portal itself found wrong, by its own count. */
  private static List<String> portalsOwnCount(World world, Balance balance)
      throws IOException, InterruptedException {
    var state = world.portal().state();
    List<String> wrong = new ArrayList<>();
    long disorder = state.path("orderViolations").asLong() - balance.repeatedLate();
    if (disorder != 0) {
      wrong.add("the portal counts orderViolations " + disorder);
    }
    for (String name :
        List.of("appliedTwice", "invalidSignatures", "filesWrongHash", "filesWrongType")) {
      if (state.path(name).asLong() != 0) {
        wrong.add("the portal counts " + name + " " + state.path(name).asLong());
      }
    }
    return wrong;
  }

  /** A job may call the portal at any moment: then its answer comes after the export. */
  private static Report exported(World world, Witness witness)
      throws IOException, InterruptedException {
    Report report = export(world, witness);
    for (int i = 0; i < MORE_EXPORTS && lacksOutcomes(report); i++) {
      report = export(world, witness);
    }
    return report;
  }

  private static boolean lacksOutcomes(Report report) {
    return report.verdict() == Report.Verdict.INDETERMINATE
        && report.findings().stream().anyMatch(one -> one.code().equals("outcome-missing"));
  }

  private static Report export(World world, Witness witness)
      throws IOException, InterruptedException {
    Path export = world.data().resolveSibling("export");
    int status =
        world
            .program()
            .run(
                world.said("export"),
                "log",
                "export",
                export.toString(),
                "--reason",
                "prove",
                "--data",
                world.data().toString());
    if (status != 0) {
      world.trouble("log export: " + Files.readString(world.said("export")).strip());
    }
    return witness.verify(export);
  }

  static void say(String text) {
    System.err.printf("%7.1f s  %s%n", (System.nanoTime() - BEGIN) / 1e9, text);
  }
}
