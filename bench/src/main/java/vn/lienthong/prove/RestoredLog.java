package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.signing.entry.LogEntry;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * The log after a restore: it goes on, or there is one of the next epoch whose first entry names
 * the last checkpoint of the old one, and the old one verifies as far as it was not lost.
 */
final class RestoredLog {
  private final World world;
  private final Witness witness;
  private int lost;

  RestoredLog(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
  }

  /** Checkpoints that somebody outside has of a log whose end was lost with the data folder. */
  int lost() {
    return lost;
  }

  /**
   * Looks at the log while the hub works again.
   *
   * @param outcome what the restore said of the log
   * @param last the last checkpoint that is known of the old log
   */
  void check(JsonNode outcome, String last, RestoreDrills.Loss loss)
      throws IOException, InterruptedException {
    String key = outcome.path("verifierKey").asText();
    if (key.isEmpty()) {
      return; // the log goes on: what was kept of it is compared at the end
    }
    Checkpoint old = Witness.checkpoint(last);
    witness.goesOnAs(key);
    if (!Waiting.until(World.PATIENCE, () -> here().origin().equals(witness.origin()))) {
      world.trouble("the new log " + witness.origin() + " was not published");
      return;
    }
    String named = old.origin() + " " + old.size() + " " + HexFormat.of().formatHex(old.root());
    LogEntry first = first();
    if (!first.field("service").equals(Optional.of("log-opened"))
        || !first.field("message").equals(Optional.of(LogEntry.capped(named)))) {
      world.trouble("the first entry of the new log does not name " + named + ": " + first);
    }
    ended(old, last, loss);
  }

  private void ended(Checkpoint old, String last, RestoreDrills.Loss loss) throws IOException {
    Optional<Path> folder = folderOf(old.origin());
    if (folder.isEmpty()) {
      world.trouble("the old log " + old.origin() + " is not there any more");
      return;
    }
    long size = checkpointOf(folder.orElseThrow()).size();
    List<String> older = witness.keptOf(old.origin(), size);
    int beyond = witness.keptOf(old.origin(), Long.MAX_VALUE).size() - older.size();
    if (beyond > 0 && loss == RestoreDrills.Loss.DATABASE) {
      world.trouble(beyond + " checkpoints kept outside are beyond the old log that survived");
    }
    lost += beyond;
    List<String> all = Stream.concat(older.stream(), Stream.of(last)).distinct().toList();
    Report report = witness.verifyEnded(folder.orElseThrow(), old.origin(), all);
    boolean holds =
        report.findings().stream()
            .filter(one -> one.weight() != Report.Weight.NOTE)
            .allMatch(Witness::liesInAnotherLog);
    if (!holds) {
      world.trouble("the old log: " + ReportText.lines(report, false).strip());
    }
  }

  /** The file of a partial tile gives way to a larger one at any moment. */
  private LogEntry first() throws InterruptedException {
    List<LogEntry> first = new ArrayList<>();
    Waiting.until(World.PATIENCE, () -> first.add(readFirst()));
    return first.getFirst();
  }

  private LogEntry readFirst() throws IOException {
    Path tile =
        world.published().resolve(Tile.of(here().size()).findFirst().orElseThrow().entriesPath());
    return LogEntry.parse(EntryBundle.decode(Files.readAllBytes(tile)).getFirst());
  }

  private Checkpoint here() throws IOException {
    return checkpointOf(world.published());
  }

  private static Checkpoint checkpointOf(Path log) throws IOException {
    return Witness.checkpoint(Files.readString(log.resolve("checkpoint")));
  }

  private Optional<Path> folderOf(String origin) throws IOException {
    try (Stream<Path> children = Files.list(world.data())) {
      for (Path child : children.toList()) {
        if (child.getFileName().toString().matches("log-\\d+")
            && checkpointOf(child).origin().equals(origin)) {
          return Optional.of(child);
        }
      }
    }
    return Optional.empty();
  }
}
