package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.partner.Maintenance;
import vn.lienthong.routes.partner.PartnerDesk;

/** {@code ./hub doctor} beside a hub that runs, with faults planted around it. */
@ExtendWith(HubUnderTest.class)
final class AskingTheDoctorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Running hub;

  AskingTheDoctorTest(Running hub) {
    this.hub = hub;
  }

  /** What a run said. */
  private record Told(int status, List<JsonNode> findings) {
    List<String> sentences(String standing) {
      return findings.stream()
          .filter(one -> one.path("standing").asText().equals(standing))
          .map(one -> one.at("/sentence/english").asText())
          .toList();
    }

    Told advises() {
      assertThat(findings)
          .filteredOn(one -> !one.path("standing").asText().equals("OK"))
          .allSatisfy(
              one -> {
                assertThat(one.at("/advice/english").asText()).isNotBlank();
                assertThat(one.at("/advice/vietnamese").asText()).isNotBlank();
              });
      return this;
    }
  }

  private Told doctor(Map<String, String> settings, String... only) throws Exception {
    Program.Said said = run(settings, "en", only.length == 0 ? "" : String.join(",", only), true);
    List<JsonNode> findings = new ArrayList<>();
    assertThat(said.out()).as(said.err()).isNotBlank();
    JSON.readTree(said.out()).forEach(findings::add);
    return new Told(said.status(), findings).advises();
  }

  private Program.Said run(Map<String, String> settings, String language, String only, boolean json)
      throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    String port = hub.address().replaceAll(".*:", "");
    environment.putIfAbsent("HUB_PORT", port);
    List<String> words =
        new ArrayList<>(
            List.of("doctor", "--data", hub.folder().root().toString(), "--lang", language));
    if (json) {
      words.add("--json");
    }
    if (!only.isEmpty()) {
      words.addAll(List.of("--only", only));
    }
    return Program.ended(
        Program.start(hub.folder().root(), environment, words.toArray(String[]::new)));
  }

  @Test
  void a_hub_that_works_has_no_problem_and_nothing_is_sent_or_run_for_it() throws Exception {
    long accepted = hub.hub().getBean(DeliveryLedger.class).sums().accepted();
    long runs = count("jobs.run");

    Told told = doctor(Map.of());

    assertThat(told.sentences("PROBLEM")).isEmpty();
    assertThat(told.status()).isZero();
    assertThat(told.findings())
        .extracting(one -> one.path("check").asText())
        .containsOnly(
            "database",
            "partners",
            "clock",
            "certificates",
            "file-links",
            "disk",
            "queue",
            "log",
            "settings");
    assertThat(told.sentences("OK"))
        .anyMatch(said -> said.startsWith("Login and a read work: account H38, agency H38"))
        .anyMatch(said -> said.startsWith("Files are fetched under http://127.0.0.1:"))
        .anyMatch(said -> said.contains("is that of the database, and both its signatures"))
        .anyMatch(said -> said.endsWith(" says that it is UP."));
    assertThat(hub.hub().getBean(DeliveryLedger.class).sums().accepted()).isEqualTo(accepted);
    assertThat(count("jobs.run")).isEqualTo(runs);
  }

  private long count(String table) {
    return jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  private JdbcClient jdbc() {
    return hub.hub().getBean(JdbcClient.class);
  }

  @Test
  void a_person_reads_it_in_vietnamese_with_what_to_do() throws Exception {
    Program.Said said = run(Map.of(), "vi", "queue", false);

    assertThat(said.out())
        .contains("LƯU Ý      queue         Cần người xử lý: 1 bị từ chối")
        .contains("→ ./hub deliveries list --state REFUSED")
        .contains("Lỗi: 0, lưu ý: 1");
    assertThat(said.status()).as(said.err()).isZero();
  }

  @Test
  void a_portal_that_is_down_is_a_problem() throws Exception {
    NpspSimulator portal = hub.partners().portal().orElseThrow();
    portal.down();
    try {
      Told told = doctor(Map.of(), "partners", "clock");

      assertThat(told.status()).isEqualTo(1);
      assertThat(told.sentences("PROBLEM"))
          .anyMatch(said -> said.startsWith("Nobody answers at http://127.0.0.1:"))
          .anyMatch(said -> said.startsWith("The login of account H38, agency H38"));
      assertThat(told.sentences("UNKNOWN"))
          .containsExactly("The time of the portal is not known: no answer with a date came.");
    } finally {
      portal.up();
    }
  }

  @Test
  void a_wrong_password_is_a_problem_though_a_session_is_stored() throws Exception {
    assertThat(count("partner.session")).isEqualTo(1);

    Told told = doctor(Map.of("HUB_NPSP_PASSWORD", "wrong"), "partners");

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.sentences("PROBLEM"))
        .singleElement()
        .asString()
        .startsWith("The portal refused the login of account H38, agency H38");
  }

  @Test
  void a_destination_code_that_the_portal_does_not_take_is_a_problem() throws Exception {
    Told told =
        doctor(
            Map.of("HUB_NPSP_DSTCODE", "VN:GOV:wrong", "HUB_NPSP_SIGNING_ANSWERS", "off"),
            "partners");

    assertThat(told.sentences("PROBLEM"))
        .singleElement()
        .asString()
        .contains("refused the login", "destination VN:GOV:wrong: ", "(dstcode)");
  }

  @Test
  void a_portal_that_does_not_answer_a_login_is_a_problem() throws Exception {
    NpspSimulator portal = hub.partners().portal().orElseThrow();
    portal.fault(NpspFault.delay(Duration.ofSeconds(20)));
    try {
      Told told = doctor(Map.of("HUB_NPSP_TIMEOUT", "1s"), "partners");

      assertThat(told.sentences("PROBLEM"))
          .singleElement()
          .asString()
          .startsWith("The login of account H38, agency H38, destination VN:GOV:")
          .contains("got no answer that counts");
    } finally {
      portal.clearFaults();
    }
  }

  @Test
  void a_portal_in_maintenance_is_not_called_and_no_problem() throws Exception {
    PartnerDesk desk = hub.hub().getBean(PartnerDesk.class);
    Instant now = hub.hub().getBean(Clock.class).instant();
    UUID window =
        desk.maintain(
            "npsp", new Maintenance.Once(now, now.plus(Duration.ofHours(1))), "test", "doctor");
    try {
      Told told = doctor(Map.of(), "partners", "clock");

      assertThat(told.status()).isZero();
      assertThat(told.sentences("WARNING"))
          .singleElement()
          .asString()
          .startsWith("The portal is in maintenance until ");
    } finally {
      desk.endMaintenance("npsp", window, "test", "doctor");
    }
  }

  @Test
  void a_public_url_on_a_closed_port_is_a_problem() throws Exception {
    Told told = doctor(Map.of("HUB_PUBLICURL", "http://127.0.0.1:1"), "file-links");

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.sentences("PROBLEM"))
        .containsExactly("Nobody answers at http://127.0.0.1:1: partners cannot fetch files.");
  }

  @Test
  void a_database_that_does_not_answer_is_one_problem_and_the_rest_is_looked_at() throws Exception {
    Told told =
        doctor(
            Map.of(
                "HUB_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/hub",
                "HUB_DATABASE_USER", "hub",
                "HUB_DATABASE_PASSWORD", "x"));

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.sentences("PROBLEM"))
        .singleElement()
        .asString()
        .startsWith("The database jdbc:postgresql://127.0.0.1:1/hub cannot be reached");
    assertThat(told.sentences("UNKNOWN")).contains("Not checked: the database cannot be used.");
    assertThat(told.sentences("OK"))
        .anyMatch(said -> said.endsWith("private keys belong to their certificates."))
        .anyMatch(said -> said.contains(" answers (at 127.0.0.1)"));
  }

  @Test
  void a_late_job_is_a_problem() throws Exception {
    moveJobs("-");
    try {
      Told told = doctor(Map.of(), "queue");

      assertThat(told.status()).isEqualTo(1);
      assertThat(told.sentences("PROBLEM"))
          .anyMatch(
              said -> said.startsWith("Job procedures-from-npsp has not run since it was due"))
          .anyMatch(said -> said.endsWith(" says that it is DOWN."));
    } finally {
      moveJobs("+");
    }
  }

  private void moveJobs(String sign) {
    jdbc()
        .sql(
            """
            WITH moved AS (UPDATE jobs.job SET known_since = known_since %1$s interval '2 days')
            UPDATE jobs.run SET started_at = started_at %1$s interval '2 days',
                                ended_at = ended_at %1$s interval '2 days'
            """
                .formatted(sign))
        .update();
  }

  @Test
  void a_partition_that_is_missing_is_a_problem() throws Exception {
    String partition =
        jdbc()
            .sql(
                """
                SELECT format('%I.%I', n.nspname, c.relname)
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relispartition AND n.nspname = 'messagelog'
                   AND c.relname LIKE '%' || to_char(now() AT TIME ZONE 'UTC' + interval '1 month',
                                                     '"_y"YYYY"m"MM')
                   AND c.relkind = 'r' LIMIT 1
                """)
            .query(String.class)
            .single();
    String name = partition.substring(partition.indexOf('.') + 1);
    jdbc().sql("ALTER TABLE " + partition + " RENAME TO put_aside").update();
    try {
      assertThat(doctor(Map.of(), "database").sentences("PROBLEM"))
          .containsExactly("Partitions are missing: " + partition + ".");
    } finally {
      jdbc().sql("ALTER TABLE messagelog.put_aside RENAME TO " + name).update();
    }
  }

  @Test
  void a_key_store_that_cannot_be_opened_is_told_and_the_rest_is_looked_at() throws Exception {
    Told told =
        doctor(Map.of("HUB_KEYS_STORE", "/nowhere/hub.p12"), "certificates", "disk", "settings");

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.findings()).extracting(one -> one.path("code").asText()).contains("LT-5001");
    assertThat(told.sentences("OK")).anyMatch(said -> said.contains(" MB are kept free."));
  }

  @Test
  void a_check_that_is_not_there_is_refused_with_the_names_of_all() throws Exception {
    Program.Said said = run(Map.of(), "en", "weather", false);

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err()).contains("weather", "certificates").hasLineCount(1);
  }
}
