package vn.lienthong.routes.dossiers;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.schemas.json.HubJson;

/** Delivery as it is wired, in real time, with a short lease; several may work on one database. */
final class RealNode implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofSeconds(3);

  final DeliveryWorker worker;
  final DoubtResolver doubts;
  final DeliveryLedger ledger;
  private final FeedCapture capture;
  private final HttpSender http = new HttpSender(Duration.ofSeconds(10));

  /** Where everything is. */
  record Places(DataSource database, URI portal, Path keys, Modes modes) {}

  RealNode(Places places, String name, PathProbe probe) {
    Clock clock = Clock.systemUTC();
    DatabaseTime time = new DatabaseTime(places.database());
    JdbcClient jdbc = JdbcClient.create(places.database());
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(places.database()));
    NpspConnector connector =
        new NpspConnector(TestCalls.profile(places.portal(), guarantees(places.modes())), clock);
    PartnerWire wire = PortalWords.wire(connector);
    NpspCalls calls =
        TestCalls.over(
            connector,
            http,
            () -> TIMEOUT,
            TestCalls.always(
                TestCalls.pace()
                    .with(
                        Map.of(
                            PaceSetting.TIMEOUT,
                            TIMEOUT.toMillis(),
                            PaceSetting.BACK_OFF_FIRST,
                            100L,
                            PaceSetting.BACK_OFF_MOST,
                            1000L))),
            places.database(),
            places.keys(),
            clock);
    DiskSpace disk = Disks.with(() -> 50L << 30);
    Random random = new Random(1);
    DossiersProperties settings =
        new DossiersProperties(
            50,
            20,
            1,
            3,
            LEASE,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            500,
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    Dispatch dispatch =
        new Dispatch(
            new DossierTable(jdbc, "npsp"),
            new DeliveryTable(jdbc, "npsp"),
            new EventOutbox(jdbc, "npsp"),
            time.clock());
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
                new BatchClaim.Holder(name, LEASE.minus(TIMEOUT)),
                clock,
                probe),
            new OutcomeRecorder(
                dispatch, calls, transactions, settings, wire.rules(), random, probe),
            calls,
            wire,
            disk,
            time.clock(),
            probe);
    doubts =
        new DoubtResolver(
            dispatch,
            new DoubtTable(jdbc, "npsp"),
            calls,
            wire,
            transactions,
            random,
            LEASE.minus(TIMEOUT),
            time,
            probe);
    ledger = new DeliveryLedger(jdbc, time.clock());
    capture =
        new FeedCapture(
            dispatch,
            new FeedWatermark(jdbc),
            new MonthPartitions(jdbc),
            new RestoreTable(jdbc),
            new vn.lienthong.routes.dossiers.Modes(
                jdbc, new MessageLog(jdbc, clock, new SecureRandom()), transactions, clock),
            new OnestopMapper(),
            transactions,
            new WakeUps(_ -> {}),
            disk,
            probe);
  }

  private static NpspProfile.Guarantees guarantees(Modes modes) {
    var usual = PortalWords.guarantees(modes);
    return new NpspProfile.Guarantees(
        usual.stepsIdempotent(),
        usual.updatesIdempotent(),
        usual.knownAddsRefused(),
        usual.batchAtomic(),
        Duration.ofSeconds(1));
  }

  void feed(List<FeedRow> rows) {
    capture.capture(capture.position(), rows);
  }

  /** What a sweep does. */
  void sweep() {
    worker.recordUnwritten();
    doubts.expireLeases();
    doubts.resolve();
    worker.deliverDue();
  }

  @Override
  public void close() {
    http.close();
  }
}
