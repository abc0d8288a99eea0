package vn.lienthong.routes.dossiers;

import java.net.URI;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.routes.faults.FaultLog;
import vn.lienthong.routes.files.FileLinks;
import vn.lienthong.routes.keys.KeyProperties;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.DefaultPace;
import vn.lienthong.routes.partner.NeighbourCalls;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.routes.partner.Paces;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;

/**
 * A second partner in the same hub, at the address {@code bench.neighbour}: what waits for it is
 * delivered by the shipped worker in a lane of its own, at the pace that the portal has.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("bench.neighbour")
class NeighbourLane {
  /** The name under which its deliveries lie in the database. */
  private static final String PARTNER = "neighbour";

  @Bean
  DefaultPace neighbourPace(NpspProperties npsp, DossiersProperties settings) {
    return new DefaultPace(PARTNER, DossiersConfiguration.pace(npsp, settings));
  }

  @Bean(destroyMethod = "close")
  Delivered neighbour(
      @Value("${bench.neighbour}") URI address,
      DataSource database,
      NpspProperties npsp,
      DossiersProperties settings,
      KeyProperties keys,
      DataProperties data,
      MessageLog log,
      PlatformTransactionManager manager,
      Paces paces,
      ProcedureRegistry procedures,
      FileLinks links,
      DiskSpace disk,
      FaultLog faults,
      DatabaseTime time,
      Clock clock) {
    JdbcClient jdbc = JdbcClient.create(database);
    TransactionTemplate transactions = new TransactionTemplate(manager);
    NpspConnector connector = NeighbourCalls.connector(npsp, address, clock);
    NpspCalls calls =
        NeighbourCalls.to(
            PARTNER, connector, database, keys.sessionKeyIn(data), log, transactions, paces, clock);
    Dispatch dispatch =
        new Dispatch(
            new DossierTable(jdbc, PARTNER),
            new DeliveryTable(jdbc, PARTNER),
            new EventOutbox(jdbc, PARTNER),
            time.clock());
    PartnerWire wire =
        new NpspPartnerWire(
            connector,
            procedures::findAt,
            (dossier, file) -> links.linkFor(PARTNER, dossier, file));
    return new Delivered(
        PartnerLane.of(
            new PartnerLane.Partner(PARTNER, dispatch, wire, calls, npsp.timeout()),
            new PartnerLane.Ground(
                jdbc, transactions, settings, disk, faults, time, clock, PathProbe.NONE)));
  }

  @Bean
  DeliverDueRoute deliverDueToNeighbour(Delivered neighbour) {
    return neighbour.lane().deliverDue();
  }

  @Bean
  SweepDueRoute sweepDueToNeighbour(Delivered neighbour) {
    return neighbour.lane().sweepDue();
  }

  /** Of a type of its own, so that nobody takes it for the portal's. */
  record Delivered(PartnerLane lane) implements AutoCloseable {
    @Override
    public void close() {
      lane.worker().stop();
      lane.close();
    }
  }
}
