package vn.lienthong.routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class KeepingRoomOnTheDiskTest {
  private static final long GIGABYTE = 1L << 30;
  private final Map<String, DiskSpace.Space> disks = new HashMap<>();
  @TempDir private Path data;

  private DiskSpace space(String leastFree, int percent) {
    return new DiskSpace(
        new DiskProperties(DataSize.parse(leastFree), percent),
        data,
        folder -> {
          DiskSpace.Space space = disks.get(folder.getFileName().toString());
          if (space == null) {
            throw new IOException("no such disk");
          }
          return space;
        });
  }

  private void disk(Path folder, long totalGigabytes, double freeGigabytes) {
    disks.put(
        folder.getFileName().toString(),
        new DiskSpace.Space(totalGigabytes * GIGABYTE, (long) (freeGigabytes * GIGABYTE)));
  }

  @Test
  void of_bytes_and_percent_the_smaller_is_kept() {
    disk(data, 1000, 1.1);
    assertThat(space("1GB", 5).low()).isEmpty();
    disk(data, 1000, 0.9);
    assertThat(space("1GB", 5).low()).isPresent();

    disk(data, 10, 0.6);
    assertThat(space("1GB", 5).low()).isEmpty();
    disk(data, 10, 0.4);
    assertThat(space("1GB", 5).low()).isPresent();
  }

  @Test
  void a_folder_of_the_data_folder_on_another_disk_counts_too() throws IOException {
    disk(data, 1000, 500);
    Path postgres = Files.createDirectory(data.resolve("postgres"));
    disk(postgres, 100, 0.7);
    DiskSpace space = space("1GB", 5);

    assertThat(space.low().map(DiskSpace.Low::folder)).contains(postgres);
    assertThat(space.isAlmostFull()).isFalse();
    assertThatThrownBy(space::demandRoom).hasMessageContaining("LT-9030");

    disk(postgres, 100, 0.4);
    assertThat(space.isAlmostFull()).isTrue();
  }

  @Test
  void an_export_is_refused_where_its_own_disk_is_low() {
    disk(data, 1000, 0.5);

    assertThatThrownBy(() -> space("1GB", 5).demandRoomAt(data.resolve("not/yet/there")))
        .hasMessageContaining("LT-9030")
        .hasMessageContaining("512 MB");
  }

  @Test
  void a_disk_that_cannot_be_looked_at_refuses_nothing() {
    DiskSpace blind = space("1GB", 5);

    assertThat(blind.low()).isEmpty();
    assertThat(blind.isAlmostFull()).isFalse();
    assertThat(blind.kept()).isZero();
  }

  @Test
  void a_real_disk_is_looked_at() {
    DiskSpace real = new DiskSpace(new DiskProperties(DataSize.ofBytes(Long.MAX_VALUE), 50), data);

    assertThat(real.kept()).isPositive();
  }

  @Test
  void settings_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new DiskProperties(DataSize.ofBytes(0), 5))
        .hasMessageContaining("hub.disk.least-free");
    assertThatThrownBy(() -> new DiskProperties(DataSize.ofBytes(1), 51))
        .hasMessageContaining("hub.disk.least-free-percent");
  }
}
