package vn.lienthong.routes.jobs;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.testing.TestDatabase;

/** A database and nodes on it that run jobs. */
final class Works implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(2);

  /** 9:00 in Việt Nam. */
  final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T02:00:00Z"));

  final HikariDataSource database = pooled(TestDatabase.fresh());
  final JdbcClient jdbc = JdbcClient.create(database);
  private final List<JobRuns> nodes = new ArrayList<>();
  private final List<JobScheduler> schedulers = new ArrayList<>();

  /** As a hub has it: a connection for each statement would be most of what a short run takes. */
  private static HikariDataSource pooled(DataSource database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(database);
    pool.setMaximumPoolSize(20);
    pool.setMinimumIdle(0);
    return pool;
  }

  /** Work that a test holds in the middle. */
  static final class Held {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    volatile boolean cancelled;

    RunResult work(RunRequest request, RunProgress progress) {
      begun.countDown();
      while (mayEnd.getCount() > 0 && !cancelled) {
        cancelled = progress.waitOrCancelled(Duration.ofMillis(20));
      }
      return RunResult.done(RunResult.Counts.NONE);
    }

    void awaitBegin() throws InterruptedException {
      begun.await();
    }

    void end() {
      mayEnd.countDown();
    }
  }

  /** Stands for the end of the process: nothing of the hub catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  static Job job(String name, String cron, Job.Work work) {
    return job(name, cron, Job.Misfire.RUN_ONCE, work);
  }

  static Job job(String name, String timetable, Job.Misfire misfire, Job.Work work) {
    return new Job(
        name,
        new Job.Sentence("một việc", "a job"),
        new Timetable(timetable),
        misfire,
        work,
        Optional.empty());
  }

  /** A job that works through windows of an hour. */
  static Job backfilled(String name, Job.WindowWork work) {
    return new Job(
        name,
        new Job.Sentence("một việc", "a job"),
        Timetable.NEVER,
        Job.Misfire.RUN_ONCE,
        (_, _) -> RunResult.done(RunResult.Counts.NONE),
        Optional.of(new Job.Past(Duration.ofHours(1), work)));
  }

  JobRuns node(String name, Job... jobs) {
    return node(name, clock, jobs);
  }

  JobRuns node(String name, Clock time, Job... jobs) {
    JobRuns node =
        new JobRuns(
            List.of(jobs),
            database,
            new TransactionTemplate(new DataSourceTransactionManager(database)),
            new MessageLog(jdbc, time, new SecureRandom()),
            time,
            Duration.ofMillis(50),
            name);
    nodes.add(node);
    return node;
  }

  /** A scheduler that looks every 100 ms. */
  JobScheduler scheduler(String node, JobRuns runs) {
    JobsProperties settings =
        new JobsProperties(
            true, Duration.ofSeconds(1), Duration.ofMillis(100), 4, Duration.ofDays(30));
    JobScheduler scheduler = new JobScheduler(database, runs, settings, clock, node);
    schedulers.add(scheduler);
    return scheduler;
  }

  /** What an operator at this node has. */
  JobDesk desk(JobRuns runs, JobScheduler scheduler) {
    return new JobDesk(
        runs,
        scheduler,
        jdbc,
        List.of(),
        new MessageLog(jdbc, clock, new SecureRandom()),
        new TransactionTemplate(new DataSourceTransactionManager(database)),
        clock);
  }

  List<JobRun> runs(String job) {
    return nodes.getFirst().last(job, 1000);
  }

  List<String> states(String job) {
    return runs(job).stream().map(run -> run.state().name()).toList();
  }

  long ended(String job) {
    return runs(job).stream().filter(run -> run.endedAt().isPresent()).count();
  }

  long number(String query) {
    return jdbc.sql(query).query(Long.class).single();
  }

  /** Ends all other sessions of the database, as its crash does. */
  void cutAll() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
  }

  /** Ends every database session that holds an advisory lock, as the loss of a node does. */
  void loseLocks() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_locks
           WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("locks not taken away", e);
    }
  }

  /** Stops all nodes. */
  void stop() {
    schedulers.forEach(JobScheduler::stop);
  }

  @Override
  public void close() {
    stop();
    nodes.forEach(JobRuns::close);
    database.close();
  }
}
