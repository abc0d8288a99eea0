package vn.lienthong.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;

/** What docs/architecture.md promises, as rules over byte code. */
final class Rules {
  private Rules() {}

  /** schemas ← {signing, connectors} ← integration-routes ← src. */
  static ArchRule schemasSeesNobody() {
    return noClasses()
        .that()
        .resideInAPackage("vn.lienthong.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "vn.lienthong.signing..",
            "vn.lienthong.connectors..",
            "vn.lienthong.routes..",
            "vn.lienthong.app..",
            "org.springframework..",
            "org.apache.camel..",
            "java.sql..");
  }

  static ArchRule signingStandsAlone() {
    return classes()
        .that()
        .resideInAPackage("vn.lienthong.signing..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "vn.lienthong.signing..",
                "vn.lienthong.schemas..",
                "java..",
                "javax..",
                "org.w3c..",
                "org.xml..",
                "org.bouncycastle..",
                "org.jspecify..",
                "com.fasterxml.jackson..",
                "org.erdtman.jcs.."));
  }

  static ArchRule connectorsKnowNeitherCamelNorSpringNorSigning() {
    return noClasses()
        .that()
        .resideInAPackage("vn.lienthong.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "vn.lienthong.signing..",
            "vn.lienthong.routes..",
            "org.apache.camel..",
            "org.springframework..");
  }

  static ArchRule connectorsDoNotKnowEachOther() {
    return slices()
        .matching("vn.lienthong.connectors.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            resideInAnyPackage("vn.lienthong.connectors.."),
            resideInAnyPackage("vn.lienthong.connectors.call.."));
  }

  static ArchRule camelOnlyInRoutes() {
    return noClasses()
        .that(not(resideInAnyPackage("vn.lienthong.routes..", "vn.lienthong.bench..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..");
  }

  static ArchRule featuresHaveNoCycles() {
    return slices().matching("vn.lienthong.routes.(*)..").should().beFreeOfCycles();
  }

  static ArchRule messageLogCallsNoFeature() {
    return noClasses()
        .that()
        .resideInAPackage("vn.lienthong.routes.messagelog..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("vn.lienthong.routes..")
                .and(
                    not(
                        resideInAnyPackage(
                            "vn.lienthong.routes.messagelog..",
                            "vn.lienthong.routes.store..",
                            "vn.lienthong.routes.faults.."))));
  }

  static ArchRule onlyDemoReachesSimulators() {
    return noClasses()
        .that(
            not(resideInAnyPackage("..simulator..", "vn.lienthong.demo..", "vn.lienthong.bench..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..simulator..");
  }

  static ArchRule nothingShippedListensOnTheDeliveryPath() {
    return noClasses()
        .that(not(resideInAPackage("vn.lienthong.routes.dossiers")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("vn.lienthong.routes.dossiers.PathProbe");
  }

  static ArchRule nobodyReadsTheClockBehindOurBack() {
    return noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class);
  }

  static ArchRule nobodyThrowsBareExceptions() {
    return noClasses()
        .should()
        .callConstructorWhere(
            new com.tngtech.archunit.base.DescribedPredicate<>("a bare exception is made") {
              @Override
              public boolean test(com.tngtech.archunit.core.domain.JavaConstructorCall call) {
                String owner = call.getTargetOwner().getName();
                return !call.getOriginOwner().isAssignableTo(Throwable.class)
                    && (owner.equals("java.lang.RuntimeException")
                        || owner.equals("java.lang.Exception"));
              }
            });
  }

  static ArchRule noEmptyNames() {
    return noClasses().should().haveNameMatching(".*(Impl|Utils|Helper|Manager)");
  }

  static ArchRule oneRouteOneClass() {
    return classes()
        .that()
        .areAssignableTo(RouteBuilder.class)
        .and()
        .areNotAssignableTo(RouteConfigurationBuilder.class)
        .and()
        .resideInAPackage("vn.lienthong..")
        .should(endInRouteAndSayFromOnce());
  }

  private static ArchCondition<JavaClass> endInRouteAndSayFromOnce() {
    return new ArchCondition<>("be final, end in Route and call from once") {
      @Override
      public void check(JavaClass route, ConditionEvents events) {
        long froms =
            route.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getName().equals("from"))
                .count();
        boolean holds =
            route.getSimpleName().endsWith("Route")
                && route.getModifiers().contains(JavaModifier.FINAL)
                && froms == 1;
        if (!holds) {
          events.add(
              SimpleConditionEvent.violated(route, route.getName() + " has " + froms + " from()"));
        }
      }
    };
  }
}
