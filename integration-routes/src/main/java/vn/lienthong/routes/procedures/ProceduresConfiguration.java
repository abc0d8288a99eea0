package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.routes.jobs.Job;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.RunDifferences;
import vn.lienthong.routes.jobs.Timetable;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.Paces;

/** The procedures' beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcedureProperties.class)
class ProceduresConfiguration {

  @Bean
  ProcedureRegistry procedureRegistry(JdbcClient jdbc) {
    return new ProcedureRegistry(jdbc);
  }

  @Bean
  ProcedureStore procedureStore(
      JdbcClient jdbc, ProcedureRegistry registry, OneStop oneStop, Clock clock) {
    return new ProcedureStore(
        jdbc,
        registry,
        new NationalList(jdbc),
        new Readings(jdbc),
        new Proposals(jdbc),
        new Differences(jdbc),
        new OneStopCopies(jdbc, oneStop, registry, clock));
  }

  @Bean
  ProceduresFromNpspRoute proceduresFromNpspRoute(
      NpspCalls calls,
      NpspConnector npsp,
      ProcedureStore store,
      ProcedureProperties settings,
      TransactionTemplate transactions,
      Clock clock) {
    return new ProceduresFromNpspRoute(
        new ProcedureSync(NpspReads.over(calls, npsp), store, settings, transactions, clock));
  }

  @Bean
  ProceduresWork proceduresWork(@Lazy ProducerTemplate route) {
    return new ProceduresWork(route);
  }

  @Bean
  Job proceduresFromNpsp(
      ProceduresWork work, ProcedureProperties settings, ObjectProvider<Paces> paces, Clock clock) {
    Supplier<Optional<Instant>> maintenance =
        () -> paces.getObject().of("npsp").maintenanceUntil(clock.instant());
    return new Job(
        Procedures.JOB,
        new Job.Sentence(
            "Đưa danh mục thủ tục và hệ thống một cửa khớp với danh mục quốc gia.",
            "Brings the registry and the one-stop system in step with the national catalogue."),
        new Timetable(settings.cron()),
        Job.Misfire.RUN_ONCE,
        new OutsideMaintenance(work::run, maintenance)::run,
        Optional.empty());
  }

  @Bean
  Procedures procedures(
      ProcedureStore store,
      ProceduresWork work,
      JobRuns runs,
      MessageLog messageLog,
      ProcedureProperties settings,
      TransactionTemplate transactions,
      Clock clock) {
    return new Procedures(
        store,
        new ParityCheck(store, settings.scope(), clock),
        new Desk(store, messageLog, transactions, clock),
        work,
        runs);
  }

  @Bean
  RunDifferences procedureDifferences(Procedures procedures) {
    return new ProcedureDifferences(procedures);
  }
}
