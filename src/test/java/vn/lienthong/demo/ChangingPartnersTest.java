package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.MassReplay;
import vn.lienthong.routes.dossiers.ReplayFilter;
import vn.lienthong.routes.partner.Maintenance;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PartnerDesk;

/** What ./hub changes on a hub that runs. */
@ExtendWith(HubUnderTest.class)
final class ChangingPartnersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path temporary;

  @Test
  void a_setting_changed_from_the_command_line_holds_on_the_running_hub(Running hub)
      throws Exception {
    NpspCalls calls = hub.hub().getBean(NpspCalls.class);
    int before = calls.pace().concurrency();

    Program.Said said =
        run(
            hub,
            "partners",
            "set",
            "npsp",
            "concurrency=3",
            "timeout=20s",
            "--reason",
            "cổng chậm");

    assertThat(said.status()).as(said.err()).isZero();
    await().atMost(Duration.ofSeconds(30)).until(() -> calls.pace().concurrency() == 3);
    assertThat(calls.pace().timeout()).isEqualTo(Duration.ofSeconds(20));

    Program.Said back = run(hub, "partners", "reset", "npsp", "--reason", "xong", "--json");
    assertThat(back.status()).as(back.err()).isZero();
    await().atMost(Duration.ofSeconds(30)).until(() -> calls.pace().concurrency() == before);
    JsonNode concurrency = JSON.readTree(back.out()).at("/settings/2");
    assertThat(concurrency.path("setting").asText()).isEqualTo("CONCURRENCY");
    assertThat(concurrency.at("/change/reason").asText()).isEqualTo("xong");
  }

  @Test
  void replaying_all_that_was_delivered_has_no_effect_at_the_portal(Running hub) throws Exception {
    NpspSimulatorState before = hub.partners().portal().orElseThrow().state();
    ReplayFilter delivered = ReplayFilter.in(DeliveryState.DELIVERED);
    MassReplay.Preview found = hub.hub().getBean(MassReplay.class).preview(delivered);

    Program.Said said =
        run(
            hub,
            "deliveries",
            "replay",
            "--state",
            "DELIVERED",
            "--count",
            Long.toString(found.total()),
            "--rate",
            "100",
            "--reason",
            "kiểm tra lại",
            "--json");

    assertThat(said.status()).as(said.out() + said.err()).isZero();
    JsonNode done = JSON.readTree(said.out());
    assertThat(done.path("known").asLong()).isEqualTo(found.dossiers()).isPositive();
    assertThat(done.path("released").asLong()).isZero();
    NpspSimulatorState after = hub.partners().portal().orElseThrow().state();
    assertThat(after.applied()).isEqualTo(before.applied());
    assertThat(after.appliedTwice()).isZero();
    assertThat(hub.hub().getBean(MassReplay.class).preview(delivered).total())
        .isEqualTo(found.total());
  }

  @Test
  void health_tells_of_maintenance_and_does_not_alarm(Running hub) throws Exception {
    PartnerDesk desk = hub.hub().getBean(PartnerDesk.class);
    Instant until =
        Clock.systemUTC().instant().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
    var id =
        desk.maintain(
            "npsp",
            new Maintenance.Once(until.minus(Duration.ofDays(1)), until),
            "Lan",
            "cổng báo");
    try {
      JsonNode npsp =
          JSON.readTree(
                  HubUnderTest.output(
                      List.of(
                          "curl",
                          "-sS",
                          "-u",
                          "operator:" + hub.passwords().getOrDefault("operator", ""),
                          hub.address() + "/actuator/health")))
              .at("/components/npsp");
      assertThat(npsp.path("status").asText()).isEqualTo("UP");
      assertThat(npsp.at("/details/calls").asText()).isEqualTo("in maintenance until " + until);
    } finally {
      desk.endMaintenance("npsp", id, "Lan", "xong");
    }
  }

  private Program.Said run(Running hub, String... arguments) throws Exception {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = hub.folder().root().toString();
    return Program.run(temporary, all);
  }
}
