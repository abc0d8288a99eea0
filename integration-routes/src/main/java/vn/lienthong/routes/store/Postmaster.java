package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The server processes that work on a data folder, found by their working directory. */
record Postmaster(PostgresPrograms programs, Path data) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The running server of this folder. */
  Optional<ProcessHandle> running() {
    return recordedPid().flatMap(ProcessHandle::of).filter(this::isOurs);
  }

  /** Ends whatever an earlier hub left running here, and waits until its last process is gone. */
  void endSurvivors() {
    if (running().isPresent()) {
      PostgresPrograms.Said said = programs.stop(data, "fast", PATIENCE);
      if (said.status() != 0) {
        said = programs.stop(data, "immediate", PATIENCE);
      }
      if (said.status() != 0) {
        throw new HubException(HubError.DATABASE_NOT_STARTED, said.text().strip());
      }
    }
    endOrphans();
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw StorageFailure.of(e, data);
    }
  }

  /** Backends whose postmaster was killed end by themselves, or are ended. */
  private void endOrphans() {
    if (gone(Duration.ofSeconds(5))) {
      return;
    }
    ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
    if (!gone(PATIENCE)) {
      throw new HubException(
          HubError.DATABASE_NOT_STARTED, "old server processes of " + data + " do not end");
    }
  }

  private boolean gone(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (ProcessHandle.allProcesses().anyMatch(this::isOurs)) {
      if (System.nanoTime() > until) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private Optional<Long> recordedPid() {
    Path file = data.resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? Files.readString(file).lines().findFirst().map(String::strip).map(Long::valueOf)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // half-written: the server that wrote it is found as an orphan
    }
  }

  /** A server process stands in its data folder; a process id used again does not. */
  private boolean isOurs(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      return process.isAlive()
          && Files.readSymbolicLink(proc.resolve("cwd")).equals(data)
          && Files.readSymbolicLink(proc.resolve("exe"))
              .getFileName()
              .toString()
              .equals("postgres");
    } catch (IOException e) {
      return false; // gone meanwhile, or another user's
    }
  }
}
