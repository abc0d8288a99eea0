package vn.lienthong.routes.dossiers;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.Terms;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.json.HubJson;

/** Capture and delivery on a real database, with a played portal and no broker. */
final class Rig {
  static final Duration PROCESSING = Duration.ofSeconds(60);

  final SettableClock clock;
  final DatabaseTime time;
  final PlayedPortal portal;
  final List<String> wakeUps = new CopyOnWriteArrayList<>();
  final CuttableDataSource database;
  final JdbcClient jdbc;
  final FeedCapture capture;
  final DeliveryWorker worker;
  final DoubtResolver doubts;
  final DeliveryLedger ledger;
  final DeliveryTally tally;
  final Replay replay;
  final MassReplay massReplay;
  final NpspCalls calls;
  final EventOutbox events;
  final RestoreTable restores;
  final Modes modes;
  final Dispatch dispatch;
  final TransactionTemplate transactions;
  Supplier<Terms> terms;
  long freeBytes = 50L << 30;
  private final HikariDataSource pool;
  private PathProbe probe = PathProbe.NONE;
  private long seq;

  Rig(Path keys, boolean atomic, boolean stepsIdempotent) {
    this(keys, atomic, stepsIdempotent, 50);
  }

  Rig(Path keys, boolean atomic, boolean stepsIdempotent, int batchSize) {
    this(
        TestDatabase.fresh(),
        PlayedPortal.in(atomic, stepsIdempotent),
        batchSize,
        (played, rig) -> played(played, rig, keys));
  }

  private static Way played(PlayedPortal portal, Rig rig, Path keys) {
    return new Way(
        portal, TestCalls.to(portal::answer, rig.database, keys, rig.clock, () -> rig.terms.get()));
  }

  /** Another hub on a copy of this one's database, before the same portal. */
  Rig copy(Path keys) {
    pool.getHikariPoolMXBean().softEvictConnections(); // a database in use is not copied
    return new Rig(
        TestDatabase.copyOf(pool.getDataSource()),
        portal,
        50,
        clock,
        (played, rig) -> played(played, rig, keys));
  }

  /** A connection for each statement is most of what a test takes; unused ones go by themselves. */
  private static HikariDataSource pooled(DataSource database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(database);
    pool.setMaximumPoolSize(5);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(10_000);
    return pool;
  }

  /** How a rig speaks to its portal. */
  record Way(PartnerWire wire, NpspCalls calls) {}

  Rig(
      DataSource database,
      PlayedPortal portal,
      int batchSize,
      BiFunction<PlayedPortal, Rig, Way> ways) {
    this(
        database,
        portal,
        batchSize,
        new SettableClock(Instant.parse("2026-11-24T02:00:00Z")),
        ways);
  }

  private Rig(
      DataSource database,
      PlayedPortal portal,
      int batchSize,
      SettableClock clock,
      BiFunction<PlayedPortal, Rig, Way> ways) {
    this.clock = clock;
    this.time = new DatabaseTime(clock, clock::evenNanos);
    this.pool = pooled(database);
    this.database = new CuttableDataSource(pool);
    this.jdbc = JdbcClient.create(this.database);
    this.portal = portal;
    this.terms =
        TestCalls.always(TestCalls.pace().with(Map.of(PaceSetting.BATCH_SIZE, (long) batchSize)));
    Way way = ways.apply(portal, this);
    PartnerWire wire = way.wire();
    DossiersProperties settings =
        new DossiersProperties(
            batchSize,
            20,
            1,
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            500,
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    transactions = new TransactionTemplate(new DataSourceTransactionManager(this.database));
    DossierTable dossiers = new DossierTable(jdbc, "npsp");
    events = new EventOutbox(jdbc, "npsp");
    restores = new RestoreTable(jdbc);
    dispatch = new Dispatch(dossiers, new DeliveryTable(jdbc, "npsp"), events, clock);
    Random random = new Random(1);
    DiskSpace disk = Disks.with(() -> freeBytes);
    PathProbe switched = point -> probe.at(point);
    calls = way.calls();
    WakeUps wake = new WakeUps(wakeUps::add);
    modes = new Modes(jdbc, messageLog(), transactions, clock);
    capture =
        new FeedCapture(
            dispatch,
            new FeedWatermark(jdbc),
            new MonthPartitions(jdbc),
            restores,
            modes,
            new OnestopMapper(),
            transactions,
            wake,
            disk,
            switched);
    worker =
        new DeliveryWorker(
            dispatch,
            new BatchClaim(
                dispatch,
                wire,
                calls,
                transactions,
                settings,
                HubJson.newMapper(),
                new BatchClaim.Holder("node-1", Duration.ofSeconds(28)),
                clock,
                switched),
            new OutcomeRecorder(
                dispatch, calls, transactions, settings, wire.rules(), random, switched),
            calls,
            wire,
            disk,
            clock,
            switched);
    doubts =
        new DoubtResolver(
            dispatch,
            new DoubtTable(jdbc, "npsp"),
            calls,
            wire,
            transactions,
            random,
            Duration.ofSeconds(28),
            time,
            switched);
    ledger = new DeliveryLedger(jdbc, clock);
    tally = new DeliveryTally(jdbc);
    massReplay =
        new MassReplay(
            jdbc,
            dispatch,
            new MessageLog(jdbc, clock, new SecureRandom()),
            calls,
            wire,
            transactions);
    replay =
        new Replay(
            jdbc,
            dispatch,
            new MessageLog(jdbc, clock, new SecureRandom()),
            calls,
            wire,
            transactions,
            wake);
  }

  /** Ends the thread, as a kill would, the first time the point is reached. */
  void dieAt(PathPoint deadly) {
    probe =
        point -> {
          if (point == deadly) {
            probe = PathProbe.NONE;
            throw new Killed();
          }
        };
  }

  /** Does something the first time the point is reached. */
  void onceAt(PathPoint when, Runnable what) {
    probe =
        point -> {
          if (point == when) {
            probe = PathProbe.NONE;
            what.run();
          }
        };
  }

  /** Stands for the end of the process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Makes what all connections have read so far visible in the server's statistics. */
  void handInReadCounts() throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      while (all.size() < pool.getMaximumPoolSize()) {
        all.add(pool.getConnection());
      }
      for (Connection connection : all) {
        try (Statement sql = connection.createStatement()) {
          sql.execute("SELECT pg_stat_force_next_flush()");
        }
      }
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  MessageLog messageLog() {
    return new MessageLog(jdbc, clock, new SecureRandom());
  }

  /**
   * One page of the feed: {@code D-1:s:1} a snapshot of version 1, {@code p} a step, {@code m} a
   * snapshot that names a ministry's portal as the owner, {@code x} what cannot be read.
   */
  void feed(String... rows) {
    List<FeedRow> page = new ArrayList<>();
    for (String row : rows) {
      String[] parts = row.split(":");
      seq++;
      page.add(Documents.row(parts[0], parts[1], Long.parseLong(parts[2]), seq, parts.length > 3));
    }
    capture.capture(capture.position(), page);
  }

  /** Works until nothing more is due, letting time pass for what waits. */
  void workThrough(Duration time) {
    Duration passed = Duration.ZERO;
    while (passed.compareTo(time) <= 0) {
      worker.deliverDue();
      doubts.expireLeases();
      doubts.resolve();
      worker.deliverDue();
      clock.pass(Duration.ofSeconds(5));
      passed = passed.plusSeconds(5);
    }
  }

  /** The sums by kind and state as they are kept. */
  Map<String, Long> tallied() {
    Map<String, Long> sums = new TreeMap<>();
    tally.read().forEach((subject, number) -> sums.put(subject.toString(), number));
    sums.values().removeIf(number -> number == 0);
    return sums;
  }

  /** The same sums, counted over all rows. */
  Map<String, Long> counted() {
    Map<String, Long> sums = new TreeMap<>();
    jdbc.sql(
            """
            SELECT kind AS subject, state, count(*) AS number
              FROM dossiers.delivery GROUP BY kind, state
             UNION ALL
            SELECT 'DOSSIER', 'CAPTURED', count(*) FROM dossiers.dossier
             WHERE coalesce(owner_kind, 'ONE_STOP') = 'ONE_STOP'
             UNION ALL
            SELECT 'DOSSIER', 'DONE', count(*) FROM dossiers.dossier
             WHERE known AND head_version IS NULL
               AND coalesce(owner_kind, 'ONE_STOP') = 'ONE_STOP'
            """)
        .query(
            row -> {
              sums.put(
                  new DeliveryTally.Subject(row.getString("subject"), row.getString("state"))
                      .toString(),
                  row.getLong("number"));
            });
    sums.values().removeIf(number -> number == 0);
    return sums;
  }

  /** {@code D-1: 1 DELIVERED, 2 DUE} of one dossier. */
  String states(String dossier) {
    return String.join(
        ", ",
        ledger.show(dossier).stream()
            .sorted(Comparator.comparingLong(DeliveryRow::version))
            .map(row -> row.version() + " " + row.state())
            .toList());
  }
}
