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
    try (World world = World.open(program, root, wanted.kind() == Kind.WRITERS)) {
      String began = Clock.systemUTC().instant().toString();
      long begin = System.nanoTime();
      Witness witness = new Witness(world.folder());
      Map<String, Double> figures = new TreeMap<>();
      Map<String, Integer> faults =
          switch (wanted.kind()) {
            case OUTAGE -> new Outage(world, wanted).run(figures);
            case WRITERS -> new Writers(world, witness, wanted).run(figures);
            case KILLS, FAULTS, MIXED, ORDER, DISK -> disturbed(world, witness);
          };
      say("coming to rest ...");
      world.mend();
      Standing standing = new Standing(world);
      standing.awaitRest();
      double seconds = (System.nanoTime() - begin) / 1e9;
      return report(world, witness, standing, began, seconds, faults, figures);
    }
  }

  private Map<String, Integer> disturbed(World world, Witness witness)
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
    Map<String, Integer> done = new TreeMap<>();
    injector.done().forEach((fault, count) -> done.put(fault.name(), count));
    return done;
  }

  private Work work(World world) throws SQLException {
    return switch (wanted.kind()) {
      case ORDER -> new StepWork(world.office(), world.feed(), wanted.seed());
      case FAULTS, MIXED -> new OfficeWork(world.office(), 12, wanted.seed());
      case KILLS -> new OfficeWork(world.office(), 2, wanted.seed());
      case DISK, OUTAGE, WRITERS -> new OfficeWork(world.office(), 5, wanted.seed());
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
    misses.addAll(portalsOwnCount(world));
    long peak = world.peakMb();
    long rss = world.hubPid().map(pid -> Signals.megabytes(pid, "VmRSS")).orElse(0L);
    Report log = exported(world, witness);
    if (log.verdict() != Report.Verdict.VALID) {
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
            new ProveReport.Log(log.verdict().name(), log.size(), witness.kept()),
            new ProveReport.Memory(peak, rss),
            figures,
            misses)
        .judged();
  }

  /** What the portal itself found wrong, by its own count. */
  private static List<String> portalsOwnCount(World world)
      throws IOException, InterruptedException {
    var state = world.portal().state();
    List<String> wrong = new ArrayList<>();
    for (String name :
        List.of(
            "appliedTwice",
            "orderViolations",
            "invalidSignatures",
            "filesWrongHash",
            "filesWrongType")) {
      if (state.path(name).asLong() != 0) {
        wrong.add("the portal counts " + name + " " + state.path(name).asLong());
      }
    }
    return wrong;
  }

  private static Report exported(World world, Witness witness)
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
