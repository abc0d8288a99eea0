package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.LogSearch;
import vn.lienthong.routes.procedures.Procedures;

/** Jobs operated by curl. */
@ExtendWith(HubUnderTest.class)
final class OperatingOverRestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB = Procedures.JOB;
  private static final String REASON = "{\"reason\":\"the portal asked for it\"}";

  private static final String CONTRACT = "https://hub.test/operations.yaml";
  private static final LogSearch.Query ACTS =
      new LogSearch.Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(EntryDraft.Kind.OPERATOR_ACT),
          Optional.empty(),
          Optional.empty(),
          1000);

  private final Running hub;

  OperatingOverRestTest(Running hub) {
    this.hub = hub;
  }

  /** What was said back. */
  private record Said(int status, String headers, String body) {
    JsonNode json() throws Exception {
      return JSON.readTree(body);
    }

    String code() throws Exception {
      return json().path("code").asText();
    }
  }

  private Said call(String user, String method, String path, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("curl", "-s", "-i", "-X", method, hub.address() + path));
    if (!user.isEmpty()) {
      command.addAll(List.of("-u", user + ":" + hub.passwords().get(user)));
    }
    command.addAll(List.of(more));
    Process curl = new ProcessBuilder(command).start();
    String all = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).isZero();
    String[] parts = all.split("\r\n\r\n", 2);
    return new Said(Integer.parseInt(parts[0].split(" ")[1]), parts[0], parts[1]);
  }

  private Said get(String path) throws Exception {
    return call("auditor", "GET", path);
  }

  private Said act(String method, String path, String body) throws Exception {
    return call("operator", method, path, "-H", "Content-Type: application/json", "-d", body);
  }

  private Said post(String path, String body) throws Exception {
    return act("POST", "/api/v1/jobs/" + path, body);
  }

  /** What of the answer breaks the contract that the hub serves. */
  private List<?> breaches(String schema, Said said) throws Exception {
    String contract = call("", "GET", "/api/v1/operations.yaml").body();
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(CONTRACT, contract)));
    return registry
        .getSchema(SchemaLocation.of(CONTRACT + "#/components/schemas/" + schema))
        .validate(said.body(), InputFormat.JSON);
  }

  @BeforeEach
  @AfterEach
  void usual_times() throws Exception {
    post(JOB + "/resume", REASON);
    act("PUT", "/api/v1/jobs/" + JOB + "/timetable", REASON);
  }

  @Test
  void any_person_reads_jobs_and_runs_as_the_contract_says() throws Exception {
    Said job = get("/api/v1/jobs/" + JOB);
    Said runs = get("/api/v1/jobs/" + JOB + "/runs?limit=1");

    assertThat(job.status()).isEqualTo(200);
    assertThat(breaches("Job", job)).isEmpty();
    assertThat(job.json().path("nextAt").asText()).isNotEmpty();
    JsonNode newest = runs.json().path("runs").get(0);
    assertThat(breaches("Run", new Said(200, "", newest.toString()))).isEmpty();
    assertThat(newest.path("logTo").asLong()).isPositive();
    assertThat(get("/api/v1/jobs").json().get(0).path("name").asText()).isEqualTo(JOB);
  }

  @Test
  void older_runs_are_where_the_answer_says() throws Exception {
    begun();
    begun();
    JsonNode first = get("/api/v1/jobs/" + JOB + "/runs?limit=1").json();
    JsonNode second = get(first.path("next").asText()).json();

    assertThat(second.path("runs").get(0).path("id"))
        .isNotEqualTo(first.path("runs").get(0).path("id"));
    assertThat(second.path("runs").get(0).path("startedAt").asText())
        .isLessThan(first.path("runs").get(0).path("startedAt").asText());
  }

  /** A run that has ended. */
  private JsonNode begun() throws Exception {
    Said begun = post(JOB + "/runs", REASON);
    assertThat(begun.status()).as(begun.body()).isEqualTo(202);
    String place =
        begun
            .headers()
            .lines()
            .filter(line -> line.startsWith("Location: "))
            .findFirst()
            .orElseThrow()
            .substring(10);
    await().atMost(Duration.ofMinutes(2)).until(() -> get(place).json().path("run").has("endedAt"));
    return get(place).json().path("run");
  }

  @Test
  void an_operator_runs_a_job_and_follows_it_to_its_end() throws Exception {
    JsonNode run = begun();

    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(run.path("operator").asText()).isEqualTo("operator");
    assertThat(run.path("reason").asText()).isEqualTo("the portal asked for it");
    assertThat(
            hub.hub().getBean(LogSearch.class).search(ACTS, "test", "test").stream()
                .filter(
                    act -> act.call().correlationId().equals(run.path("correlationId").asText()))
                .map(LogSearch.Found::service))
        .contains("run-job");
  }

  @Test
  void a_dry_run_answers_with_what_it_would_do_and_is_no_run() throws Exception {
    String newest = get("/api/v1/jobs/" + JOB + "/runs?limit=1").json().at("/runs/0/id").asText();

    Said dry = post(JOB + "/dry-run", REASON);

    assertThat(dry.status()).as(dry.body()).isEqualTo(200);
    assertThat(dry.json().path("run").path("options").asText()).isEqualTo("dry-run");
    assertThat(dry.json().path("differences").isArray()).isTrue();
    assertThat(get("/api/v1/jobs/" + JOB + "/runs?limit=1").json().at("/runs/0/id").asText())
        .isEqualTo(newest);
  }

  @Test
  void a_job_is_paused_and_resumed_and_given_other_times() throws Exception {
    JsonNode paused = post(JOB + "/pause", REASON).json();
    assertThat(paused.has("pausedAt")).isTrue();
    assertThat(paused.has("nextAt")).isFalse();
    assertThat(post(JOB + "/pause", REASON).code()).isEqualTo("LT-2034");
    assertThat(post(JOB + "/resume", REASON).json().has("pausedAt")).isFalse();

    JsonNode other =
        act(
                "PUT",
                "/api/v1/jobs/" + JOB + "/timetable",
                "{\"reason\":\"why\",\"timetable\":\"every 6h\"}")
            .json();

    assertThat(other.path("timetable").asText()).isEqualTo("every 6h");
    assertThat(other.path("changed").asBoolean()).isTrue();
  }

  @Test
  void what_is_wrong_is_named_with_field_and_what_to_do() throws Exception {
    assertProblem(post(JOB + "/pause", "{}"), 400, "LT-7004", "reason");
    assertProblem(post(JOB + "/pause", "{\"reason\":\"  \"}"), 400, "LT-7004", "reason");
    assertProblem(post(JOB + "/pause", "{\"reson\":\"x\"}"), 400, "LT-7004", "reson");
    assertProblem(post(JOB + "/pause", "{"), 400, "LT-7004", "body");
    assertProblem(post(JOB + "/pause", ""), 400, "LT-7004", "body");
    assertProblem(post("nothing/pause", REASON), 404, "LT-2010", JOB);
    assertProblem(get("/api/v1/jobs/" + JOB + "/runs?limit=0"), 400, "LT-7004", "limit");
    assertProblem(get("/api/v1/jobs/" + JOB + "/runs?before=x"), 400, "LT-7004", "before");
    assertProblem(
        get("/api/v1/jobs/" + JOB + "/runs/00000000-0000-0000-0000-000000000000"),
        404,
        "LT-2036",
        "00000000");
    assertProblem(
        act(
            "PUT",
            "/api/v1/jobs/" + JOB + "/timetable",
            "{\"reason\":\"why\",\"timetable\":\"daily\"}"),
        422,
        "LT-2031",
        "daily");
    assertProblem(
        post(
            JOB + "/backfills",
            "{\"reason\":\"x\",\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-02T00:00:00Z\"}"),
        422,
        "LT-2032",
        JOB);
    assertProblem(
        post(JOB + "/backfills", "{\"reason\":\"x\",\"from\":\"yesterday\"}"),
        400,
        "LT-7004",
        "from");
    assertProblem(
        call("operator", "POST", "/api/v1/jobs/" + JOB + "/pause", "-d", REASON),
        400,
        "LT-7004",
        "Content-Type");
  }

  private void assertProblem(Said said, int status, String code, String named) throws Exception {
    assertThat(said.status()).as(said.body()).isEqualTo(status);
    assertThat(said.headers()).contains("application/problem+json");
    assertThat(said.code()).isEqualTo(code);
    assertThat(said.json().path("detail").asText()).contains(named);
    assertThat(said.json().path("field").asText()).isEqualTo(status == 400 ? named : "");
    assertThat(breaches("Problem", said)).isEmpty();
  }

  @Test
  void who_does_not_sign_in_sees_nothing_and_an_auditor_changes_nothing() throws Exception {
    Said nobody = call("", "GET", "/api/v1/jobs");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.code()).isEqualTo("LT-7001");
    assertThat(nobody.headers()).contains("WWW-Authenticate: Basic");

    Said auditor =
        call(
            "auditor",
            "POST",
            "/api/v1/jobs/" + JOB + "/pause",
            "-H",
            "Content-Type: application/json",
            "-d",
            REASON);
    assertThat(auditor.status()).isEqualTo(403);
    assertThat(auditor.code()).isEqualTo("LT-7002");
    assertThat(get("/api/v1/jobs/" + JOB).json().has("pausedAt")).isFalse();
  }

  @Test
  void what_has_not_changed_is_not_sent_again() throws Exception {
    String tag =
        get("/api/v1/jobs/" + JOB)
            .headers()
            .lines()
            .filter(line -> line.startsWith("ETag: "))
            .findFirst()
            .orElseThrow()
            .substring(6);

    Said again = call("auditor", "GET", "/api/v1/jobs/" + JOB, "-H", "If-None-Match: " + tag);

    assertThat(again.status()).isEqualTo(304);
  }
}
