package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Whether there is room for more: where the database, the broker and the published log lie. */
public final class DiskSpace {
  private static final List<String> FOLDERS = List.of("postgres", "artemis", "log");

  private final DiskProperties settings;
  private final Path dataDir;
  private final Probe probe;

  public DiskSpace(DiskProperties settings, Path dataDir) {
    this(settings, dataDir, DiskSpace::ofFileStore);
  }

  DiskSpace(DiskProperties settings, Path dataDir, Probe probe) {
    this.settings = settings;
    this.dataDir = dataDir.toAbsolutePath();
    this.probe = probe;
  }

  /** Bytes of the disk on which a folder lies. */
  record Space(long total, long usable) {}

  /** Looks at a disk. */
  @FunctionalInterface
  interface Probe {
    Space of(Path folder) throws IOException;
  }

  /**
   * A disk with less room than is kept free.
   *
   * @param folder that lies on it
   * @param kept bytes that are to stay free
   */
  public record Low(Path folder, long usable, long kept) {
    private static final int MEGABYTE = 1 << 20;

    /** LT-9030, which says how much is there. */
    public HubException asError() {
      return new HubException(HubError.DISK_LOW, folder, usable / MEGABYTE, kept / MEGABYTE);
    }
  }

  private static Space ofFileStore(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Space(store.getTotalSpace(), store.getUsableSpace());
  }

  /**
   * How much room there is at a folder.
   *
   * @param kept bytes that are to stay free on its disk
   */
  public record Room(Path folder, long usable, long kept) {
    /** The same as an error, when there is too little. */
    public Optional<HubException> fault() {
      return usable < kept
          ? Optional.of(new Low(folder, usable, kept).asError())
          : Optional.empty();
    }
  }

  /**
   * The room at the folder.
   *
   * @throws HubException when its disk cannot be looked at
   */
  public Room roomAt(Path folder) {
    try {
      Space space = probe.of(folder);
      return new Room(folder, space.usable(), settings.kept(space.total()));
    } catch (IOException e) {
      throw StorageFailure.of(e, folder);
    }
  }

  /** Bytes that are to stay free on the data folder's disk; 0 when it cannot be looked at. */
  public long kept() {
    try {
      return settings.kept(probe.of(dataDir).total());
    } catch (IOException _) {
      return 0;
    }
  }

  /** The disk that is low; empty when there is room for more. */
  public Optional<Low> low() {
    return allLow().findFirst();
  }

  private Stream<Low> allLow() {
    return Stream.concat(
            Stream.of(dataDir), FOLDERS.stream().map(dataDir::resolve).filter(Files::isDirectory))
        .flatMap(folder -> low(folder).stream());
  }

  /** True when so little is left that even what was taken must wait. */
  public boolean isAlmostFull() {
    return allLow().anyMatch(one -> one.usable() < one.kept() / 2);
  }

  /**
   * Refuses to take more while a disk is low.
   *
   * @throws HubException LT-9030
   */
  public void demandRoom() {
    low().ifPresent(DiskSpace::refuse);
  }

  /**
   * Refuses to write into a folder, or into one to be made, while its disk is low.
   *
   * @throws HubException LT-9030
   */
  public void demandRoomAt(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    low(there).ifPresent(DiskSpace::refuse);
  }

  private static void refuse(Low low) {
    throw low.asError();
  }

  /** A disk that cannot be looked at is not called low: what is written there will tell. */
  private Optional<Low> low(Path folder) {
    try {
      Space space = probe.of(folder);
      long kept = settings.kept(space.total());
      return space.usable() < kept
          ? Optional.of(new Low(folder, space.usable(), kept))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
