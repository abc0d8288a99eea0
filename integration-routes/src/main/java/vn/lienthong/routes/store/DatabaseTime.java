package vn.lienthong.routes.store;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The time by which nodes keep leases and waits: the database's, so that nodes whose own clocks
 * differ agree. Between two looks at the server it runs evenly, whatever becomes of the machine's
 * clock. Whoever counts on a wait being as long as it was meant asks whether the clock was set.
 */
public final class DatabaseTime {
  /** A smaller correction is none that anything depends on. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** An answer that took longer does not say what time it is. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);

  private final InstantSource server;
  private final LongSupplier nanos;
  private volatile Anchor anchor;
  private volatile long steadySince;
  private volatile long jumpedAt;
  private volatile int timesSet;
  private volatile int timesSetBack;

  private record Anchor(Instant at, long nanos) {
    Instant plus(long later) {
      return at.plusNanos(later - nanos);
    }
  }

  /** Asks this database. */
  public DatabaseTime(DataSource database) {
    this(() -> ask(database), System::nanoTime);
  }

  /**
   * @param server what the server says it is
   * @param nanos a clock that nobody sets
   */
  public DatabaseTime(InstantSource server, LongSupplier nanos) {
    this.server = server;
    this.nanos = nanos;
    this.steadySince = nanos.getAsLong();
    this.anchor = new Anchor(server.instant(), nanos.getAsLong());
  }

  /** This time as a clock in UTC. */
  public Clock clock() {
    return new View();
  }

  /** Looks at the server again; the answer is by how much its clock was set, mostly nothing. */
  public synchronized Duration follow() {
    long before = nanos.getAsLong();
    Instant told = server.instant();
    long after = nanos.getAsLong();
    if (after - before > SLOW.toNanos()) {
      return Duration.ZERO;
    }
    Anchor next = new Anchor(told.plusNanos((after - before) / 2), after);
    Duration off = Duration.between(anchor.plus(after), next.at());
    anchor = next;
    if (off.abs().compareTo(TOLERANCE) <= 0) {
      return Duration.ZERO;
    }
    steadySince = after;
    jumpedAt = after;
    timesSet++;
    timesSetBack += off.isNegative() ? 1 : 0;
    LOG.atWarn().addKeyValue("by", off).log("the database's clock was set");
    return off;
  }

  /** How long the time has run evenly: since the clock was set, or since this process began. */
  public Duration steadyFor() {
    return Duration.ofNanos(nanos.getAsLong() - steadySince);
  }

  /** True when the clock was set that recently. */
  public boolean wasSetWithin(Duration time) {
    return timesSet > 0 && nanos.getAsLong() - jumpedAt < time.toNanos();
  }

  /** How often it was set back since this process began. */
  public int timesSetBack() {
    return timesSetBack;
  }

  private static Instant ask(DataSource database) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      Timestamp told = row.getTimestamp(1);
      return told.toInstant();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("time of the database", e);
    }
  }

  private final class View extends Clock {
    @Override
    public Instant instant() {
      return anchor.plus(nanos.getAsLong());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
