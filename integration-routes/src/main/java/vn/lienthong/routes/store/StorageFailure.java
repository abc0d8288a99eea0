package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.file.Path;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** Says in one sentence why a file could not be written. */
public final class StorageFailure {
  private StorageFailure() {}

  /** The catalogue's error for a failed read or write below {@code place}. */
  public static HubException of(IOException e, Path place) {
    if (Reason.isDiskFull(String.valueOf(e.getMessage()))) {
      return new HubException(e, HubError.DISK_FULL, place);
    }
    return new HubException(e, HubError.STORAGE_NOT_WRITABLE, place, Reason.of(e));
  }
}
