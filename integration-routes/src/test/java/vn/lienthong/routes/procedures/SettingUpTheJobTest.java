package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingUpTheJobTest {
  private static ProcedureProperties settings(String cron, Duration readAgainAfter) {
    return new ProcedureProperties(
        cron, "scope.csv", readAgainAfter, 6, Duration.ofMinutes(1), List.of());
  }

  @Test
  void the_usual_settings_keep_every_reading_younger_than_a_day() {
    assertThat(settings("0 7 * * * *", Duration.ofHours(22)).cron()).isEqualTo("0 7 * * * *");
  }

  @Test
  void a_cron_that_lets_readings_grow_older_than_a_day_is_refused() {
    assertThatThrownBy(() -> settings("0 0 5 * * *", Duration.ofHours(22)))
        .hasMessageContaining("hub.procedures.cron")
        .hasMessageContaining("older than 24 h");
    assertThatThrownBy(() -> settings("0 7 8-17 * * MON-FRI", Duration.ofHours(1)))
        .hasMessageContaining("hub.procedures.cron");
  }

  @Test
  void a_run_by_hand_only_is_allowed() {
    assertThat(settings("-", Duration.ofHours(22)).cron()).isEqualTo("-");
  }

  @Test
  void a_cron_that_is_none_is_refused_by_the_name_of_its_setting() {
    assertThatThrownBy(() -> settings("every hour", Duration.ofHours(1)))
        .hasMessageContaining("hub.procedures.cron")
        .hasMessageContaining("every hour");
  }
}
