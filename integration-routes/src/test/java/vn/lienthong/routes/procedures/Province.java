package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OnestopSql;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.codelist.CatalogueProcedure;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** A province in small: a hub's node, a simulated portal over HTTP, a one-stop system, all real. */
final class Province implements AutoCloseable {
  private static final RealCatalogue WHOLE = RealCatalogue.load();
  private static final List<String> WELL_FORMED =
      WHOLE.procedures().stream()
          .map(CatalogueProcedure::code)
          .filter(code -> ProcedureCode.parse(code).isPresent())
          .toList();

  /** The real catalogue's faults: a code used twice, once behind a blank, and malformed ones. */
  static final String TWICE = "1.014325";

  static final List<String> MALFORMED = List.of("1.0133611", "1.014955-Xoa", "2.009182739");

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));

  /** The hub's tables, and beside them the one-stop system's schema. */
  final DataSource unpooled = TestDatabase.fresh();

  final HikariDataSource database = pool(unpooled);
  final JdbcClient jdbc = JdbcClient.create(database);
  final NpspSimulator portal;
  private final Path folder;
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private volatile boolean onestopDown;
  private Node node;

  /** Performs six of sixty procedures: one may leave the list unasked, two are over 2 %. */
  Province(Path folder) {
    this(folder, 60, 6);
  }

  /** Performs the first procedures of a catalogue of this size, and lists the real faults. */
  Province(Path folder, int catalogue, int scope) {
    this.folder = folder;
    List<String> codes =
        Stream.concat(
                WELL_FORMED.stream().limit(catalogue - 1),
                Stream.concat(Stream.of(TWICE), MALFORMED.stream()))
            .toList();
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(folder.resolve("npsp")), WHOLE.only(codes), clock);
    scope(codes.stream().limit(scope).toArray(String[]::new));
    onestop(OnestopSql.feedDdl());
    node = node(List.of(), Duration.ZERO);
  }

  /** A connection costs PostgreSQL a process; a test would spend its time on making them. */
  private static HikariDataSource pool(DataSource unpooled) {
    HikariConfig settings = new HikariConfig();
    settings.setDataSource(unpooled);
    settings.setMaximumPoolSize(12);
    settings.setMinimumIdle(1);
    return new HikariDataSource(settings);
  }

  /** The code at this place of the national list, from 1. */
  static String code(int place) {
    return WELL_FORMED.get(place - 1);
  }

  static String[] codes(int from, int to) {
    return WELL_FORMED.subList(from - 1, to).toArray(String[]::new);
  }

  /** Goes on with another node in the place of the first. */
  Province approvingBySelf(String... kinds) {
    return becomes(node(List.of(kinds), Duration.ZERO));
  }

  /** Goes on with a node that waits so long for a portal that is away. */
  Province waiting(Duration patience) {
    return becomes(node(List.of(), patience));
  }

  /** Stops the node, its runs included, and goes on with another one. */
  void stopNode() {
    becomes(node(List.of(), Duration.ZERO));
  }

  private Province becomes(Node other) {
    node.close();
    node = other;
    return this;
  }

  private Node node(List<String> automatic, Duration patience) {
    return new Node(
        new Node.Places(database, portal.url().toString(), folder),
        new OneStopDatabase(
            new DelegatingDataSource(database) {
              @Override
              public Connection getConnection() throws SQLException {
                meanwhile.getAndSet(() -> {}).run();
                if (onestopDown) {
                  throw new SQLException("connection refused", "08001");
                }
                return super.getConnection();
              }
            }),
        settings(automatic, patience),
        clock,
        "node-1");
  }

  ProcedureProperties settings(List<String> automatic, Duration patience) {
    return new ProcedureProperties(
        "-", scopeFile().toString(), Duration.ofHours(22), 4, patience, automatic);
  }

  Procedures hub() {
    return node.procedures;
  }

  ProcedureRegistry registry() {
    return node.registry;
  }

  Path scopeFile() {
    return folder.resolve("scope.csv");
  }

  void scope(String... codes) {
    scopeText("code\n" + String.join("\n", codes) + "\n");
  }

  void scopeText(String csv) {
    try {
      Files.writeString(scopeFile(), csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void change(String code, ObjectNode leaves) {
    portal.changeProcedure(code, leaves);
  }

  JobRun run() {
    return run(RunOptions.USUAL);
  }

  JobRun fullRun() {
    return run(new RunOptions(true, false, false));
  }

  /** A run one minute later. */
  JobRun run(RunOptions options) {
    clock.pass(Duration.ofMinutes(1));
    return hub().sync("an", "a test", options);
  }

  /** Codes whose detail the last run read. */
  List<String> readByLastRun() {
    return jdbc.sql("SELECT code FROM procedures.reading WHERE read_at = :now ORDER BY code")
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .list();
  }

  /** Details that were asked for in a run, by the message log. */
  int asked(JobRun run) {
    return jdbc.sql(
            """
            SELECT count(*) FROM messagelog.entry
             WHERE kind = 'REQUEST' AND service = 'procedure-detail' AND correlation_id = :run
            """)
        .param("run", run.correlationId())
        .query(Integer.class)
        .single();
  }

  /**
   * Such as {@code 1.000016 fee: 100 -> 200 PROPOSED} for the fields that a run found to differ.
   */
  List<String> found(JobRun run) {
    return hub().diff(run, 10_000).stream()
        .map(
            one ->
                one.code()
                    + " "
                    + one.change().kind()
                    + " "
                    + one.change().after().orElse("-")
                    + (one.proposed() ? " PROPOSED" : " APPLIED"))
        .toList();
  }

  List<Proposal> waiting() {
    return hub().proposals(Optional.of(Proposal.State.PROPOSED), 1000);
  }

  List<UUID> waitingIds() {
    return waiting().stream().map(Proposal::id).toList();
  }

  Procedure registered(String code) {
    return registry().find(new ProcedureCode(code)).orElseThrow();
  }

  /** What the registry holds of a code, as the portal would say it: fee of the first term. */
  Optional<String> fee(String code) {
    return registry()
        .find(new ProcedureCode(code))
        .flatMap(found -> found.channels().getFirst().terms().getFirst().fees().getFirst().text());
  }

  List<String> versions(String code) {
    return hub().history(new ProcedureCode(code)).stream()
        .map(one -> one.version() + " " + one.state())
        .toList();
  }

  /** Such as {@code 2 OPEN} by code. */
  Map<String, String> onestop() {
    return new OneStopDatabase(database)
        .procedures().stream()
            .collect(
                Collectors.toMap(
                    copy -> copy.code().value(),
                    copy -> copy.version() + " " + copy.state(),
                    (one, _) -> one,
                    TreeMap::new));
  }

  String onestopDocument(String code) {
    return new OneStopDatabase(database)
        .procedures().stream()
            .filter(copy -> copy.code().value().equals(code))
            .findFirst()
            .orElseThrow()
            .document();
  }

  List<String> onestopWrittenSince(String date) {
    return jdbc.sql(
            "SELECT code FROM lien_thong.procedure WHERE applied_at > CAST(:date AS timestamptz)")
        .param("date", date)
        .query(String.class)
        .list();
  }

  void onestop(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Does this once, when the one-stop system is about to be told something. */
  void beforeNextTelling(Runnable work) {
    meanwhile.set(work);
  }

  void onestopDown(boolean down) {
    onestopDown = down;
  }

  /** Operator acts in the log, such as {@code run-job}, oldest first. */
  List<String> acts() {
    return jdbc.sql("SELECT service FROM messagelog.entry WHERE kind = 'OPERATOR_ACT' ORDER BY id")
        .query(String.class)
        .list();
  }

  List<Overview.Line> lines() {
    return hub().list(new Overview.Filter("", Optional.empty(), 10_000));
  }

  List<String> openCodes() {
    return lines().stream()
        .filter(line -> line.state() == ProcedureRegistry.State.OPEN)
        .map(line -> line.code().value())
        .toList();
  }

  @Override
  public void close() {
    node.close();
    portal.close();
    database.close();
  }
}
