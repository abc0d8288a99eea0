package vn.lienthong.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import vn.lienthong.cli.HubCommand;

/** ./hub: finds Java, builds when it must, asks for what tests need, in either language. */
final class RunningTheScriptIT {
  private static final String SUCCESS =
      """
      echo "mvn $*" >&2
      echo "[INFO] Building Liên Thông: routes, state, migrations 0.1.0-SNAPSHOT    [5/6]"
      echo "[INFO] something that nobody wants to read"
      mkdir -p src/target
      : > src/target/hub-exec.jar
      echo "[INFO] BUILD SUCCESS"
      """;

  @TempDir private Path temporary;
  private ScriptSandbox sandbox;

  @BeforeEach
  void prepare() throws Exception {
    sandbox = new ScriptSandbox(temporary);
  }

  @Test
  void every_posix_shell_understands_it_and_the_linter_finds_nothing() throws Exception {
    String hub = Checkout.file("hub").toString();
    assertThat(Ran.in(temporary).run("sh", "-n", hub)).isEqualTo(new Ran(0, "", ""));
    assertThat(Ran.in(temporary).run("dash", "-n", hub)).isEqualTo(new Ran(0, "", ""));
    assertThat(Ran.in(temporary).run("shellcheck", hub, Checkout.file(".ci/run").toString()))
        .isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void help_lists_every_verb_in_the_language_of_the_reader() throws Exception {
    String english = sandbox.hub("help", "--lang", "en").out();
    String vietnamese = sandbox.hub("--help", "--lang=vi").out();
    assertThat(english).contains("make the data folder").doesNotContain("thư mục");
    assertThat(vietnamese).contains("tạo thư mục dữ liệu").doesNotContain("make the data");
    assertThat(verbs(english))
        .isEqualTo(verbs(vietnamese))
        .containsAll(new CommandLine(new HubCommand()).getSubcommands().keySet())
        .contains("test", "lint", "format", "docs", "bench", "dist", "help");
    assertThat(sandbox.hub("help").out()).isEqualTo(english);
  }

  @ParameterizedTest
  @MethodSource("locales")
  void the_locale_tells_the_language(String variables, String expected) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
    command.addAll(List.of(variables.split(" ")));
    command.addAll(List.of(sandbox.hub().toString(), "nothing"));
    Ran ran = Ran.in(temporary).run(command.toArray(String[]::new));
    assertThat(ran).isEqualTo(new Ran(2, "", expected + "\n"));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> locales() {
    String english = "There is no verb 'nothing'; see ./hub help.";
    String vietnamese = "Không có lệnh 'nothing'; xem ./hub help.";
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of("LANG=C", english),
        org.junit.jupiter.params.provider.Arguments.of("LANG=vi_VN.UTF-8", vietnamese),
        org.junit.jupiter.params.provider.Arguments.of("LANG=vi_VN.UTF-8 LC_ALL=C", english),
        org.junit.jupiter.params.provider.Arguments.of("LANG=C LC_MESSAGES=vi_VN", vietnamese));
  }

  @Test
  void an_old_java_is_passed_over_for_one_of_25_or_later() throws Exception {
    Files.createDirectories(sandbox.jar().getParent());
    Files.createFile(sandbox.jar());
    Path old = sandbox.fakeJava(temporary.resolve("old"), "17.0.15");
    Path right = sandbox.fakeJava(temporary.resolve("right"), "25");
    Path link = Files.createSymbolicLink(temporary.resolve("lối tắt"), sandbox.hub());

    Ran ran =
        Ran.in(Path.of("/"))
            .run(
                "/usr/bin/env",
                "-i",
                "LANG=C",
                "JAVA_HOME=" + old,
                "PATH=" + right.resolve("bin") + ":/usr/bin:/bin",
                link.toString(),
                "demo",
                "--data",
                "dữ liệu");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith(right.resolve("bin/java").toString())
        .contains("-Xmx512m", "-Dhub.home=" + sandbox.home())
        .endsWith("-jar " + sandbox.jar() + " demo --data dữ liệu\n");
  }

  @Test
  void where_there_is_no_java_25_it_says_what_to_install() throws Exception {
    sandbox.fakeJava(temporary.resolve("jdk"), "24.0.2");
    List<String> hidden = new ArrayList<>(Persons.rootWhoMounts());
    String hide = "[ ! -d /usr/lib/jvm ] || mount -t tmpfs none /usr/lib/jvm; exec \"$@\"";
    hidden.addAll(List.of("sh", "-c", hide, "sh"));
    for (String verb : List.of("demo", "test", "lint", "dist")) {
      Ran ran = sandbox.hubWithin(hidden, verb);
      assertThat(ran.status()).as(verb).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().toList().getLast())
          .startsWith("JDK 25 or later is needed")
          .contains("temurin-25-jdk");
    }
  }

  @Test
  void it_builds_quietly_when_a_source_is_newer_than_the_program_and_only_then() throws Exception {
    sandbox.stub("mvn", SUCCESS);
    sandbox.stub("mkdir", "exec /usr/bin/mkdir \"$@\"");
    Path source = Files.writeString(sandbox.home().resolve("schemas/A.java"), "");

    Ran first = sandbox.hub("demo", "--lang", "vi");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.err().lines())
        .containsExactly(
            "Đang biên dịch (lần đầu: vài phút, tải thư viện) ...",
            "  [5/6] routes, state, migrations");
    assertThat(first.out()).endsWith(" demo --lang vi\n");
    assertThat(sandbox.hub("demo").err()).isEmpty();

    Files.setLastModifiedTime(
        source, FileTime.from(Clock.systemUTC().instant().plus(Duration.ofSeconds(5))));
    assertThat(sandbox.hub("demo").err()).startsWith("Building");
  }

  @Test
  void a_build_that_fails_says_so_and_where_all_of_it_is_told() throws Exception {
    sandbox.stub("mvn", "echo '[ERROR] A.java:[1,1] not a statement'; exit 1");
    Ran ran = sandbox.hub("demo");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("[ERROR] A.java:[1,1] not a statement");
    String last = ran.err().lines().toList().getLast();
    assertThat(last).startsWith("The build failed; all it said is in /");
    Path log = Path.of(last.substring(last.indexOf('/')));
    assertThat(log).content().contains("not a statement");
    Files.delete(log);
  }

  static List<String> tools() throws Exception {
    return ScriptSandbox.testTools();
  }

  @ParameterizedTest
  @MethodSource("tools")
  void a_tool_that_the_tests_need_is_named_when_it_is_missing_and_they_do_not_run(String tool)
      throws Exception {
    sandbox.remove(tool);
    Ran ran = sandbox.hubWithin(Persons.ordinary(), "test");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .matches(tool + " missing: install as root with apt-get install [a-z0-9-]+\n");
  }

  @Test
  void root_gets_what_is_missing_installed_before_the_tests_run() throws Exception {
    sandbox.remove("xmlsec1");
    sandbox.remove("ip");
    Path bin = temporary.resolve("bin");
    sandbox.stub(
        "apt-get",
        "echo \"apt-get $*\" >&2; [ $1 = update ] || { : > '%1$s/xmlsec1'; : > '%1$s/ip'; /usr/bin/chmod 755 '%1$s/xmlsec1' '%1$s/ip'; }"
            .formatted(bin));
    Ran ran = sandbox.hubWithin(Persons.root(), "test", "signing");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.err().lines())
        .containsExactly(
            "+ apt-get install -y iproute2 xmlsec1",
            "apt-get update -qq",
            "apt-get install -y -qq iproute2 xmlsec1",
            "+ mvn -pl signing -am verify",
            "mvn -B --no-transfer-progress -pl signing -am verify");
  }

  @Test
  void what_cannot_be_installed_fails_the_tests_even_for_root() throws Exception {
    sandbox.remove("xmlsec1");
    sandbox.stub("apt-get", "echo 'E: Unable to locate package' >&2; exit 100");
    Ran ran = sandbox.hubWithin(Persons.root(), "test");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("E: Unable to locate package")
        .endsWith("xmlsec1 missing: install as root with apt-get install xmlsec1\n")
        .doesNotContain("mvn");
  }

  @Test
  void ci_runs_the_tests_as_a_person_does_and_nothing_else() throws Exception {
    Files.createDirectories(sandbox.home().resolve(".ci"));
    Files.copy(Checkout.file(".ci/run"), sandbox.home().resolve(".ci/run"));
    Ran ran =
        Ran.in(Path.of("/"))
            .with("PATH", temporary.resolve("bin").toString())
            .with("JAVA_HOME", temporary.resolve("jdk").toString())
            .run("/bin/sh", sandbox.home().resolve(".ci/run").toString());
    assertThat(ran.err()).isEqualTo("+ mvn verify\nmvn -B --no-transfer-progress verify\n");
  }

  private static List<String> verbs(String help) {
    return help.lines().skip(1).map(line -> line.strip().split(" ")[0]).toList();
  }
}
