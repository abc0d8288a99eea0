package vn.lienthong.routes.dossiers;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.json.HubJson;

/** Capture and delivery on a real database, with a played portal and no broker. */
final class Rig {
  static final Duration PROCESSING = Duration.ofSeconds(60);

  final SettableClock clock;
  final PlayedPortal portal;
  final List<String> wakeUps = new CopyOnWriteArrayList<>();
  final DataSource database;
  final JdbcClient jdbc;
  final FeedCapture capture;
  final DeliveryWorker worker;
  final DoubtResolver doubts;
  final DeliveryLedger ledger;
  final Replay replay;
  final NpspCalls calls;
  final EventOutbox events;
  final RestoreTable restores;
  final Modes modes;
  final Dispatch dispatch;
  final TransactionTemplate transactions;
  private PathProbe probe = PathProbe.NONE;
  private long seq;

  Rig(Path keys, boolean atomic, boolean stepsIdempotent) {
    this(keys, atomic, stepsIdempotent, 50);
  }

  Rig(Path keys, boolean atomic, boolean stepsIdempotent, int batchSize) {
    this(
        keys,
        new SettableClock(Instant.parse("2026-11-24T02:00:00Z")),
        portal(atomic, stepsIdempotent),
        TestDatabase.fresh(),
        batchSize);
  }

  private static PlayedPortal portal(boolean atomic, boolean stepsIdempotent) {
    PlayedPortal portal = new PlayedPortal();
    portal.atomic = atomic;
    portal.stepsIdempotent = stepsIdempotent;
    return portal;
  }

  /** Another hub on a copy of this one's database, before the same portal. */
  Rig copy(Path keys) {
    return new Rig(keys, clock, portal, TestDatabase.copyOf(database), 50);
  }

  private Rig(
      Path keys, SettableClock clock, PlayedPortal portal, DataSource database, int batchSize) {
    this.clock = clock;
    this.portal = portal;
    this.database = database;
    this.jdbc = JdbcClient.create(database);
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
    transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    DossierTable dossiers = new DossierTable(jdbc, "npsp");
    events = new EventOutbox(jdbc, "npsp");
    restores = new RestoreTable(jdbc);
    dispatch = new Dispatch(dossiers, new DeliveryTable(jdbc, "npsp"), events, clock);
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(1));
    PathProbe switched = point -> probe.at(point);
    calls = TestCalls.to(portal::answer, database, keys, clock);
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
            switched);
    worker =
        new DeliveryWorker(
            dispatch,
            new BatchClaim(
                dispatch,
                portal,
                calls,
                transactions,
                settings,
                HubJson.newMapper(),
                "node-1",
                switched),
            new OutcomeRecorder(
                dispatch, calls, transactions, settings, portal.rules(), backOff, switched),
            calls,
            portal,
            clock,
            switched);
    doubts =
        new DoubtResolver(
            dispatch, new DoubtTable(jdbc, "npsp"), calls, portal, transactions, backOff, switched);
    ledger = new DeliveryLedger(jdbc, clock);
    replay =
        new Replay(
            jdbc,
            dispatch,
            new MessageLog(jdbc, clock, new SecureRandom()),
            calls,
            portal,
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

  /** Stands for the end of the process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  MessageLog messageLog() {
    return new MessageLog(jdbc, clock, new SecureRandom());
  }

  /** One page of the feed: {@code D-1:s} a snapshot, {@code D-1:p} a step, versions by count. */
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
