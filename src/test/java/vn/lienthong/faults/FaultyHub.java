package vn.lienthong.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.app.HubApplication;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.dossiers.PathProbe;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.messagelog.LogExport;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.schemas.json.HubJson;

/**
 * The shipped hub with a probe that kills. First argument: {@code sync} reads the procedures and
 * ends, {@code run} works until killed, {@code finish} works until nothing moves, prints the sums
 * as one line of JSON, exports the log and ends.
 */
final class FaultyHub {
  /** Setting of {@code finish}: how many messages the office has committed. */
  static final String ROWS = "test.rows";

  private FaultyHub() {}

  @Configuration(proxyBeanMethods = false)
  static class Faults {
    @Bean
    PathProbe killingProbe(@Value("${hub.data-dir}") Path data) {
      return new KillingProbe(data);
    }
  }

  public static void main(String[] arguments) throws Exception {
    ConfigurableApplicationContext hub =
        new SpringApplicationBuilder(HubApplication.class, Faults.class)
            .logStartupInfo(false)
            .run(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
    switch (arguments[0]) {
      case "sync" -> {
        System.out.println(
            hub.getBean(Procedures.class).sync("test", "kill test", RunOptions.USUAL).state());
        hub.close();
        System.exit(0);
      }
      case "finish" -> {
        System.out.println(HubJson.newMapper().writeValueAsString(settled(hub)));
        export(hub);
        hub.close();
        System.exit(0);
      }
      default -> Thread.currentThread().join();
    }
  }

  private static DeliverySums settled(ConfigurableApplicationContext hub)
      throws InterruptedException {
    DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
    DeliverySums before = ledger.sums();
    long rows = hub.getEnvironment().getRequiredProperty(ROWS, Long.class);
    int still = 0;
    // A doubt is asked about only after lease and processing time; without one nothing can follow.
    while (still < (before.in(DeliveryState.IN_DOUBT) > 0 ? 40 : 8)) {
      TimeUnit.MILLISECONDS.sleep(250);
      DeliverySums now = ledger.sums();
      boolean moving =
          !now.equals(before)
              || now.accepted() < rows
              || now.in(DeliveryState.DUE) > now.blocked()
              || now.in(DeliveryState.IN_FLIGHT) > 0;
      still = moving ? 0 : still + 1;
      before = now;
    }
    return before;
  }

  /** Doubts are asked about on and on: nothing new is sent while the last outcomes are awaited. */
  private static void export(ConfigurableApplicationContext hub) throws Exception {
    RouteController routes = hub.getBean(CamelContext.class).getRouteController();
    routes.stopRoute("sweep-deliveries-to-npsp");
    routes.stopRoute("deliver-due-to-npsp");
    LogStatus status = hub.getBean(LogStatus.class);
    MessageLog log = hub.getBean(MessageLog.class);
    while (!log.callsWithoutOutcome(Duration.ZERO, 1).isEmpty()
        || status.standing().map(LogStatus.Standing::pending).orElse(1L) > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    Path data = Path.of(hub.getEnvironment().getRequiredProperty("hub.data-dir"));
    hub.getBean(LogExport.class)
        .export(data.resolveSibling("export"), false, "test", "end of the kill test");
  }
}
