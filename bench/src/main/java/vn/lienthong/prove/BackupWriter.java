package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that makes a backup beside the running hub. After each blow there is no file of that
 * name or a whole one, an earlier backup is as it was, and the next one succeeds.
 */
final class BackupWriter implements StruckCommand.Output {
  private final World world;
  private final Backups backups;
  private final Path target;
  private final Path earlier;
  private final Path copyOfEarlier;
  private final StruckCommand command;

  private BackupWriter(World world, Backups backups, Path earlier, Path copyOfEarlier) {
    this.world = world;
    this.backups = backups;
    this.target = backups.file("struck");
    this.earlier = earlier;
    this.copyOfEarlier = copyOfEarlier;
    this.command = new StruckCommand(world, this);
  }

  /** Makes the earlier backup. */
  static BackupWriter beside(World world, Backups backups)
      throws IOException, InterruptedException {
    Path earlier = backups.make("earlier");
    Path copy = earlier.resolveSibling("copy-of-earlier");
    Files.copy(earlier, copy);
    return new BackupWriter(world, backups, earlier, copy);
  }

  /** Writes, fsync and rename of the file, and the fsync of the folder that makes its name last. */
  List<Writers.Point> points() throws IOException, InterruptedException {
    return command.points();
  }

  Path earlier() {
    return earlier;
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public String[] arguments() {
    return backups.makeArguments(target);
  }

  @Override
  public void prepare() throws IOException {
    Files.deleteIfExists(target);
  }

  @Override
  public boolean isOurs(String path) {
    return path.equals(folder()) || path.equals(unfinished().toString());
  }

  @Override
  public String role(String path) {
    return path.equals(folder()) ? "folder" : "file";
  }

  /** Of the many writes the first, one in the middle and the last stand for all. */
  @Override
  public List<Strace.Call> chosen(List<Strace.Call> all) {
    List<Strace.Call> writes = all.stream().filter(one -> one.name().equals("write")).toList();
    List<Strace.Call> chosen =
        new ArrayList<>(
            List.of(writes.getFirst(), writes.get(writes.size() / 2), writes.getLast()));
    all.stream().filter(one -> !one.name().equals("write")).forEach(chosen::add);
    return chosen;
  }

  @Override
  public void check(int status, Strace.Blow blow, String after)
      throws IOException, InterruptedException {
    if (blow == Strace.Blow.EIO && Files.exists(unfinished())) {
      world.trouble("an unfinished backup is left after " + after);
    }
    if (status == 0 && !Files.exists(target)) {
      world.trouble("no backup after " + after);
    }
    demandWholeIfThere(after);
    if (Files.mismatch(earlier, copyOfEarlier) != -1) {
      world.trouble("an earlier backup was changed by " + after);
    }
    command.runWhole();
  }

  /** The last of the backups that had to succeed after a blow. */
  void demandWhole() throws IOException, InterruptedException {
    if (!backups.isWhole(target)) {
      world.trouble("the backup after the last blow is not whole");
    }
  }

  private void demandWholeIfThere(String after) throws IOException, InterruptedException {
    if (Files.exists(target) && !backups.isWhole(target)) {
      world.trouble("a backup with its name is not whole after " + after);
    }
  }

  private Path unfinished() {
    return target.resolveSibling("." + target.getFileName() + ".unfinished");
  }

  private String folder() {
    return target.resolveSibling("").toString();
  }
}
