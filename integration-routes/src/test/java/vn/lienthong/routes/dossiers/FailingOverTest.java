package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.store.DurabilityCheck;
import vn.lienthong.routes.store.PostgresPair;

/** PostgreSQL with a synchronous standby, set up by the example file, loses its primary. */
class FailingOverTest {
  private static final Path EXAMPLE = Path.of("../docs/examples/ha/postgresql-primary.conf");
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void what_the_portal_has_got_when_the_primary_dies_is_known_on_the_standby() throws Exception {
    try (PostgresPair pair = PostgresPair.start(folder.resolve("pair"), EXAMPLE)) {
      assertThatCode(() -> DurabilityCheck.demand(pair.dataSource(), pair.url()))
          .doesNotThrowAnyException();
      Rig rig = on(pair.dataSource());
      rig.feed("D-1:s:1", "D-2:s:1");
      rig.worker.deliverDue();
      rig.feed("D-1:p:2", "D-2:s:2", "D-3:s:1");
      rig.onceAt(PathPoint.AFTER_SEND, pair::failOver);

      await("work goes on at the standby")
          .atMost(LONG)
          .ignoreExceptions()
          .until(
              () -> {
                rig.worker.recordUnwritten();
                rig.worker.deliverDue();
                return rig.ledger.sums().in(DeliveryState.DELIVERED) == 5;
              });

      assertThat(rig.portal.effects).hasSize(5);
      assertThat(rig.portal.appliedTwice).isZero();
      assertThat(rig.portal.orderViolations).isZero();
      assertThat(rig.portal.lookups).as("nothing was in doubt").isZero();
      assertThatThrownBy(() -> DurabilityCheck.demand(pair.dataSource(), pair.url()))
          .as("the one that is left has no standby")
          .hasMessageContaining("LT-9006")
          .hasMessageContaining("synchronous_standby_names is empty");
      assertThatCode(() -> DurabilityCheck.demand(pair.dataSource(), "jdbc:postgresql://b/hub"))
          .as("by its address alone it may be used for now")
          .doesNotThrowAnyException();
    }
  }

  private Rig on(DataSource database) {
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    return new Rig(
        database,
        PlayedPortal.in(true, true),
        50,
        (played, rig) ->
            new Rig.Way(played, TestCalls.to(played::answer, rig.database, folder, rig.clock)));
  }
}
