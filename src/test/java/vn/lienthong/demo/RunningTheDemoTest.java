package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ./hub demo --once, from an empty folder, and again over what it left. */
final class RunningTheDemoTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary;

  @Test
  void everything_holds_from_an_empty_folder_and_again_over_what_it_left() throws Exception {
    Path data = temporary.resolve("hồ sơ demo");
    Path figures = temporary.resolve("figures.json");
    Program.Said said = demo(data, figures, "--dossiers", "60", "--lang", "vi");
    assertThat(said.status()).as(said.out() + said.err()).isZero();
    assertThat(said.out()).contains("1.655 trên 1.655").contains("Cổng quốc gia ngừng");
    JsonNode all = JSON.readTree(figures.toFile());
    assertThat(all.at("/procedures/equal").asInt()).isEqualTo(1655);
    assertThat(all.at("/procedures/different").asInt()).isZero();
    assertThat(all.at("/dossiers/captured").asInt()).isEqualTo(60);
    assertThat(all.at("/deliveries/delivered").asInt()).isEqualTo(all.at("/npsp/applied").asInt());
    assertThat(all.at("/npsp/appliedTwice").asInt()).isZero();
    assertThat(all.at("/npsp/orderViolations").asInt()).isZero();
    assertThat(all.at("/npsp/invalidSignatures").asInt()).isZero();
    assertThat(all.at("/planted/refused").asInt()).isEqualTo(1);
    assertThat(all.at("/log/verified").asBoolean()).isTrue();
    Program.Said verified =
        Program.run(
            temporary,
            "verify",
            data.resolve("export").toString(),
            "--vkey",
            data.resolve("keys/log.vkey").toString(),
            "--ca",
            data.resolve("keys/test-ca.crt").toString());
    assertThat(verified.status()).as(verified.out()).isZero();
    assertThat(verified.out()).contains(all.at("/log/rootHash").asText());

    Program.Said again = demo(data, figures, "--dossiers", "60");
    assertThat(again.status()).as(again.out() + again.err()).isZero();
    assertThat(JSON.readTree(figures.toFile()).at("/npsp/applied"))
        .isEqualTo(all.at("/npsp/applied"));
  }

  @Test
  void it_works_over_rest_and_with_a_portal_that_runs_alone() throws Exception {
    Path portalHome = temporary.resolve("portal");
    Files.createDirectories(portalHome);
    Program portal = Program.start(portalHome, Map.of(), "simulate", "npsp", "--port", "0");
    try {
      Pattern address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
      await().atMost(Duration.ofSeconds(30)).until(() -> address.matcher(portal.said()).find());
      Matcher found = address.matcher(portal.said());
      assertThat(found.find()).isTrue();
      Path figures = temporary.resolve("figures.json");
      Program.Said said =
          demo(
              temporary.resolve("data"),
              figures,
              "--dossiers",
              "20",
              "--feed",
              "rest",
              "--npsp",
              found.group());
      assertThat(said.status()).as(said.out() + said.err()).isZero();
      JsonNode all = JSON.readTree(figures.toFile());
      assertThat(all.at("/procedures/equal").asInt()).isEqualTo(1655);
      assertThat(all.at("/deliveries/delivered").asInt())
          .isEqualTo(all.at("/npsp/applied").asInt());
    } finally {
      portal.process().destroy();
      portal.process().waitFor();
    }
  }

  private Program.Said demo(Path data, Path figures, String... more) throws Exception {
    String[] arguments = new String[7 + more.length];
    String[] first = {
      "demo", "--once", "--data", data.toString(), "--json", figures.toString(), "--port=0"
    };
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Program.run(temporary, arguments);
  }
}
