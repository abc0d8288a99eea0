package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.routes.broker.EmbeddedBroker;
import vn.lienthong.routes.faults.FaultLog;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.Terms;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.routes.testing.TestDatabase;

/** Two partners on one broker and one database, over the real routes. */
class KeepingLanesApartTest {
  private static final int DOSSIERS = 30;
  private static final int MANY = 1_000_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Clock clock = Clock.systemUTC();
  private final CamelContext camel = new DefaultCamelContext();
  private final List<PartnerLane> lanes = new ArrayList<>();
  private EmbeddedBroker broker;
  private long seq;

  /** A partner that takes calls, or keeps them waiting until it is let go. */
  private static final class Partner {
    final PlayedPortal portal = new PlayedPortal();
    final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore goOn = new Semaphore(MANY);
    volatile Supplier<Terms> terms =
        TestCalls.always(
            TestCalls.pace().with(Map.of(PaceSetting.BATCH_SIZE, 1L, PaceSetting.WORKERS, 2L)));

    void hang() {
      goOn.drainPermits();
    }

    void letGo(int calls) {
      goOn.release(calls);
    }

    CallResult answer(PreparedCall call) {
      if (call.service().equals("login")) {
        return portal.answer(call);
      }
      waiting.incrementAndGet();
      try {
        goOn.acquire();
        return portal.answer(call);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new CallResult.Lost("interrupted");
      } finally {
        waiting.decrementAndGet();
      }
    }

    void workers(long workers) {
      terms =
          TestCalls.always(
              TestCalls.pace()
                  .with(Map.of(PaceSetting.BATCH_SIZE, 1L, PaceSetting.WORKERS, workers)));
    }
  }

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder, 1);
    camel.addComponent(
        "jms",
        JmsComponent.jmsComponentAutoAcknowledge(new ActiveMQConnectionFactory(broker.url())));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    lanes.forEach(PartnerLane::close);
    broker.close();
  }

  /** Captures dossiers for the partner, and delivers them over routes of its own. */
  private void lane(String name, Partner partner) throws Exception {
    partner.portal.atomic = true;
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(database));
    Dispatch dispatch =
        new Dispatch(
            new DossierTable(jdbc, name),
            new DeliveryTable(jdbc, name),
            new EventOutbox(jdbc, name),
            clock);
    Path keys = Files.createDirectory(folder.resolve(name));
    NpspCalls calls =
        TestCalls.to(partner::answer, database, keys, clock, () -> partner.terms.get());
    var producer = camel.createProducerTemplate();
    WakeUps wakeUps = new WakeUps(body -> producer.sendBody(WakeUps.endpoint(name), body));
    capture(name, dispatch, transactions, wakeUps);
    PartnerLane lane =
        PartnerLane.of(
            new PartnerLane.Partner(name, dispatch, partner.portal, calls, Duration.ofSeconds(2)),
            new PartnerLane.Ground(
                jdbc,
                transactions,
                settings(),
                Disks.roomy(),
                new FaultLog(clock),
                new DatabaseTime(database),
                clock,
                PathProbe.NONE));
    lanes.add(lane);
    camel.addRoutes(lane.deliverDue());
    camel.addRoutes(lane.sweepDue());
  }

  private void capture(
      String name, Dispatch dispatch, TransactionTemplate transactions, WakeUps wakeUps) {
    FeedCapture capture =
        new FeedCapture(
            dispatch,
            new FeedWatermark(jdbc),
            new MonthPartitions(jdbc),
            new RestoreTable(jdbc),
            new Modes(jdbc, new MessageLog(jdbc, clock, new SecureRandom()), transactions, clock),
            new OnestopMapper(),
            transactions,
            wakeUps,
            Disks.roomy(),
            PathProbe.NONE);
    List<FeedRow> rows = new ArrayList<>();
    for (int i = 0; i < DOSSIERS; i++) {
      rows.add(Documents.row(name + "-" + i, "s", 1, ++seq, false));
    }
    capture.capture(capture.position(), rows);
  }

  private static DossiersProperties settings() {
    return new DossiersProperties(
        1,
        1,
        2,
        3,
        LONG,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        500,
        Duration.ofMillis(50),
        Duration.ofSeconds(1));
  }

  private long delivered(String partner) {
    return jdbc.sql(
            "SELECT count(*) FROM dossiers.delivery WHERE partner = ? AND state = 'DELIVERED'")
        .param(partner)
        .query(Long.class)
        .single();
  }

  @Test
  void a_partner_that_hangs_keeps_no_other_waiting_and_goes_on_when_it_answers() throws Exception {
    Partner slow = new Partner();
    Partner quick = new Partner();
    slow.hang();
    lane("moj", slow);
    await().atMost(LONG).until(() -> slow.waiting.get() == 2);

    lane("npsp", quick);

    await().atMost(LONG).until(() -> delivered("npsp") == DOSSIERS);
    assertThat(slow.waiting).hasValue(2);
    assertThat(delivered("moj")).isZero();

    slow.letGo(MANY);
    await().atMost(LONG).until(() -> delivered("moj") == DOSSIERS);
  }

  @Test
  void as_many_deliver_at_once_as_the_pace_says_from_now_on() throws Exception {
    Partner partner = new Partner();
    partner.hang();
    lane("npsp", partner);
    await().atMost(LONG).until(() -> partner.waiting.get() == 2);

    partner.workers(5);
    await().atMost(LONG).until(() -> partner.waiting.get() == 5);

    partner.workers(1);
    partner.letGo(5);
    await().atMost(LONG).until(() -> delivered("npsp") == 5 && partner.waiting.get() == 1);
    partner.letGo(MANY);
    await().atMost(LONG).until(() -> delivered("npsp") == DOSSIERS);
  }
}
