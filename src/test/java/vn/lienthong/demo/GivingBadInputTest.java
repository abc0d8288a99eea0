package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertOneSentence(Program.run(temporary, "deliveries", "list"), "LT-");
    assertOneSentence(
        Program.run(temporary, "log", "export", temporary + "/x", "--reason", "r"), "LT-5");
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
    assertThat(said.err().strip()).startsWith(code).doesNotContain("\tat ");
    assertThat(said.err().strip().lines().count()).as(said.err()).isEqualTo(1);
  }
}
