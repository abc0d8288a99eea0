package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OnestopSql;
import vn.lienthong.routes.testing.TestDatabase;

/**
 * Yesterday's database in place of one that went on delivering: {@code before} is the hub that was
 * lost, {@code after} the restored one, both before the same portal and one-stop system.
 */
class FindingOutAfterARestoreTest {
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final String[] YESTERDAY = {"D-1:s:1", "D-1:p:2", "D-2:s:1", "D-3:s:1"};
  private static final String[] TODAY = {
    "D-1:s:3", "D-1:p:4", "D-1:s:5", "D-2:p:2", "D-4:s:1", "D-4:p:2", "D-5:s:1", "D-5:s:2"
  };

  @TempDir Path keys;
  private final DataSource office = TestDatabase.empty();

  @Test
  void what_was_delivered_since_is_not_delivered_again_and_what_was_not_is() {
    Rig before = new Rig(keys, true, true);
    Rig after = restoredOf(before);
    before.feed("D-6:s:1", "D-6:p:2");

    after.feed(TODAY);
    after.feed("D-6:s:1", "D-6:p:2");
    RestoredDoubts doubts = doubts(after, nothingTold());
    endOfFeed(after);
    List<String> effects = List.copyOf(before.portal.effects);
    workThrough(after, doubts);

    assertThat(before.portal.effects.subList(0, effects.size())).isEqualTo(effects);
    assertThat(before.portal.effects.stream().filter(effect -> effect.contains("D-6")))
        .containsExactly("ADD D-6 snapshot v1", "STEP D-6 step v2");
    assertThat(before.portal.orderViolations).isZero();
    assertThat(distinct(before.portal.effects)).isEqualTo(distinct(effects) + 2);
    assertThat(
            after.ledger.sums().in(DeliveryState.DELIVERED)
                + after.ledger.sums().in(DeliveryState.SUPERSEDED))
        .isEqualTo(after.ledger.sums().accepted())
        .isEqualTo(YESTERDAY.length + TODAY.length + 2);
  }

  @Test
  void the_hubs_own_words_at_the_one_stop_system_spare_every_repetition() {
    Rig before = new Rig(keys, true, false);
    OneStop oneStop = oneStop();
    Rig after = restoredOf(before);
    new Acknowledger(before.jdbc, oneStop, PathProbe.NONE).tellAll();
    List<String> effects = List.copyOf(before.portal.effects);
    int lookups = before.portal.lookups;

    after.feed(TODAY);
    endOfFeed(after);
    workThrough(after, doubts(after, oneStop));

    assertThat(before.portal.effects).isEqualTo(effects);
    assertThat(before.portal.lookups).isEqualTo(lookups);
    assertThat(after.states("D-1"))
        .isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED, 4 DELIVERED, 5 DELIVERED");
    assertThat(after.states("D-5")).isEqualTo("1 SUPERSEDED, 2 DELIVERED");
    assertThat(after.ledger.sums().in(DeliveryState.IN_DOUBT)).isZero();
  }

  @Test
  void a_step_that_may_not_be_repeated_and_cannot_be_asked_for_waits_for_an_operator() {
    Rig before = new Rig(keys, true, false);
    Rig after = restoredOf(before);

    after.feed(TODAY);
    endOfFeed(after);
    workThrough(after, doubts(after, nothingTold()));

    assertThat(before.portal.appliedTwice).isZero();
    assertThat(after.states("D-2")).isEqualTo("1 DELIVERED, 2 IN_DOUBT");
    assertThat(after.states("D-4")).isEqualTo("1 DELIVERED, 2 IN_DOUBT");
    assertThat(after.ledger.sums().in(DeliveryState.DUE)).isZero();
  }

  @Test
  void nothing_is_sent_and_nobody_is_asked_before_the_feed_was_read_to_its_end() {
    Rig before = new Rig(keys, true, true);
    Rig after = restoredOf(before);
    int effects = before.portal.effects.size();
    int lookups = before.portal.lookups;

    after.feed(TODAY);
    workThrough(after, doubts(after, nothingTold()));

    assertThat(before.portal.effects).hasSize(effects);
    assertThat(before.portal.lookups).isEqualTo(lookups);
    assertThat(after.ledger.sums().in(DeliveryState.IN_DOUBT)).isEqualTo(TODAY.length + 1);
  }

  @Test
  void what_comes_after_the_end_of_the_feed_is_new() {
    Rig after = restoredOf(new Rig(keys, true, true));
    after.feed(TODAY);
    endOfFeed(after);

    after.feed("D-7:s:1");

    assertThat(after.states("D-7")).isEqualTo("1 DUE");
  }

  @Test
  void a_portal_that_does_not_answer_is_asked_again_later() {
    Rig before = new Rig(keys, true, true);
    Rig after = restoredOf(before);
    after.feed(TODAY);
    endOfFeed(after);
    RestoredDoubts doubts = doubts(after, nothingTold());
    before.portal.down = true;
    doubts.resolve();
    assertThat(after.states("D-4")).isEqualTo("1 IN_DOUBT, 2 IN_DOUBT");

    before.portal.down = false;
    workThrough(after, doubts);

    assertThat(after.ledger.sums().in(DeliveryState.IN_DOUBT)).isZero();
    assertThat(before.portal.orderViolations).isZero();
  }

  @Test
  void a_row_that_cannot_be_read_is_refused_with_its_own_words_again() {
    Rig before = new Rig(keys, true, true);
    Rig after = restoredOf(before);
    before.feed("D-8:x:1");
    String told = before.ledger.show("D-8").getFirst().error().orElseThrow().code();

    after.feed("D-8:x:1");
    endOfFeed(after);
    workThrough(after, doubts(after, nothingTold()));

    assertThat(after.states("D-8")).isEqualTo("1 REFUSED");
    assertThat(after.ledger.show("D-8").getFirst().error().orElseThrow().code()).isEqualTo(told);
  }

  /** The copy of the evening, into which the restore has put its doubts; the day went on. */
  private Rig restoredOf(Rig before) {
    before.portal.bad.add("D-3");
    before.feed(YESTERDAY[0], YESTERDAY[1], YESTERDAY[2], YESTERDAY[3]);
    before.worker.deliverDue();
    Rig after = before.copy(keys);
    before.feed(TODAY);
    before.worker.deliverDue();
    before.portal.bad.clear();
    before.replay.replay("D-3", 1, new Replay.Act("operator", "mended at the portal"));
    before.workThrough(SHORT);
    restore(after);
    return after;
  }

  private static void restore(Rig rig) {
    rig.transactions.executeWithoutResult(
        _ -> {
          for (String state : List.of("DISABLE", "ENABLE")) {
            rig.jdbc.sql("ALTER TABLE dossiers.delivery " + state + " TRIGGER USER").update();
            if (state.equals("DISABLE")) {
              rig.restores.putAllInDoubt(rig.clock.instant(), rig.clock.instant());
            }
          }
        });
  }

  private static void endOfFeed(Rig rig) {
    rig.capture.noteEnd();
  }

  private static void workThrough(Rig rig, RestoredDoubts doubts) {
    for (int i = 0; i < 8; i++) {
      doubts.resolve();
      rig.workThrough(Duration.ofSeconds(5));
    }
  }

  private RestoredDoubts doubts(Rig rig, OneStop oneStop) {
    return new RestoredDoubts(
        rig.restores,
        rig.jdbc,
        "npsp",
        rig.dispatch,
        oneStop,
        rig.calls,
        rig.portal,
        rig.transactions);
  }

  private OneStop oneStop() {
    new JdbcTemplate(office).execute(OnestopSql.feedDdl());
    return new OneStopDatabase(office);
  }

  /** A one-stop system whose table holds no word: as one that is reached by REST. */
  private OneStop nothingTold() {
    return oneStop();
  }

  /** Contents, whether they came as an add or, once more, as an update. */
  private static long distinct(List<String> effects) {
    return effects.stream().map(effect -> effect.replaceFirst("^[A-Z]+ ", "")).distinct().count();
  }
}
