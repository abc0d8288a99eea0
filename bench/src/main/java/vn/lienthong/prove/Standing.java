package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.prove.Balance.Message;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.messagelog.MessageLog;

/** Where hub and one-stop system stand, read from their databases. */
final class Standing {
  private static final Duration STANDSTILL = Duration.ofSeconds(120);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String FEED = "SELECT code, version, kind FROM lien_thong.change_feed";
  private static final String FEED_ROWS = "SELECT count(*) FROM lien_thong.change_feed";
  private static final String ACKNOWLEDGED =
      "SELECT code, version, kind, state FROM lien_thong.acknowledgement WHERE partner = 'npsp'";
  private static final String ACKNOWLEDGED_ROWS =
      """
      SELECT count(*) FROM lien_thong.acknowledgement
       WHERE partner = 'npsp' AND state IN ('DELIVERED', 'SUPERSEDED', 'ADOPTED')
      """;
  private static final String DELIVERIES =
      "SELECT dossier, version, kind, state FROM dossiers.delivery";
  private static final String PENDING =
      "SELECT count(*) FROM (SELECT FROM messagelog.pending LIMIT 1) AS p";

  private final World world;
  private final Path data;

  Standing(World world) {
    this(world, world.data());
  }

  /** Of another hub, by its data folder. */
  Standing(World world, Path data) {
    this.world = world;
    this.data = data;
  }

  /** What is left to do; all zero when everything came to its end. */
  private record Left(long captured, long open, long untold, long calls, long unsealed) {
    /** Each by itself: after a restore the one-stop system was told more than the hub knows. */
    boolean nothing() {
      return captured == 0 && open == 0 && untold == 0 && calls == 0 && unsealed == 0;
    }
  }

  /**
   * Waits until every message came to its end, every call has its outcome and every entry its
   * place; gives up when nothing moved for two minutes, which is noted.
   */
  void awaitRest() throws InterruptedException {
    await(Left::nothing);
  }

  /** As {@link #awaitRest}, until every message came to its end. */
  void awaitDelivered() throws InterruptedException {
    await(left -> left.captured() == 0 && left.open() == 0);
  }

  private void await(Predicate<Left> enough) throws InterruptedException {
    Left last = new Left(-1, -1, -1, -1, -1);
    long moved = System.nanoTime();
    while (System.nanoTime() - moved < STANDSTILL.toNanos()) {
      Left now = left();
      if (enough.test(now)) {
        return;
      }
      if (!now.equals(last)) {
        last = now;
        moved = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    world.trouble("nothing moved for " + STANDSTILL.toSeconds() + " s with " + last);
  }

  /** Messages that the hub holds; -1 while its database is away. */
  long accepted() {
    try {
      return sums().accepted();
    } catch (IOException | DataAccessException _) {
      return -1;
    }
  }

  /** True when the hub holds every row of the feed. */
  boolean isCaptured() {
    return left().captured() == 0;
  }

  /** True when, beyond that, every message came to its end. */
  boolean isDelivered() {
    Left left = left();
    return left.captured() == 0 && left.open() == 0;
  }

  private Left left() {
    try {
      DataSource database = world.databaseOf(data);
      JdbcClient hub = JdbcClient.create(database);
      DeliverySums sums = new DeliveryLedger(hub, Clock.systemUTC()).sums();
      long done =
          sums.in(DeliveryState.DELIVERED)
              + sums.in(DeliveryState.SUPERSEDED)
              + sums.in(DeliveryState.ADOPTED);
      long rows = count(world.feed(), FEED_ROWS);
      return new Left(
          rows - sums.accepted(),
          sums.accepted() - done,
          done - count(world.feed(), ACKNOWLEDGED_ROWS),
          new MessageLog(hub, Clock.systemUTC(), new SecureRandom())
              .callsWithoutOutcome(Duration.ZERO, 100)
              .size(),
          count(database, PENDING));
    } catch (IOException | DataAccessException _) {
      return new Left(-2, -2, -2, -2, -2); // the hub's database is away
    }
  }

  /** Holds everything against everything. */
  Balance balance() throws IOException, InterruptedException {
    List<Message> feed =
        JdbcClient.create(world.feed())
            .sql(FEED)
            .query(
                (row, _) ->
                    new Message(
                        row.getString("code"),
                        row.getLong("version"),
                        row.getString("kind").equals("step")))
            .list();
    return Balance.of(
        feed,
        states(world.databaseOf(data), DELIVERIES, "dossier", "STEP"),
        world.portal().effects(),
        states(world.feed(), ACKNOWLEDGED, "code", "step"));
  }

  /** The sum over the states, and what it must be. */
  DeliverySums sums() throws IOException {
    return new DeliveryLedger(JdbcClient.create(world.databaseOf(data)), Clock.systemUTC()).sums();
  }

  private static Map<Message, String> states(
      DataSource database, String sql, String code, String step) {
    Map<Message, String> states = new HashMap<>();
    JdbcClient.create(database)
        .sql(sql)
        .query(
            row -> {
              states.put(
                  new Message(
                      row.getString(code),
                      row.getLong("version"),
                      row.getString("kind").equals(step)),
                  row.getString("state"));
            });
    return states;
  }

  private static long count(DataSource database, String sql) {
    return JdbcClient.create(database).sql(sql).query(Long.class).single();
  }
}
