package vn.lienthong.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks of the root pom see the fault that each is there for, and nothing else. */
final class CheckingTheSourcesIT {
  @TempDir private static Path temporary;

  private static Ran maven = new Ran(-1, "", "");

  /** One Maven run over all modules, going on after each that fails. */
  @BeforeAll
  static void runMaven() throws Exception {
    Files.writeString(temporary.resolve("pom.xml"), rootPomWithPlantedModules());
    Files.createDirectory(temporary.resolve(".mvn"));
    Files.copy(Checkout.file(".mvn/jvm.config"), temporary.resolve(".mvn/jvm.config"));
    for (PlantedModule module : PlantedModule.values()) {
      module.writeBelow(temporary);
    }
    maven =
        Ran.in(temporary)
            .with("JAVA_HOME", System.getProperty("java.home"))
            .run(
                "mvn",
                "-B",
                "-o",
                "--fail-at-end",
                "--no-transfer-progress",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + System.getProperty("hub.maven.repository"),
                "verify");
  }

  @Test
  void a_module_without_a_fault_passes() {
    assertThat(maven.out()).containsPattern("planted-clean \\.* SUCCESS");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLEAN")
  void a_planted_fault_fails_its_module_and_is_named(PlantedModule module) {
    assertThat(maven.status()).isNotZero();
    assertThat(maven.out()).containsPattern(module.artifact() + " \\.* FAILURE");
    assertThat(saidOf(module))
        .as(maven.out())
        .containsPattern(Pattern.compile(module.finding(), Pattern.DOTALL));
  }

  /** What Maven said from the module's heading to the next one's. */
  private static String saidOf(PlantedModule module) {
    String heading = "< vn.lienthong:" + module.artifact() + " >";
    assertThat(maven.out()).contains(heading);
    String rest = maven.out().substring(maven.out().indexOf(heading) + heading.length());
    int next = rest.indexOf("< vn.lienthong:");
    int summary = rest.indexOf("Reactor Summary");
    String own = rest.substring(0, next < 0 ? summary : next);
    String failure =
        maven
            .out()
            .lines()
            .filter(line -> line.contains("on project " + module.artifact() + ":"))
            .collect(Collectors.joining("\n"));
    return own + failure;
  }

  private static String rootPomWithPlantedModules() throws IOException {
    String modules =
        Arrays.stream(PlantedModule.values())
            .map(module -> "<module>" + module.artifact() + "</module>")
            .collect(Collectors.joining());
    String pom = Files.readString(Checkout.file("pom.xml"));
    String planted =
        pom.replaceFirst("(?s)<modules>.*?</modules>", "<modules>" + modules + "</modules>");
    assertThat(planted).isNotEqualTo(pom);
    return planted;
  }
}
