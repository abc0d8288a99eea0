package vn.lienthong.routes.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/**
 * PostgreSQL inside the hub's data folder: made at the first start, kept over restarts, durable,
 * reachable on loopback with a password only. One hub owns the folder; a server that outlived its
 * hub is stopped, one that dies under a running hub is started again.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The one role and database of the hub. */
  public static final String USER = "hub";

  private static final String MAJOR = "18";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private final PrivateFolder folder;
  private final @Nullable FolderLock lock;
  private final PostgresPrograms programs;
  private final Postmaster postmaster;
  private final int port;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-watch").factory());
  private boolean closing;

  private EmbeddedDatabase(PrivateFolder folder, FolderLock lock, PostgresPrograms programs) {
    this.folder = folder;
    this.lock = lock;
    this.programs = programs;
    this.postmaster = new Postmaster(programs, data());
    this.port = freePort();
  }

  private EmbeddedDatabase(PrivateFolder folder, PostgresPrograms programs, int port) {
    this.folder = folder;
    this.lock = null;
    this.programs = programs;
    this.postmaster = new Postmaster(programs, data());
    this.port = port;
  }

  /**
   * Starts the server of {@code dataDir} and owns it.
   *
   * @throws HubException LT-9001 to LT-9006, each one sentence with what to do
   */
  public static EmbeddedDatabase start(Path dataDir) {
    PrivateFolder folder = PrivateFolder.at(dataDir.resolve("postgres"));
    Path lockFile = folder.path().resolve("lock");
    FolderLock lock =
        FolderLock.take(lockFile)
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.DATABASE_FOLDER_IN_USE, dataDir, FolderLock.holder(lockFile)));
    return started(folder, lock, EmbeddedDatabase::beginForHub);
  }

  /**
   * Starts the server for a restore: where the hub's database is lost none is made, for an empty
   * one in its place would send every dossier again.
   *
   * @throws HubException LT-9001 to LT-9006
   */
  public static EmbeddedDatabase startForRestore(Path dataDir) {
    PrivateFolder folder = PrivateFolder.at(dataDir.resolve("postgres"));
    Path lockFile = folder.path().resolve("lock");
    FolderLock lock =
        FolderLock.take(lockFile)
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.DATABASE_FOLDER_IN_USE, dataDir, FolderLock.holder(lockFile)));
    return started(folder, lock, EmbeddedDatabase::begin);
  }

  /** Shares the server of a hub that runs on {@code dataDir}, or starts it where none does. */
  public static EmbeddedDatabase attach(Path dataDir) {
    PrivateFolder folder = PrivateFolder.at(dataDir.resolve("postgres"));
    Optional<FolderLock> lock = FolderLock.take(folder.path().resolve("lock"));
    if (lock.isPresent()) {
      return started(folder, lock.get(), EmbeddedDatabase::beginForHub);
    }
    int port = lastPort(folder);
    PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
    return new EmbeddedDatabase(folder, programs, port);
  }

  private static EmbeddedDatabase started(
      PrivateFolder folder, FolderLock lock, Consumer<EmbeddedDatabase> begin) {
    try {
      PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
      EmbeddedDatabase database = new EmbeddedDatabase(folder, lock, programs);
      begin.accept(database);
      return database;
    } catch (HubException e) {
      lock.close();
      throw e;
    }
  }

  private void beginForHub() {
    if (!Files.exists(data())) {
      demandNothingWasPublished();
    }
    begin();
    try {
      if (!exists(USER)) {
        demandNothingWasPublished();
        createDatabaseIfMissing(USER);
      }
      DurabilityCheck.demand(dataSource(USER), url(USER));
    } catch (HubException e) {
      close();
      throw e;
    }
  }

  private void begin() {
    checkFolder();
    postmaster.endSurvivors();
    if (!Files.exists(data())) {
      initialise();
    }
    try {
      launch();
    } catch (HubException e) {
      close();
      throw e;
    }
    var unused =
        watch.scheduleWithFixedDelay(
            this::reviveIfDead, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** JDBC address of a database of this server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The role's password. */
  public String password() {
    return folder.secret("password");
  }

  /** Connections without a pool to a database of this server. */
  public PGSimpleDataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser(USER);
    source.setPassword(password());
    return source;
  }

  /** Makes another database on this server unless it is there. */
  public void createDatabaseIfMissing(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("database name must be a-z, 0-9, _: " + name);
    }
    try {
      if (!exists(name)) {
        JdbcClient.create(dataSource("postgres")).sql("CREATE DATABASE " + name).update();
      }
    } catch (DataAccessException e) {
      throw failure(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  private boolean exists(String name) {
    try {
      return JdbcClient.create(dataSource("postgres"))
          .sql("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
          .param("name", name)
          .query(Boolean.class)
          .single();
    } catch (DataAccessException e) {
      throw failure(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  private Path data() {
    return folder.path().resolve("data");
  }

  private void checkFolder() {
    if (!Files.exists(data())) {
      return;
    }
    String version =
        new PrivateFolder(data())
            .read("PG_VERSION")
            .orElseThrow(() -> foreign("thiếu tệp PG_VERSION", "PG_VERSION is missing"));
    if (!version.matches("\\d{1,3}")) {
      throw foreign("tệp PG_VERSION bị hỏng", "PG_VERSION is damaged");
    }
    if (!version.equals(MAJOR)) {
      throw foreign(
          "dữ liệu của PostgreSQL " + version + ", trục mang theo bản " + MAJOR,
          "it is of PostgreSQL " + version + ", this hub carries " + MAJOR);
    }
    if (folder.read("password").isEmpty()) {
      throw foreign(
          "thiếu tệp password bên cạnh", "the file password, which stands beside it, is missing");
    }
  }

  /** An empty database in place of a lost one would send every dossier again. */
  private void demandNothingWasPublished() {
    if (Files.exists(folder.path().resolveSibling("log").resolve("checkpoint"))) {
      throw foreign(
          "thư mục này bị mất, trong khi nhật ký đã công bố vẫn còn",
          "it is gone, while the log that was published from it is here");
    }
  }

  private HubException foreign(String vietnamese, String english) {
    return new HubException(
        HubError.DATABASE_FOLDER_FOREIGN, data(), new Reason(vietnamese, english));
  }

  private void initialise() {
    try {
      password();
      Path fresh = folder.privateFolder("data.new");
      PostgresPrograms.Said said = programs.initdb(fresh, folder.path().resolve("password"));
      if (said.status() != 0) {
        PostgresBinaries.deleteTree(fresh);
        throw failure(said.text());
      }
      Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageFailure.of(e, folder.path());
    }
  }

  private void launch() {
    ServerSettings.write(new PrivateFolder(data()), port);
    Path serverLog = folder.path().resolve("server.log");
    try {
      if (Files.exists(serverLog)) {
        Files.move(
            serverLog, folder.path().resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      PostgresPrograms.Said said = programs.start(data(), serverLog, PATIENCE);
      if (said.status() != 0) {
        throw failure(
            Files.exists(serverLog) ? said.text() + Files.readString(serverLog) : said.text());
      }
    } catch (IOException e) {
      throw StorageFailure.of(e, folder.path());
    }
    folder.write("port", Integer.toString(port));
  }

  /** The server died under a running hub. */
  private synchronized void reviveIfDead() {
    if (closing || postmaster.running().isPresent()) {
      return;
    }
    log.atError()
        .addKeyValue("error", HubError.DATABASE_NOT_STARTED.code())
        .log("embedded database ended, it is started again");
    try {
      postmaster.endSurvivors();
      launch();
    } catch (HubException e) {
      log.atError().addKeyValue("error", e.error().code()).log("database not started again");
    }
  }

  private HubException failure(String said) {
    if (Reason.isDiskFull(said)) {
      return new HubException(HubError.DISK_FULL, folder.path());
    }
    Predicate<String> telling =
        line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:");
    List<String> lines = said.lines().filter(l -> !l.isBlank()).toList();
    String reason =
        lines.stream()
            .filter(telling)
            .findFirst()
            .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
            .orElse("it said nothing");
    return new HubException(
        HubError.DATABASE_NOT_STARTED, reason.replaceFirst("^.*\\.\\.\\.\\.*", "").strip());
  }

  /** The port of last time when it is free, so that addresses stay; else another. */
  private int freePort() {
    int last = lastPort(folder);
    try {
      return bind(last);
    } catch (IOException e) {
      log.atInfo().addKeyValue("port", last).log("database takes another port");
      try {
        return bind(0);
      } catch (IOException none) {
        throw new HubException(none, HubError.DATABASE_NOT_STARTED, "no free port on loopback");
      }
    }
  }

  private static int lastPort(PrivateFolder folder) {
    return folder
        .read("port")
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Integer::valueOf)
        .orElse(0);
  }

  private static int bind(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Stops the server, unless it is another hub's. */
  @Override
  public synchronized void close() {
    if (lock == null || closing) {
      return;
    }
    closing = true;
    watch.shutdownNow();
    try {
      if (postmaster.running().isPresent()) {
        postmaster.endSurvivors();
      }
    } finally {
      lock.close();
    }
  }
}
