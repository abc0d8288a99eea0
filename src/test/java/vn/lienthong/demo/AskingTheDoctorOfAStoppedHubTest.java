package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.onestop.OneStopProperties.Feed;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.PartnerDesk;
import vn.lienthong.schemas.codelist.RealCatalogue;

/** A hub that has worked, was stopped, and of which more is asked since. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AskingTheDoctorOfAStoppedHubTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path temporary = Path.of("");
  private Optional<SimulatedPartners> partners = Optional.empty();
  private HubFolder folder = new HubFolder(Path.of(""));

  @BeforeAll
  void work_and_stop(@TempDir Path there) throws Exception {
    temporary = there;
    folder = new HubFolder(temporary.resolve("data"));
    new Setup(Clock.systemUTC()).run(folder);
    SimulatedPartners started =
        SimulatedPartners.start(folder, RealCatalogue.load(), Optional.empty(), Feed.SQL);
    partners = Optional.of(started);
    Map<String, Object> settings = new HashMap<>(started.hubSettings());
    settings.put("hub.port", 0);
    settings.put("logging.threshold.console", "OFF");
    try (ConfigurableApplicationContext hub = HubRuntime.start(folder, settings)) {
      act(hub, "40s");
      awaitSealed(hub);
      keep("older");
      act(hub, "41s");
      awaitSealed(hub);
      keep("newest");
    }
    try (ConfigurableApplicationContext command = HubRuntime.attach(folder)) {
      act(command, "42s");
    }
    started
        .office()
        .run(new OfficePlan(1, 3, 1, Instant.parse("2026-10-01T00:30:00Z"), 0, Optional.empty()));
  }

  @AfterAll
  void stop() {
    partners.ifPresent(SimulatedPartners::close);
  }

  @BeforeEach
  void publish_the_newest() throws Exception {
    publish("newest");
  }

  private static void act(ConfigurableApplicationContext hub, String timeout) {
    hub.getBean(PartnerDesk.class)
        .set("npsp", Map.of(PaceSetting.of("timeout").orElseThrow(), timeout), "test", "to seal");
  }

  private static void awaitSealed(ConfigurableApplicationContext hub) {
    LogStatus log = hub.getBean(LogStatus.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.standing().filter(one -> one.pending() == 0).isPresent());
  }

  private void keep(String name) throws Exception {
    Path there = Files.createDirectories(temporary.resolve(name));
    for (String file : List.of("checkpoint", "checkpoint.p7s")) {
      Files.copy(log().resolve(file), there.resolve(file));
    }
  }

  private void publish(String name) throws Exception {
    for (String file : List.of("checkpoint", "checkpoint.p7s")) {
      Files.copy(
          temporary.resolve(name).resolve(file),
          log().resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path log() {
    return folder.root().resolve("log");
  }

  @Test
  void nobody_runs_and_rows_of_the_feed_wait() throws Exception {
    assertThat(said("queue", "PROBLEM"))
        .containsExactly(
            "No hub runs on this database.",
            "Rows wait in the change feed, and nobody has read on for 10 s.");
  }

  @Test
  void entries_that_nobody_seals_are_found() throws Exception {
    assertThat(said("log", "WARNING"))
        .singleElement()
        .asString()
        .startsWith("1 entries wait, and the newest checkpoint is ");
    assertThat(said("log", "OK"))
        .anyMatch(said -> said.contains("is that of the database, and both its signatures"));
  }

  @Test
  void an_older_checkpoint_than_the_databases_is_a_problem() throws Exception {
    publish("older");

    assertThat(said("log", "PROBLEM"))
        .singleElement()
        .asString()
        .startsWith("Published is a checkpoint of ");
  }

  @Test
  void a_published_checkpoint_that_was_changed_is_a_problem() throws Exception {
    Path checkpoint = log().resolve("checkpoint");
    String[] lines = Files.readString(checkpoint).split("\n", -1);
    lines[1] = Long.toString(Long.parseLong(lines[1]) + 1);
    Files.writeString(checkpoint, String.join("\n", lines));

    assertThat(said("log", "PROBLEM"))
        .anyMatch(
            said -> said.startsWith("The published checkpoint does not verify (log-key-wrong)"))
        .anyMatch(said -> said.startsWith("The published checkpoint does not verify (cms-wrong)"));
  }

  private List<String> said(String check, String standing) throws Exception {
    Program.Said said =
        Program.ended(
            Program.start(
                temporary,
                Map.of("HUB_PORT", "1"),
                "doctor",
                "--data",
                folder.root().toString(),
                "--only",
                check,
                "--json"));
    assertThat(said.out()).as(said.err()).isNotBlank();
    List<String> sentences = new ArrayList<>();
    JSON.readTree(said.out())
        .forEach(
            one -> {
              if (one.path("standing").asText().equals(standing)) {
                sentences.add(one.at("/sentence/english").asText());
              }
            });
    return sentences;
  }
}
