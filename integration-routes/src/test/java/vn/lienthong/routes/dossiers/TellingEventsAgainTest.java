package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.MessageLog;

/** The broker is lost with what it had for its listeners. */
class TellingEventsAgainTest {
  @TempDir Path keys;

  @Test
  void what_changed_since_is_published_again_as_it_stands_and_the_act_is_an_entry() {
    Rig rig = new Rig(keys, true, true);
    rig.feed("D-0:s:1");
    rig.worker.deliverDue();
    rig.clock.pass(Duration.ofHours(1));
    Instant since = rig.clock.instant();
    rig.feed("D-1:s:1", "D-1:p:2", "D-2:s:1:unmappable");
    rig.worker.deliverDue();
    rig.jdbc.sql("DELETE FROM dossiers.event").update(); // the broker had them, and is lost
    EventsAgain again =
        new EventsAgain(
            rig.jdbc,
            rig.events,
            new MessageLog(rig.jdbc, rig.clock, new SecureRandom()),
            new TransactionTemplate(new DataSourceTransactionManager(rig.database)),
            "npsp");

    int told = again.since(since, new Replay.Act("op", "môi giới mất dữ liệu"));

    assertThat(told).isEqualTo(3);
    assertThat(rig.events.next(10))
        .extracting(event -> event.dossier() + " " + event.version() + " " + event.state())
        .containsExactlyInAnyOrderElementsOf(
            List.of("D-1 1 DELIVERED", "D-1 2 DELIVERED", "D-2 1 REFUSED"));
    assertThat(
            rig.jdbc
                .sql("SELECT count(*) FROM messagelog.entry WHERE service = 'events-again'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }
}
