package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.dossiers.Modes;

/** Who sends, changed on a running hub by ./hub; the agency is one that no dossier names. */
@ExtendWith(HubUnderTest.class)
final class SettingModesTest {
  @TempDir private Path temporary;

  @Test
  void from_shadow_to_live_by_the_command_line(Running hub) throws Exception {
    Program.Said set = run(hub, "mode", "set", "shadow", "--agency", "G99", "--reason", "try");
    assertThat(set.status()).as(set.err()).isZero();
    assertThat(hub.hub().getBean(Modes.class).list())
        .extracting(Modes.Rule::agency)
        .contains("G99");

    Program.Said adopted =
        run(hub, "adopt", "--to", "2026-11-25T00:00:00Z", "--reason", "try", "--json");
    assertThat(new ObjectMapper().readTree(adopted.out()).path("deliveries").asInt(-1)).isZero();
    Program.Said differences = run(hub, "shadow", "diff", "--json");
    assertThat(new ObjectMapper().readTree(differences.out())).as(differences.err()).isEmpty();
    assertThat(run(hub, "mode", "set", "live", "--agency", "G99", "--reason", "done").status())
        .isZero();
  }

  private Program.Said run(Running hub, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", hub.folder().root().toString()));
    return Program.run(temporary, all.toArray(String[]::new));
  }
}
