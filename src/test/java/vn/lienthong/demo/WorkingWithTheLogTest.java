package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.Tile;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/** The log of a running hub: fetched over HTTP by whoever may, and worked with by ./hub log. */
@ExtendWith(HubUnderTest.class)
final class WorkingWithTheLogTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path temporary;

  @Test
  void anybody_gets_checkpoints_and_hashes_but_entries_only_the_auditor(Running hub)
      throws Exception {
    String tile = Tile.of(checkpoint(hub).size()).findFirst().orElseThrow().path();
    String entries = Tile.of(checkpoint(hub).size()).findFirst().orElseThrow().entriesPath();

    assertThat(get(hub, "checkpoint", "").headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            type -> assertThat(type).isEqualToIgnoringCase("text/plain;charset=utf-8"));
    assertThat(get(hub, "checkpoint", "").headers().firstValue("Cache-Control"))
        .contains("no-store");
    assertThat(get(hub, tile, "").statusCode()).isEqualTo(200);
    assertThat(get(hub, tile, "").headers().firstValue("Cache-Control"))
        .hasValueSatisfying(how -> assertThat(how).contains("immutable"));
    assertThat(get(hub, entries, "").statusCode()).isNotEqualTo(200);
    assertThat(get(hub, entries, "operator").statusCode()).isEqualTo(403);
    assertThat(get(hub, entries, "auditor").statusCode()).isEqualTo(200);
  }

  @Test
  void nothing_else_of_the_data_folder_is_served(Running hub) throws Exception {
    for (String name :
        List.of("checkpoint.new", "tile", "tile/entries", "../hub.yml", "%2e%2e/hub.yml", "x")) {
      assertThat(get(hub, name, "auditor").statusCode()).as(name).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void a_log_fetched_over_http_verifies(Running hub) throws Exception {
    byte[] note = get(hub, "checkpoint", "").body();
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
    save("checkpoint", note);
    for (Tile tile : Tile.of(checkpoint.size()).toList()) {
      fetch(hub, tile.path(), "");
      if (tile.level() == 0) {
        fetch(hub, tile.entriesPath(), "auditor");
      }
    }

    Report report = LogVerifier.verify(temporary, anchors(hub), Clock.systemUTC().instant());

    // calls that are under way have no outcome yet, and the signature file may be newer
    assertThat(report.findings())
        .as(() -> ReportText.lines(report, false))
        .noneMatch(finding -> finding.weight() == Report.Weight.FAULT);
    assertThat(report.size()).isEqualTo(checkpoint.size());
  }

  @Test
  void erased_exported_and_verified_from_the_command_line(Running hub) throws Exception {
    String data = hub.folder().root().toString();
    String dossier = hub.deliveredDossier();
    Path export = temporary.resolve("bản xuất");

    Program.Said key = run("log", "vkey", "--data", data);
    assertThat(key.out().strip()).isEqualTo(Files.readString(hub.folder().verifierKey()).strip());

    Program.Said erased =
        run("log", "erase", "--dossier", dossier, "--reason", "order 5", "--json", "--data", data);
    assertThat(new ObjectMapper().readTree(erased.out()).path("bodies").asInt()).isPositive();
    long size = hub.hub().getBean(LogStatus.class).standing().orElseThrow().size();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                hub.hub().getBean(LogStatus.class).standing().orElseThrow().size() > size
                    || hub.hub().getBean(LogStatus.class).standing().orElseThrow().pending() == 0);

    Program.Said exported =
        run("log", "export", export.toString(), "--payloads", "--reason", "audit", "--data", data);
    assertThat(exported.status()).as(exported.err()).isZero();
    Program.Said verified =
        run(
            "verify",
            export.toString(),
            "--vkey",
            hub.folder().verifierKey().toString(),
            "--ca",
            hub.folder().keys().resolve("test-ca.crt").toString(),
            "--lang",
            "en");
    assertThat(verified.out())
        .doesNotContain("FAULT")
        .contains("body erased, digest intact")
        .contains("signatures of messages are right");
    assertThat(verified.status()).as(verified.out()).isIn(0, 2);

    Program.Said refused = run("log", "new", "--reason", "just so", "--data", data);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("LT-6056");
  }

  private Program.Said run(String... arguments) throws IOException, InterruptedException {
    return Program.run(temporary, arguments);
  }

  private Anchors anchors(Running hub) throws IOException {
    return Anchors.of(
        SignedNote.VerifierKey.parse(Files.readString(hub.folder().verifierKey())),
        TrustAnchors.read(hub.folder().keys().resolve("test-ca.crt")));
  }

  private Checkpoint checkpoint(Running hub) throws Exception {
    return Checkpoint.parse(SignedNote.parse(get(hub, "checkpoint", "").body()).text());
  }

  /** The full tile where the partial one is gone, because the log grew meanwhile. */
  private void fetch(Running hub, String name, String user) throws Exception {
    HttpResponse<byte[]> answer = get(hub, name, user);
    if (answer.statusCode() == 404 && name.contains(".p/")) {
      fetch(hub, name.substring(0, name.indexOf(".p/")), user);
    } else {
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      save(name, answer.body());
    }
  }

  private void save(String name, byte[] bytes) throws IOException {
    Files.createDirectories(temporary.resolve(name).getParent());
    Files.write(temporary.resolve(name), bytes);
  }

  private HttpResponse<byte[]> get(Running hub, String name, String user) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hub.address() + "/log/" + name));
    if (!user.isEmpty()) {
      String secret = user + ":" + hub.passwords().getOrDefault(user, "");
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
