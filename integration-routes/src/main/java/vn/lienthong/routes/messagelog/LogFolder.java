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
import vn.lienthong.signing.merkle.TilePath;

/** A log as files in the layout of C2SP tlog-tiles. */
final class LogFolder {
  static final String CHECKPOINT = "checkpoint";
  static final String CMS = "checkpoint.p7s";
  private static final int TILE = TilePath.WIDTH;

  private final Path root;
  private final boolean synced;

  /** A folder whose files are on the disk before they have their names. */
  LogFolder(Path root) {
    this(root, true);
  }

  private LogFolder(Path root, boolean synced) {
    this.root = root;
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
      String note = Files.readString(file, StandardCharsets.UTF_8);
      return Optional.of(new Published(note, Checkpoint.parse(SignedNote.parse(note).text())));
    } catch (IOException | IllegalArgumentException e) {
      throw new HubException(e, HubError.LOG_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes tiles and entry bundles that a tree of {@code to} leaves has more than one of {@code
   * from}.
   */
  void writeTiles(TreeStore store, int epoch, long from, long to) {
    for (int level = 0; to >> (8 * level) > 0; level++) {
      long before = from >> (8 * level);
      long now = to >> (8 * level);
      for (long tile = before / TILE; tile * TILE < now; tile++) {
        long start = tile * TILE;
        int width = (int) Math.min(TILE, now - start);
        if (start + width > before) {
          write(
              TilePath.hashes(level, tile, width),
              joined(store.hashes(epoch, 8 * level, start, start + width)));
          if (level == 0) {
            write(
                TilePath.entries(tile, width),
                EntryBundle.encode(store.entries(epoch, start, start + width)));
          }
        }
      }
    }
  }

  /** Puts a checkpoint and its CMS signature in place; on return both are on the disk. */
  void publish(TreeStore.Signed signed) {
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
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.getParent());
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
      if (synced) {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
          folder.force(true); // the new name, too
        }
      }
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
