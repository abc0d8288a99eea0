package vn.lienthong.connectors.onestop.simulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.lienthong.connectors.onestop.OnestopSql;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * A one-stop system at work: registers dossiers and moves them through the office, each change with
 * its rows of the feed in one transaction. Everything it writes is marked as generated. One office
 * per database at a time; it may be killed and goes on by {@link #resume}.
 */
public final class Office {
  private static final String NAME = "simulated one-stop system";

  private final DataSource dataSource;
  private final OfficeScene scene;
  private volatile CountDownLatch stop = new CountDownLatch(1);

  private Office(DataSource dataSource, OfficeScene scene) {
    this.dataSource = dataSource;
    this.scene = scene;
  }

  /**
   * Opens the office over its own database and makes the tables that are missing.
   *
   * @throws HubException LT-4001 when the database cannot be used
   */
  public static Office open(DataSource dataSource, OfficeScene scene) {
    Office office = new Office(dataSource, scene);
    office.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(OnestopSql.feedDdl());
            statement.execute(OfficeSql.ddl());
          }
          return true;
        });
    return office;
  }

  /** As {@link #open(DataSource, OfficeScene)}, by JDBC address. */
  public static Office open(String jdbcUrl, String user, String password, OfficeScene scene) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    return open(dataSource, scene);
  }

  /**
   * Enrols the dossiers of the plan, then works off everything that is open; returns when all is
   * done or {@link #stop} was called. The dossiers come on top of what the database holds.
   */
  public OfficeReport run(OfficePlan plan) {
    return run(plan, newShift());
  }

  /** As {@link #run}, in a thread of its own. */
  public CompletableFuture<OfficeReport> start(OfficePlan plan) {
    CountDownLatch shift = newShift();
    return CompletableFuture.supplyAsync(
        () -> run(plan, shift), task -> Thread.ofVirtual().name("office").start(task));
  }

  /** Goes on with what is open: after a stop, a kill, or mending. */
  public OfficeReport resume() {
    return resume(0, Optional.empty());
  }

  /** As {@link #resume()}, with rollbacks and at a rate ({@link OfficePlan}). */
  public OfficeReport resume(double rollbackShare, Optional<Double> dossiersPerSecond) {
    return work(
        new OfficePlan(0, 1, 0, Instant.EPOCH, rollbackShare, dossiersPerSecond), newShift());
  }

  /** Lets a running {@link #run} or {@link #resume} end after its transaction. */
  public void stop() {
    stop.countDown();
  }

  /** The dossiers that are faulty on purpose and not mended yet. */
  public List<Planted> planted() {
    return inTransaction(connection -> new OfficeBooks(connection, scene).planted());
  }

  /**
   * Mends a planted fault: writes the registration again, right, as the dossier's next version. The
   * rest of its story follows with {@link #resume}.
   *
   * @return false when no registered dossier of this code waits to be mended
   */
  public boolean mend(DossierCode code) {
    return inTransaction(connection -> new OfficeBooks(connection, scene).mend(code));
  }

  /** Counts everything that the database holds; rolled back and held open are 0. */
  public OfficeReport standing() {
    return inTransaction(
        connection -> {
          OfficeSql.Counts counts = OfficeSql.counts(connection);
          return new OfficeReport(
              counts.dossiers(),
              counts.steps(),
              counts.snapshots(),
              counts.steps() + counts.snapshots(),
              0,
              0,
              new OfficeBooks(connection, scene).planted());
        });
  }

  /**
   * What the vendor does after a restore: begins a new epoch and writes the newest snapshot of
   * every dossier again, each with a version higher than any given before.
   *
   * @return the new epoch
   */
  public int beginEpoch(String why) {
    return inTransaction(connection -> OfficeSql.beginEpoch(connection, why));
  }

  private CountDownLatch newShift() {
    CountDownLatch shift = new CountDownLatch(1);
    stop = shift;
    return shift;
  }

  private OfficeReport run(OfficePlan plan, CountDownLatch shift) {
    inTransaction(
        connection -> {
          new Enrolment(plan, scene).on(connection);
          return true;
        });
    return work(plan, shift);
  }

  private OfficeReport work(OfficePlan plan, CountDownLatch shift) {
    try (Connection front = dataSource.getConnection();
        Connection back = dataSource.getConnection()) {
      front.setAutoCommit(false);
      back.setAutoCommit(false);
      Shift.Tally tally = new Shift(front, back, scene, plan, shift).work();
      List<Planted> planted = new OfficeBooks(front, scene).planted();
      front.commit();
      return new OfficeReport(
          tally.dossiers,
          tally.steps,
          tally.snapshots,
          tally.steps + tally.snapshots,
          tally.rolledBack,
          tally.heldOpen,
          planted);
    } catch (SQLException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private static HubException unreachable(Exception e) {
    return new HubException(e, HubError.PARTNER_UNREACHABLE, NAME, String.valueOf(e.getMessage()));
  }
}
