package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long a delivery waits after a deferral. */
class WaitingBetweenTriesTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(5);

  private final BackOff backOff = new BackOff(FIRST, MOST, new Random(1));

  @Test
  void waits_double_are_spread_by_half_and_bounded() {
    for (int deferrals = 0; deferrals < 30; deferrals++) {
      long most = Math.min(1000L << Math.min(deferrals, 20), MOST.toMillis());

      assertThat(backOff.after(deferrals, Duration.ZERO).toMillis()).isBetween(most / 2, most);
    }
  }

  @Test
  void what_the_partner_asked_for_is_never_cut_short() {
    Duration asked = Duration.ofMinutes(20);

    for (int deferrals = 0; deferrals < 30; deferrals++) {
      assertThat(backOff.after(deferrals, asked)).isBetween(asked, asked.multipliedBy(2));
    }
  }
}
