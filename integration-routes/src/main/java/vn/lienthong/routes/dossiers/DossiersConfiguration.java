package vn.lienthong.routes.dossiers;

import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.onestop.ChangeFeed;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.routes.faults.FaultLog;
import vn.lienthong.routes.files.FileLinks;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.DefaultPace;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.routes.partner.Pace;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;

/**
 * Capture and delivery. Needs from the application: DataSource, ConnectionFactory, Clock, the
 * one-stop system ({@link OneStop}, and {@link ChangeFeed} or a DataSource named
 * onestopDataSource).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DossiersProperties.class)
class DossiersConfiguration {
  private static final String PARTNER = NpspPartnerWire.PARTNER;

  /** How NPSP is called unless an operator says otherwise. */
  @Bean
  DefaultPace npspPace(NpspProperties npsp, DossiersProperties settings) {
    return new DefaultPace(PARTNER, pace(npsp, settings));
  }

  /** What the settings files say. */
  static Pace pace(NpspProperties npsp, DossiersProperties settings) {
    return Pace.of(
        npsp.timeout(),
        npsp.limits(),
        new Pace.Deliveries(
            settings.workers(),
            settings.batchSize(),
            settings.backOffFirst(),
            settings.backOffMost()));
  }

  @Bean
  DossierRegister dossierRegister(JdbcClient jdbc) {
    return new DossierRegister(jdbc);
  }

  @Bean
  DeliveryLedger deliveryLedger(JdbcClient jdbc, DatabaseTime time) {
    return new DeliveryLedger(jdbc, time.clock());
  }

  @Bean
  DossierTable dossierTable(JdbcClient jdbc) {
    return new DossierTable(jdbc, PARTNER);
  }

  @Bean
  EventOutbox eventOutbox(JdbcClient jdbc) {
    return new EventOutbox(jdbc, PARTNER);
  }

  @Bean
  Dispatch dispatch(JdbcClient jdbc, DossierTable dossiers, EventOutbox events, DatabaseTime time) {
    return new Dispatch(dossiers, new DeliveryTable(jdbc, PARTNER), events, time.clock());
  }

  @Bean
  PartnerWire npspPartnerWire(
      NpspConnector connector, ProcedureRegistry procedures, FileLinks links) {
    return new NpspPartnerWire(
        connector,
        procedures::findAt,
        (dossier, file) -> links.linkFor(NpspPartnerWire.PARTNER, dossier, file));
  }

  @Bean
  FeedWatch feedWatch(Clock clock) {
    return new FeedWatch(clock);
  }

  /** Down while the change feed cannot be read on without somebody's help. */
  @Bean
  HealthIndicator oneStopFeedHealthIndicator(FeedWatch watch) {
    return () ->
        watch
            .alarm()
            .map(fault -> Health.down().withDetail("fault", fault.english()).build())
            .orElseGet(() -> Health.up().build());
  }

  @Bean
  Modes modes(
      JdbcClient jdbc, MessageLog messageLog, PlatformTransactionManager manager, Clock clock) {
    return new Modes(jdbc, messageLog, new TransactionTemplate(manager), clock);
  }

  @Bean
  ShadowWork shadowWork(
      JdbcClient jdbc,
      Dispatch dispatch,
      NpspCalls calls,
      PartnerWire wire,
      Modes modes,
      PlatformTransactionManager manager) {
    return new ShadowWork(
        jdbc, PARTNER, dispatch, calls, wire, modes, new TransactionTemplate(manager));
  }

  @Bean
  WorkInShadowRoute workInShadowRoute(ShadowWork shadow) {
    return new WorkInShadowRoute(shadow);
  }

  @Bean
  Adoption adoption(
      JdbcClient jdbc,
      Dispatch dispatch,
      NpspCalls calls,
      PartnerWire wire,
      MessageLog messageLog,
      PlatformTransactionManager manager) {
    return new Adoption(
        jdbc, PARTNER, dispatch, calls, wire, messageLog, new TransactionTemplate(manager));
  }

  @Bean
  HandOver handOver(
      JdbcClient jdbc,
      Dispatch dispatch,
      MessageLog messageLog,
      PlatformTransactionManager manager) {
    return new HandOver(jdbc, PARTNER, dispatch, messageLog, new TransactionTemplate(manager));
  }

  @Bean
  RestoreTable restoreTable(JdbcClient jdbc) {
    return new RestoreTable(jdbc);
  }

  @Bean
  ResolveRestoredRoute resolveRestoredRoute(
      RestoreTable restores,
      JdbcClient jdbc,
      Dispatch dispatch,
      OneStop oneStop,
      NpspCalls calls,
      PartnerWire wire,
      PlatformTransactionManager manager) {
    return new ResolveRestoredRoute(
        new RestoredDoubts(
            restores,
            jdbc,
            PARTNER,
            dispatch,
            oneStop,
            calls,
            wire,
            new TransactionTemplate(manager)));
  }

  @Bean
  WakeUps wakeUps(ObjectProvider<ProducerTemplate> producer) {
    // A command has none: the sweep of the running hub finds what is due.
    return new WakeUps(
        body -> producer.ifAvailable(one -> one.sendBody(WakeUps.endpoint(PARTNER), body)));
  }

  @Bean(destroyMethod = "close")
  PartnerLane npspLane(
      JdbcClient jdbc,
      Dispatch dispatch,
      PartnerWire wire,
      NpspCalls calls,
      PlatformTransactionManager manager,
      DossiersProperties settings,
      NpspProperties npsp,
      DiskSpace disk,
      FaultLog faults,
      DatabaseTime time,
      Clock clock,
      ObjectProvider<PathProbe> probes) {
    return PartnerLane.of(
        new PartnerLane.Partner(PARTNER, dispatch, wire, calls, npsp.timeout()),
        new PartnerLane.Ground(
            jdbc,
            new TransactionTemplate(manager),
            settings,
            disk,
            faults,
            time,
            clock,
            probes.getIfAvailable(() -> PathProbe.NONE)));
  }

  /** Deliveries end before anything else does: routes, broker and database are still there. */
  @Bean
  EndOfDeliveries endOfDeliveries(PartnerLane lane, ApplicationContext hub) {
    return new EndOfDeliveries(lane.worker(), hub);
  }

  @Bean
  Replay replay(
      JdbcClient jdbc,
      Dispatch dispatch,
      MessageLog messageLog,
      NpspCalls calls,
      PartnerWire wire,
      PlatformTransactionManager manager,
      WakeUps wakeUps) {
    return new Replay(
        jdbc, dispatch, messageLog, calls, wire, new TransactionTemplate(manager), wakeUps);
  }

  @Bean
  MassReplay massReplay(
      JdbcClient jdbc,
      Dispatch dispatch,
      MessageLog messageLog,
      NpspCalls calls,
      PartnerWire wire,
      PlatformTransactionManager manager) {
    return new MassReplay(
        jdbc, dispatch, messageLog, calls, wire, new TransactionTemplate(manager));
  }

  @Bean
  EventsAgain eventsAgain(
      JdbcClient jdbc,
      EventOutbox events,
      MessageLog messageLog,
      PlatformTransactionManager manager) {
    return new EventsAgain(jdbc, events, messageLog, new TransactionTemplate(manager), PARTNER);
  }

  @Bean
  FeedCapture feedCapture(
      JdbcClient jdbc,
      Dispatch dispatch,
      RestoreTable restores,
      Modes modes,
      PlatformTransactionManager manager,
      WakeUps wakeUps,
      DiskSpace disk,
      ObjectProvider<PathProbe> probes) {
    return new FeedCapture(
        dispatch,
        new FeedWatermark(jdbc),
        new MonthPartitions(jdbc),
        restores,
        modes,
        new OnestopMapper(),
        new TransactionTemplate(manager),
        wakeUps,
        disk,
        probes.getIfAvailable(() -> PathProbe.NONE));
  }

  @Bean
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "sql", matchIfMissing = true)
  CaptureOneStopRoute captureOneStopRoute(
      FeedCapture capture,
      OneStopDatabase oneStop,
      FeedWatch watch,
      DossiersProperties settings,
      Clock clock) {
    FeedPace pace = new FeedPace(settings, clock);
    return new CaptureOneStopRoute(
        pace, new FeedReading(capture, pace, oneStop::horizon, watch, settings));
  }

  @Bean
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "rest")
  CaptureOneStopRestRoute captureOneStopRestRoute(
      ChangeFeed feed,
      FeedCapture capture,
      FeedWatch watch,
      DossiersProperties settings,
      Clock clock) {
    FeedPace pace = new FeedPace(settings, clock);
    return new CaptureOneStopRestRoute(
        pace, new RestFeedReading(feed, capture, pace, watch, settings));
  }

  @Bean
  DeliverDueRoute deliverDueRoute(PartnerLane lane) {
    return lane.deliverDue();
  }

  @Bean
  SweepDueRoute sweepDueRoute(PartnerLane lane) {
    return lane.sweepDue();
  }

  @Bean
  FoldTallyRoute foldTallyRoute(JdbcClient jdbc) {
    return new FoldTallyRoute(new DeliveryTally(jdbc));
  }

  @Bean
  AcknowledgeOneStopRoute acknowledgeOneStopRoute(
      JdbcClient jdbc, OneStop oneStop, ObjectProvider<PathProbe> probes) {
    return new AcknowledgeOneStopRoute(
        new Acknowledger(jdbc, oneStop, probes.getIfAvailable(() -> PathProbe.NONE)));
  }

  @Bean
  PublishEventsRoute publishEventsRoute(EventOutbox outbox) {
    return new PublishEventsRoute(outbox);
  }
}
