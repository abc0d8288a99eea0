package vn.lienthong.routes.jobs;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.nodes.NodeName;
import vn.lienthong.routes.store.DatabaseTime;

/** The jobs' beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobsProperties.class)
class JobsConfiguration {

  @Bean(destroyMethod = "close")
  JobRuns jobRuns(
      ObjectProvider<Job> jobs,
      DataSource dataSource,
      TransactionTemplate transactions,
      MessageLog messageLog,
      Clock clock,
      JobsProperties settings) {
    return new JobRuns(
        jobs.orderedStream().toList(),
        dataSource,
        transactions,
        messageLog,
        clock,
        settings.heartbeat(),
        NodeName.here());
  }

  @Bean
  JobScheduler jobScheduler(
      DataSource dataSource, JobRuns runs, JobsProperties settings, DatabaseTime time) {
    return new JobScheduler(dataSource, runs, settings, time.clock(), NodeName.here());
  }

  @Bean
  JobDesk jobDesk(
      JobRuns runs,
      JobScheduler scheduler,
      JdbcClient jdbc,
      ObjectProvider<RunDifferences> differences,
      MessageLog messageLog,
      TransactionTemplate transactions,
      Clock clock) {
    return new JobDesk(
        runs,
        scheduler,
        jdbc,
        differences.orderedStream().toList(),
        messageLog,
        transactions,
        clock);
  }
}
