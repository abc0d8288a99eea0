package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DiskSpace;

final class MeasuringDisksTest {
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path data;

  @BeforeEach
  void makeFolders() throws Exception {
    Files.createDirectory(data.resolve("log"));
  }

  @Test
  void a_disk_with_room_is_well() {
    assertThat(withFree(9000)).extracting(Finding::standing).containsExactly(Standing.OK);
  }

  @Test
  void a_disk_that_nears_its_limit_is_a_warning() {
    assertThat(withFree(1500))
        .singleElement()
        .satisfies(one -> assertThat(one.standing()).isEqualTo(Standing.WARNING))
        .satisfies(
            one ->
                assertThat(one.sentence().english())
                    .contains(data.resolve("log").toString(), "1,500 MB"));
  }

  @Test
  void a_disk_below_its_limit_is_a_problem() {
    assertThat(withFree(500))
        .singleElement()
        .satisfies(one -> assertThat(one.standing()).isEqualTo(Standing.PROBLEM))
        .satisfies(one -> assertThat(one.code()).contains("LT-9030"));
  }

  /** The log lies on a disk of its own. */
  private List<Finding> withFree(long megabytes) {
    return new DiskCheck(
            folder ->
                new DiskSpace.Room(
                    folder,
                    (folder.endsWith("log") ? megabytes : 100_000) * MEGABYTE,
                    1000 * MEGABYTE),
            new DataProperties(data))
        .look();
  }
}
