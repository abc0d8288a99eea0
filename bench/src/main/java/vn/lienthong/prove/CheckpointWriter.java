package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.Tile;

/** The hub that publishes its log: tiles, entries, signature and checkpoint, each in turn. */
final class CheckpointWriter {
  /** How much the log may grow while a point is waited for. */
  private static final int GROWTH = 400;

  private static final Duration TO_BE_MET = Duration.ofSeconds(30);

  private final World world;
  private final Witness witness;
  private int betweenRenames;

  CheckpointWriter(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
  }

  /** What is written, and under which names for a log of so many entries. */
  private enum File {
    CHECKPOINT(_ -> Stream.of("checkpoint")),
    SIGNATURE(_ -> Stream.of("checkpoint.p7s")),
    HASHES(size -> tiles(size).map(Tile::path)),
    ENTRIES(size -> tiles(size).filter(tile -> tile.level() == 0).map(Tile::entriesPath));

    private final Function<Long, Stream<String>> names;

    File(Function<Long, Stream<String>> names) {
      this.names = names;
    }

    private static Stream<Tile> tiles(long size) {
      return LongStream.rangeClosed(size + 1, size + GROWTH)
          .boxed()
          .flatMap(later -> Tile.between(size, later));
    }
  }

  /** Each call on each file, and the fsync of the folder that makes its name last. */
  List<Writers.Point> points() {
    List<Writers.Point> points = new ArrayList<>();
    for (Strace.Blow blow : Strace.Blow.values()) {
      for (File file : File.values()) {
        for (String call : Strace.CALLS) {
          points.add(point(call, file, blow, false));
        }
        points.add(point("fsync", file, blow, true));
      }
    }
    return points;
  }

  private Writers.Point point(String call, File file, Strace.Blow blow, boolean ofFolder) {
    return new Writers.Point() {
      @Override
      public boolean strike() throws IOException, InterruptedException {
        return blow == Strace.Blow.EIO
            ? failed(call, paths(file, ofFolder))
            : killed(call, paths(file, ofFolder));
      }

      @Override
      public String name() {
        return "publish %s %s%s %s"
            .formatted(
                call, ofFolder ? "folder of " : "", file.name().toLowerCase(Locale.ROOT), blow);
      }
    };
  }

  private List<String> paths(File file, boolean ofFolder) throws IOException {
    Path root = world.published().toRealPath();
    return new TreeSet<>(
            file.names
                .apply(size())
                .map(name -> root.resolve(name + ".new"))
                .map(path -> (ofFolder ? path.resolveSibling("") : path).toString())
                .toList())
        .stream().toList();
  }

  private boolean failed(String call, List<String> paths) throws IOException, InterruptedException {
    Path trace = Files.createTempFile("hub-prove", ".strace");
    Process strace = attach(trace, call, paths, Strace.Blow.EIO);
    boolean met =
        Waiting.until(TO_BE_MET, () -> Strace.read(trace).stream().anyMatch(Strace.Call::injected));
    long pid = world.hub().pid().orElse(0L);
    if (met) { // looked at before it can be tried again, or while it is
      Signals.send("STOP", List.of(pid));
      verify(call + " " + paths.getFirst() + " EIO");
      Signals.send("CONT", List.of(pid));
    }
    long size = size();
    strace.destroy();
    strace.waitFor(10, TimeUnit.SECONDS);
    Files.delete(trace);
    goesOn(size, call + " " + paths.getFirst() + " EIO");
    return met;
  }

  private boolean killed(String call, List<String> paths) throws IOException, InterruptedException {
    Path trace = Files.createTempFile("hub-prove", ".strace");
    Process strace = attach(trace, call, paths, Strace.Blow.KILL);
    boolean met = Waiting.until(TO_BE_MET, () -> world.hub().pid().isEmpty());
    strace.destroy();
    strace.waitFor(10, TimeUnit.SECONDS);
    Files.delete(trace);
    if (met) {
      verify(call + " " + paths.getFirst() + " KILL");
      long size = size();
      world.hub().start();
      goesOn(size, call + " " + paths.getFirst() + " KILL");
    }
    return met;
  }

  private Process attach(Path trace, String call, List<String> paths, Strace.Blow blow)
      throws IOException {
    List<String> command = new ArrayList<>(Strace.traced(trace, paths));
    command.addAll(Strace.failing(call, 1, blow));
    command.addAll(List.of("-p", Long.toString(world.hub().pid().orElseThrow())));
    return Program.start(command, world.said("strace"));
  }

  /** As the blow left it. */
  private void verify(String after) throws IOException {
    switch (witness.lookAt(world.published())) {
      case RIGHT -> {}
      case BETWEEN_RENAMES -> betweenRenames++;
      case WRONG -> world.trouble("what is published does not hold after " + after);
    }
  }

  /** The hub publishes again by itself, and then all holds. */
  private void goesOn(long size, String after) throws InterruptedException {
    if (!Waiting.until(World.PATIENCE, () -> size() > size)) {
      world.trouble("nothing was published any more after " + after);
    }
    if (!Waiting.until(TO_BE_MET, () -> witness.lookAt(world.published()) == Witness.Look.RIGHT)) {
      world.trouble("what was published after " + after + " does not hold");
    }
  }

  /** Blows after which the signature file was one checkpoint ahead until the hub went on. */
  int betweenRenames() {
    return betweenRenames;
  }

  private long size() throws IOException {
    return Checkpoint.parse(
            SignedNote.parse(Files.readAllBytes(world.published().resolve("checkpoint"))).text())
        .size();
  }
}
