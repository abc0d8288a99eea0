package vn.lienthong.routes.messagelog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.EntryBundle;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.merkle.TilePath;

/** A log as files in the layout of C2SP tlog-tiles. */
final class LogFolder {
  static final String CHECKPOINT = "checkpoint";
  static final String CMS = "checkpoint.p7s";

  private final Path root;
  private final boolean synced;

  /** A folder whose files are on the disk before they have their names. */
  LogFolder(Path root) {
    this(root, true);
  }

  private LogFolder(Path root, boolean synced) {
    this.root = root.toAbsolutePath();
    this.synced = synced;
  }

  /** A folder that can be written anew at any time. */
  static LogFolder copyAt(Path root) {
    return new LogFolder(root, false);
  }

  /** What the checkpoint file says. */
  record Published(String note, Checkpoint checkpoint) {
    long size() {
      return checkpoint.size();
    }
  }

  Path root() {
    return root;
  }

  /**
   * The checkpoint that was published last.
   *
   * @throws HubException LT-6054 when there is a file that is none
   */
  Optional<Published> published() {
    Path file = root.resolve(CHECKPOINT);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      SignedNote note = SignedNote.parse(Files.readAllBytes(file));
      return Optional.of(new Published(note.encode(), Checkpoint.parse(note.text())));
    } catch (IOException | IllegalArgumentException e) {
      throw new HubException(e, HubError.LOG_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes tiles and entry bundles that a tree of {@code to} leaves has more than one of {@code
   * from}.
   */
  void writeTiles(TreeStore store, int epoch, long from, long to) {
    Tile.between(from, to).forEach(tile -> writeTile(store, epoch, tile));
  }

  private void writeTile(TreeStore store, int epoch, Tile tile) {
    write(tile.path(), joined(store.hashes(epoch, 8 * tile.level(), tile.from(), tile.to())));
    if (tile.level() == 0) {
      write(tile.entriesPath(), EntryBundle.encode(store.entries(epoch, tile.from(), tile.to())));
    }
  }

  /**
   * Removes partial tiles whose full ones a tree of {@code to} leaves has: C2SP tlog-tiles allows
   * it, and a quiet log would leave 255 of each, some 60 KB an entry.
   *
   * @param from leaves of the tree before
   */
  void dropPartialTiles(long from, long to) {
    long since = Math.max(0, from - TilePath.WIDTH); // also what a kill left of the tile before
    Tile.between(since, to)
        .filter(tile -> tile.width() == TilePath.WIDTH)
        .forEach(
            tile -> {
              drop(root.resolve(tile.path() + ".p"));
              if (tile.level() == 0) {
                drop(root.resolve(tile.entriesPath() + ".p"));
              }
            });
  }

  private static void drop(Path partial) {
    if (!Files.isDirectory(partial)) {
      return;
    }
    try (var files = Files.list(partial)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(partial);
    } catch (IOException e) {
      throw StorageFailure.of(e, partial);
    }
  }

  /** Puts a checkpoint and its CMS signature in place; on return both are on the disk. */
  void publish(SignedRoots.Signed signed) {
    write(CMS, signed.cms());
    write(CHECKPOINT, signed.note().getBytes(StandardCharsets.UTF_8));
  }

  /** Puts the whole log aside under another name and begins an empty folder. */
  void putAside(String suffix) {
    try {
      Files.move(root, root.resolveSibling(root.getFileName() + suffix));
    } catch (IOException e) {
      throw StorageFailure.of(e, root);
    }
  }

  /** Writes a file wholly or not at all, and to the disk before it gets its name. */
  void write(String name, byte[] bytes) {
    Path file = root.resolve(name);
    Path folder = Optional.ofNullable(file.getParent()).orElse(root);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      makeFolder(folder);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (synced) {
          channel.force(true);
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder); // the new name, too
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent == null || Files.isDirectory(folder)) {
      return;
    }
    makeFolder(parent);
    Files.createDirectories(folder);
    sync(parent);
  }

  private void sync(Path folder) throws IOException {
    if (synced) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
