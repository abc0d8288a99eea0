package vn.lienthong.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
  private static JavaClasses ours;
  private static JavaClasses planted;

  @BeforeAll
  static void readByteCode() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.lienthong");
    planted = new ClassFileImporter().importPackages(PlantedFaults.PACKAGES);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("schemas sees nobody", Rules.schemasSeesNobody()),
        Arguments.of("signing stands alone", Rules.signingStandsAlone()),
        Arguments.of(
            "connectors know no Camel", Rules.connectorsKnowNeitherCamelNorSpringNorSigning()),
        Arguments.of("connectors do not know each other", Rules.connectorsDoNotKnowEachOther()),
        Arguments.of("Camel only in routes", Rules.camelOnlyInRoutes()),
        Arguments.of("features have no cycles", Rules.featuresHaveNoCycles()),
        Arguments.of("the message log calls no feature", Rules.messageLogCallsNoFeature()),
        Arguments.of("only demo reaches simulators", Rules.onlyDemoReachesSimulators()),
        Arguments.of("the path probe is a no-op", Rules.nothingShippedListensOnTheDeliveryPath()),
        Arguments.of("the clock is injected", Rules.nobodyReadsTheClockBehindOurBack()),
        Arguments.of("no bare exceptions", Rules.nobodyThrowsBareExceptions()),
        Arguments.of("no empty names", Rules.noEmptyNames()),
        Arguments.of("one route, one class", Rules.oneRouteOneClass()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_program_keeps_the_rule(String name, ArchRule rule) {
    assertThat(ours).as(name).isNotEmpty();
    rule.check(ours);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void a_planted_fault_breaks_the_rule(String name, ArchRule rule) {
    assertThatThrownBy(() -> rule.check(planted))
        .as(name)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was violated")
        .hasMessageNotContaining("failed to check any classes");
  }

  @Test
  void every_rule_that_is_written_is_checked_and_seen_to_fail() {
    long written =
        Stream.of(Rules.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == ArchRule.class)
            .count();
    assertThat(rules()).hasSize((int) written);
  }

  @Test
  void all_modules_are_on_the_class_path() {
    assertThat(Stream.of("schemas", "signing", "connectors", "routes", "app"))
        .allMatch(
            module ->
                ours.stream()
                    .anyMatch(c -> c.getPackageName().startsWith("vn.lienthong." + module)));
  }
}
