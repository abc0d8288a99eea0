package vn.lienthong.routes.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;

/** A node's health, as operators and load balancers see it. */
class TellingHowANodeStandsTest {
  private final SettableClock database = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private final SettableClock own = new SettableClock(database.instant());
  private final DataSource source = TestDatabase.fresh();
  private final Membership membership =
      new Membership(source, new SharedValues(source), "one:1", true);
  private final NodeWatch watch =
      new NodeWatch(membership, new DatabaseTime(database, database::evenNanos), own);

  @BeforeEach
  void join() {
    membership.join(Duration.ZERO);
  }

  @AfterEach
  void leave() {
    membership.close();
  }

  private Health health() {
    return new NodeHealth(membership, watch).health();
  }

  @Test
  void a_node_with_its_place_and_the_right_time_is_up() {
    watch.beat();

    assertThat(health().getStatus().getCode()).isEqualTo("UP");
    assertThat(health().getDetails()).containsEntry("clockAheadMillis", 0L);
  }

  @Test
  void a_machine_whose_clock_is_off_is_degraded() {
    own.set(Duration.ofSeconds(-40));
    watch.beat();

    assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health().getDetails())
        .containsEntry("error", "LT-9037")
        .containsEntry("clockAheadMillis", -40_000L);
  }

  @Test
  void a_node_without_its_place_is_down() {
    membership.close();

    assertThat(health().getStatus().getCode()).isEqualTo("DOWN");
    assertThat(health().getDetails()).containsEntry("error", "LT-9035");
  }
}
