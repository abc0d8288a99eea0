package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear sentence with what to do, a status other than 0, nothing half-written. */
final class GivingBadInputTest {
  @TempDir private Path temporary;

  @Test
  void a_wrong_flag_or_value_names_it_and_where_to_look() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("demo", "--wrong"),
            List.of("demo", "--dossiers", "many"),
            List.of("demo", "--dossiers", "0"),
            List.of("demo", "--npsp", "ftp://x"),
            List.of("demo", "--port", "65536"),
            List.of("simulate", "npsp", "--port", "-1"),
            List.of("demo", "--lang", "fr"),
            List.of("deliveries", "replay", "H38.1-1"),
            List.of("nothing"))) {
      Program.Said said = Program.run(temporary, wrong.toArray(String[]::new));
      assertOneSentence(said, "LT-8001");
      assertThat(said.status()).as(said.err()).isEqualTo(2);
    }
    assertThat(temporary.resolve("data")).doesNotExist();
  }

  @Test
  void an_occupied_port_is_found_before_anything_is_made() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program.Said said =
          Program.run(temporary, "demo", "--once", "--port", "" + taken.getLocalPort());
      assertOneSentence(said, "LT-8002");
      assertThat(said.err()).contains("--port");
    }
    assertThat(temporary.resolve("data")).doesNotExist();
  }

  @Test
  void a_folder_with_other_things_is_left_alone() throws Exception {
    Path folder = Files.createDirectories(temporary.resolve("photos"));
    Files.writeString(folder.resolve("cat.jpg"), "meow");
    Program.Said said = Program.run(temporary, "setup", "--data", folder.toString());
    assertOneSentence(said, "LT-8005");
    assertThat(folder).isDirectoryContaining("glob:**cat.jpg");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void a_command_without_a_hub_says_how_to_make_one() throws Exception {
    Program.Said said = Program.run(temporary, "deliveries", "list");
    assertOneSentence(said, "LT-8003");
    assertThat(said.err()).contains("./hub setup");
  }

  @Test
  void a_hub_that_was_only_set_up_says_which_setting_is_missing() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();
    Program.Said said = Program.run(temporary, "start", "--port=0");
    assertOneSentence(said, "LT-1001");
    assertThat(said.err()).contains("hub.");
  }

  @Test
  void unreadable_settings_and_a_wrong_key_password_are_named() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();
    Path data = temporary.resolve("data");
    Path settings = data.resolve("hub.yml");
    String right = Files.readString(settings);
    Files.writeString(settings, "hub:\n  npsp: [\n");
    assertOneSentence(Program.run(temporary, "start", "--port=0"), "LT-1001");
    Files.writeString(settings, right);
    Files.writeString(data.resolve("keys/password"), "wrong");
    assertOneSentence(
        Program.run(temporary, "log", "export", temporary + "/x", "--reason", "r"), "LT-5002");
    assertThat(temporary.resolve("x")).doesNotExist();
    Files.delete(data.resolve("keys/password"));
    assertOneSentence(
        Program.run(temporary, "log", "export", temporary + "/x", "--reason", "r"), "LT-5001");
    Files.delete(settings);
    Files.createDirectory(settings);
    assertOneSentence(Program.run(temporary, "start"), "LT-8007");
    assertOneSentence(Program.run(temporary, "setup"), "LT-8007");
  }

  @Test
  void a_database_that_cannot_be_reached_is_named_in_the_language_of_the_reader() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();
    Program program =
        Program.start(
            temporary,
            Map.of("HUB_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/hub", "HUB_LANG", "vi_VN"),
            "deliveries",
            "list");
    assertOneSentence(Program.ended(program), "LT-9007 Không kết nối được cơ sở dữ liệu");
  }

  @Test
  void a_second_hub_on_the_folder_is_refused_and_the_first_stops_without_a_word() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();
    Map<String, String> settings =
        Map.of(
            "HUB_NPSP_ADAPTERURL", "http://127.0.0.1:1",
            "HUB_NPSP_AGENCYCODE", "H38",
            "HUB_NPSP_USERNAME", "H38",
            "HUB_NPSP_PASSWORD", "x",
            "HUB_ONESTOP_URL", "jdbc:postgresql://127.0.0.1:1/x",
            "HUB_ONESTOP_PASSWORD", "x",
            "HUB_CONSOLELOG", "OFF");
    Program first = Program.start(temporary, settings, "start", "--port=0");
    try {
      await().atMost(Duration.ofMinutes(3)).until(() -> first.said().contains("http://"));
      Program.Said second = Program.ended(Program.start(temporary, settings, "start", "--port=0"));
      assertOneSentence(second, "LT-9001");
      assertThat(second.err()).contains("process " + first.process().pid());
    } finally {
      first.process().destroy();
      assertThat(first.process().waitFor()).isEqualTo(143);
    }
    assertThat(first.said().strip().lines()).hasSize(2);
    assertThat(first.err()).content().isEmpty();
  }

  @Test
  void a_set_up_that_was_cut_off_goes_on() throws Exception {
    Path keys = Files.createDirectories(temporary.resolve("data/keys"));
    Files.writeString(keys.resolve("hub.p12"), "half of");
    assertThat(Program.run(temporary, "setup").status()).isZero();
    byte[] made = Files.readAllBytes(keys.resolve("hub.p12"));

    Files.delete(temporary.resolve("data/hub.yml"));
    assertThat(Program.run(temporary, "setup").status()).isZero();
    assertThat(Files.readAllBytes(keys.resolve("hub.p12"))).isEqualTo(made);
  }

  @Test
  void an_export_that_is_none_is_invalid_not_a_crash() throws Exception {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    Program.Said said = Program.run(temporary, "verify", empty.toString());
    assertThat(said.status()).isEqualTo(1);
    assertThat(said.out()).contains("checkpoint-missing");
    assertOneSentence(Program.run(temporary, "verify", temporary + "/nothing"), "LT-8007");
  }

  private static void assertOneSentence(Program.Said said, String code) {
    assertThat(said.status()).as(said.err()).isNotZero();
    assertThat(said.err().strip()).startsWith(code);
    assertThat(said.out() + said.err()).doesNotContain("\tat ");
    assertThat(said.err().strip().lines().count()).as(said.err()).isEqualTo(1);
  }
}
