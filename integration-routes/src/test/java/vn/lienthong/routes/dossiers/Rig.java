package vn.lienthong.routes.dossiers;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
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
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.json.HubJson;

/** Capture and delivery on a real database, with a played portal and no broker. */
final class Rig {
  static final Duration PROCESSING = Duration.ofSeconds(60);

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  final PlayedPortal portal = new PlayedPortal();
  final List<String> wakeUps = new CopyOnWriteArrayList<>();
  final DataSource database = TestDatabase.fresh();
  final JdbcClient jdbc = JdbcClient.create(database);
  final FeedCapture capture;
  final DeliveryWorker worker;
  final DoubtResolver doubts;
  final DeliveryLedger ledger;
  final Replay replay;
  final MassReplay massReplay;
  final NpspCalls calls;
  final EventOutbox events;
  Supplier<Terms> terms;
  long freeBytes = 50L << 30;
  private PathProbe probe = PathProbe.NONE;
  private long seq;

  Rig(Path keys, boolean atomic, boolean stepsIdempotent) {
    this(keys, atomic, stepsIdempotent, 50);
  }

  Rig(Path keys, boolean atomic, boolean stepsIdempotent, int batchSize) {
    portal.atomic = atomic;
    portal.stepsIdempotent = stepsIdempotent;
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
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(database));
    DossierTable dossiers = new DossierTable(jdbc, "npsp");
    events = new EventOutbox(jdbc, "npsp");
    Dispatch dispatch = new Dispatch(dossiers, new DeliveryTable(jdbc, "npsp"), events, clock);
    Random random = new Random(1);
    DiskSpace disk = Disks.with(() -> freeBytes);
    PathProbe switched = point -> probe.at(point);
    terms =
        TestCalls.always(TestCalls.pace().with(Map.of(PaceSetting.BATCH_SIZE, (long) batchSize)));
    calls = TestCalls.to(portal::answer, database, keys, clock, () -> terms.get());
    WakeUps wake = new WakeUps(wakeUps::add);
    capture =
        new FeedCapture(
            dispatch,
            new FeedWatermark(jdbc),
            new MonthPartitions(jdbc),
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
                portal,
                calls,
                transactions,
                settings,
                HubJson.newMapper(),
                new BatchClaim.Holder("node-1", Duration.ofSeconds(28)),
                switched),
            new OutcomeRecorder(
                dispatch, calls, transactions, settings, portal.rules(), random, switched),
            calls,
            portal,
            disk,
            clock,
            switched);
    doubts =
        new DoubtResolver(
            dispatch, new DoubtTable(jdbc, "npsp"), calls, portal, transactions, random, switched);
    ledger = new DeliveryLedger(jdbc, clock);
    massReplay =
        new MassReplay(
            jdbc,
            dispatch,
            new MessageLog(jdbc, clock, new SecureRandom()),
            calls,
            portal,
            transactions);
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
