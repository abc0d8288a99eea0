package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubException;

/** Of 100 GB, 1 GB is kept free. */
class RefusingIntakeOnALowDiskTest {
  private static final long MEGABYTE = 1 << 20;
  @TempDir private Path keys;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(keys, true, true);
  }

  @Test
  void nothing_is_captured_while_room_is_short_and_everything_afterwards() {
    rig.freeBytes = 1000 * MEGABYTE;

    assertThatThrownBy(() -> rig.feed("D-1:s:1"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("LT-9030")
        .hasMessageContaining("1000 MB")
        .hasMessageContaining("1024 MB");
    assertThat(rig.ledger.sums().accepted()).isZero();

    rig.freeBytes = 2000 * MEGABYTE;
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }

  @Test
  void what_was_taken_goes_out_until_half_of_the_reserve_is_used_up_and_resumes_by_itself() {
    rig.feed("D-1:s:1");
    rig.freeBytes = 600 * MEGABYTE;
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");

    rig.freeBytes = 5000 * MEGABYTE;
    rig.feed("D-2:s:1");
    rig.freeBytes = 500 * MEGABYTE;
    rig.worker.deliverDue();
    assertThat(rig.states("D-2")).isEqualTo("1 DUE");

    rig.freeBytes = 5000 * MEGABYTE;
    rig.worker.deliverDue();
    assertThat(rig.states("D-2")).isEqualTo("1 DELIVERED");
  }
}
