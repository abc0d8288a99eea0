package vn.lienthong.console.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;

final class AssigningErrorsTest {
  /** What people get from these packages, and no delivery ever carries. */
  private static final Set<HubError> NOT_OF_DELIVERIES =
      EnumSet.of(
          HubError.SETTING_INVALID,
          HubError.MODE_AGENCY_WRONG,
          HubError.SHADOW_NOT_ADOPTED,
          HubError.ADOPTION_NEEDS_LOOKUP,
          HubError.ADOPTION_UNANSWERED,
          HubError.OWNER_NOT_KNOWN,
          HubError.HAND_OVER_TOO_EARLY,
          HubError.DELIVERY_NOT_FOUND,
          HubError.DELIVERY_MOVE_REFUSED,
          HubError.REASON_MISSING,
          HubError.SEARCH_TOO_BROAD,
          HubError.REPLAY_FINDS_NOTHING,
          HubError.PARTNER_UNKNOWN,
          HubError.PACE_WRONG,
          HubError.MAINTENANCE_UNKNOWN,
          HubError.SESSION_KEY_UNUSABLE,
          HubError.ONESTOP_REFUSES,
          HubError.ONESTOP_BREAKS_CONTRACT,
          HubError.FEED_BEHIND,
          HubError.FEED_STANDS_STILL);

  @Test
  void every_error_that_a_delivery_can_carry_has_somebody_who_mends_it() {
    Set<HubError> named = errorsNamedOnTheWayOfADelivery();
    named.removeAll(NOT_OF_DELIVERIES);

    assertThat(named)
        .contains(HubError.FIELD_MISSING, HubError.PARTNER_REFUSED, HubError.DELIVERY_IN_DOUBT)
        .allSatisfy(error -> assertThat(Mender.of(error)).as(error.name()).isPresent());
  }

  @Test
  void nobody_is_named_for_what_no_delivery_carries() {
    assertThat(NOT_OF_DELIVERIES).allSatisfy(error -> assertThat(Mender.of(error)).isEmpty());
    assertThat(Mender.ofCode("LT-0000")).isEmpty();
  }

  /** Every row of the catalogue that is read where deliveries are captured, mapped and sent. */
  private static Set<HubError> errorsNamedOnTheWayOfADelivery() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                "vn.lienthong.connectors",
                "vn.lienthong.routes.dossiers",
                "vn.lienthong.routes.partner");
    return classes.stream()
        .filter(one -> !one.getPackageName().contains(".simulator"))
        .map(JavaClass::getFieldAccessesFromSelf)
        .flatMap(Set::stream)
        .filter(access -> access.getTargetOwner().isEquivalentTo(HubError.class))
        .map(access -> HubError.valueOf(access.getTarget().getName()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(HubError.class)));
  }
}
