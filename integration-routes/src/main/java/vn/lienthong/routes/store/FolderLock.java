package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held by the one hub that owns a folder, until it closes it or dies.
 *
 * <p>A process loses its lock on a file as soon as it closes any channel on that file (fcntl(2),
 * "Advisory record locking"), so what this process holds is remembered and never opened again.
 */
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * The lock, or empty while another hub holds it, in this process or another.
   *
   * @param file in a folder whose path is real, without links
   */
  static Optional<FolderLock> take(Path file) {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FolderLock> taken = Optional.empty();
    try {
      taken = takeFromOtherProcesses(file);
      return taken;
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  private static Optional<FolderLock> takeFromOtherProcesses(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return Optional.of(new FolderLock(file, channel));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Process id of who holds the lock. */
  static String holder(Path file) {
    if (HELD.contains(file)) {
      return Long.toString(ProcessHandle.current().pid());
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "unknown: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("lock not released", e);
    } finally {
      HELD.remove(file);
    }
  }
}
