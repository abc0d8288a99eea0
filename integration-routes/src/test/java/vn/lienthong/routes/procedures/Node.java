package vn.lienthong.routes.procedures;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.routes.jobs.Job;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.Timetable;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.TestCalls;

/** One node of the hub with the feature as it is wired, and nothing else. */
final class Node implements AutoCloseable {
  final Procedures procedures;
  final ProcedureRegistry registry;
  private final HttpSender http = new HttpSender(Duration.ofSeconds(10));
  private final CamelContext camel = new DefaultCamelContext();
  private final JobRuns runs;

  /** Where everything is. */
  record Places(DataSource database, String portal, Path keys) {}

  Node(Places places, OneStop oneStop, ProcedureProperties settings, Clock clock, String name) {
    JdbcClient jdbc = JdbcClient.create(places.database());
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(places.database()));
    MessageLog log = new MessageLog(jdbc, clock, new SecureRandom());
    NpspConnector npsp = new NpspConnector(TestCalls.profile(URI.create(places.portal())), clock);
    NpspCalls calls = TestCalls.over(npsp, http, places.database(), places.keys(), clock);
    ProceduresConfiguration beans = new ProceduresConfiguration();
    registry = beans.procedureRegistry(jdbc);
    ProcedureStore store = beans.procedureStore(jdbc, registry, oneStop, clock);
    start(beans.proceduresFromNpspRoute(calls, npsp, store, settings, transactions, clock));
    ProceduresWork work = beans.proceduresWork(camel.createProducerTemplate());
    Job job =
        new Job(
            Procedures.JOB,
            new Job.Sentence("việc", "the job"),
            new Timetable(settings.cron()),
            Job.Misfire.RUN_ONCE,
            work::run,
            Optional.empty());
    runs =
        new JobRuns(
            List.of(job),
            places.database(),
            transactions,
            log,
            clock,
            Duration.ofMillis(200),
            name);
    procedures = beans.procedures(store, work, runs, log, settings, transactions, clock);
  }

  private void start(ProceduresFromNpspRoute route) {
    try {
      camel.addRoutes(route);
    } catch (Exception e) {
      throw new IllegalStateException("the route does not build", e);
    }
    camel.start();
  }

  @Override
  public void close() {
    runs.close();
    camel.stop();
    http.close();
  }
}
