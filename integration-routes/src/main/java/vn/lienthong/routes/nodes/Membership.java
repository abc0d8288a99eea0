package vn.lienthong.routes.nodes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.routes.store.SharedValue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * This node among those on its database. A node with an embedded broker has to be alone: the
 * wake-ups and events of its broker reach nobody else.
 */
public final class Membership implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final DataSource database;
  private final SharedValues values;
  private final String node;
  private final boolean alone;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<Place> place = Optional.empty();
  private boolean settled;

  /**
   * @param node this node's name
   * @param alone whether its broker is embedded
   */
  Membership(DataSource database, SharedValues values, String node, boolean alone) {
    this.database = database;
    this.values = values;
    this.node = node;
    this.alone = alone;
  }

  /**
   * Takes a place.
   *
   * @param patience how long to wait for nodes that have just died
   * @throws HubException LT-9035 while nodes live that this one cannot live beside
   */
  synchronized void join(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      place = Place.tryTake(database, node, alone);
      while (place.isEmpty() && System.nanoTime() < end && !closedAfter(BETWEEN_TRIES)) {
        place = Place.tryTake(database, node, alone);
      }
      if (place.isEmpty()) {
        throw new HubException(HubError.NODE_NOT_ALONE, String.join(", ", Place.others(database)));
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /**
   * Compares what all nodes must have alike; the first node of all says what that is.
   *
   * @throws HubException LT-9036 when this node has it otherwise than one that lives
   */
  synchronized void compare(List<SharedValue> own) {
    keep(); // a long migration outlasts the server's patience
    values.settle(own, node, held());
    settled = true;
  }

  /** Keeps the place, or takes it again when the database let it go. */
  synchronized void keep() {
    if (place.filter(Place::isHeld).isPresent() || closed.getCount() == 0) {
      return;
    }
    place.ifPresent(Place::close);
    try {
      place = Place.tryTake(database, node, alone);
      if (settled && place.isPresent()) {
        held().settle();
      }
    } catch (SQLException e) {
      place = Optional.empty();
      throw unreachable(e);
    }
    if (place.isEmpty()) {
      LOG.atError()
          .addKeyValue("error", HubError.NODE_NOT_ALONE.code())
          .log("another node took the place of this one");
    }
  }

  /** True while this node has its place. */
  synchronized boolean isHeld() {
    return place.isPresent();
  }

  /** Names of the other nodes that live. */
  synchronized List<String> others() {
    try {
      return place.isPresent() ? held().others() : Place.others(database);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private Place held() {
    return place.orElseThrow(() -> new HubException(HubError.NODE_NOT_ALONE, "?"));
  }

  private boolean closedAfter(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static HubException unreachable(SQLException e) {
    return new HubException(
        e, HubError.DATABASE_UNREACHABLE, "hub", String.valueOf(e.getMessage()));
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    place.ifPresent(Place::close);
    place = Optional.empty();
  }
}
