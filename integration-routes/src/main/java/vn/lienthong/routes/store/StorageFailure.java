package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Says in one sentence why a file could not be written. */
public final class StorageFailure {
  private StorageFailure() {}

  /** The catalogue's error for a failed read or write below {@code place}. */
  public static HubException of(IOException e, Path place) {
    if (isDiskFull(String.valueOf(e.getMessage()))) {
      return new HubException(e, HubError.DISK_FULL, place);
    }
    return new HubException(e, HubError.STORAGE_NOT_WRITABLE, place, reason(e));
  }

  static boolean isDiskFull(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("no space left") || lower.contains("disk quota exceeded");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied on " + denied.getFile();
      case FileSystemException failed when failed.getReason() != null ->
          failed.getReason() + " (" + failed.getFile() + ")";
      case IOException other -> other.getClass().getSimpleName() + " " + other.getMessage();
    };
  }
}
