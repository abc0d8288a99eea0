package vn.lienthong.routes.store;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/** Disks of 100 GB, of which the usual settings keep 1 GB free. */
public final class Disks {
  private static final long TOTAL = 100L << 30;
  private static final DiskProperties USUAL = new DiskProperties(DataSize.ofGigabytes(1), 5);

  private Disks() {}

  /** One that is never low. */
  public static DiskSpace roomy() {
    return with(() -> TOTAL / 2);
  }

  /** One with as many bytes free as the test says. */
  public static DiskSpace with(LongSupplier free) {
    return new DiskSpace(USUAL, Path.of("data"), _ -> new DiskSpace.Space(TOTAL, free.getAsLong()));
  }
}
