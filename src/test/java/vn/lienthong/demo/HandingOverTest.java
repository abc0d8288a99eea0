package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.dossiers.DeliveryFilter;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.HandOver;
import vn.lienthong.routes.dossiers.Replay;
import vn.lienthong.schemas.dossier.OwnerSystem;

/** Who owns a dossier, seen and changed on a running hub by ./hub. */
@ExtendWith(HubUnderTest.class)
final class HandingOverTest {
  @TempDir private Path temporary;

  @Test
  void the_owner_is_shown_and_changed_by_the_command_line(Running hub) throws Exception {
    String dossier =
        hub.hub()
            .getBean(DeliveryLedger.class)
            .list(DeliveryFilter.in(DeliveryState.DELIVERED), 1)
            .getFirst()
            .dossier();
    try {
      Program.Said nameless = handOver(hub, dossier);
      assertThat(nameless.status()).isNotZero();
      assertThat(nameless.err()).contains("LT-3094");

      Program.Said done = handOver(hub, dossier, "--name", "Cổng thử");
      assertThat(done.status()).as(done.err()).isZero();
      assertThat(done.out()).contains(dossier, "ONE_STOP", "MINISTRY_PORTAL Cổng thử");

      assertThat(run(hub, "deliveries", "show", dossier).out())
          .contains("Owner", "MINISTRY_PORTAL Cổng thử");
    } finally {
      hub.hub()
          .getBean(HandOver.class)
          .handOver(dossier, OwnerSystem.ONE_STOP, new Replay.Act("operator", "end of the test"));
    }
  }

  private Program.Said handOver(Running hub, String dossier, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("deliveries", "hand-over", dossier, "--to", "MINISTRY_PORTAL"));
    arguments.addAll(List.of("--reason", "letter"));
    arguments.addAll(List.of(more));
    return run(hub, arguments.toArray(String[]::new));
  }

  private Program.Said run(Running hub, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lang", "en", "--data", hub.folder().root().toString()));
    return Program.run(temporary, all.toArray(String[]::new));
  }
}
