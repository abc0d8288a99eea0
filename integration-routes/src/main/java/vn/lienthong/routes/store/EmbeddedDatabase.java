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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

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
    return started(folder, lock);
  }

  /** Shares the server of a hub that runs on {@code dataDir}, or starts it where none does. */
  public static EmbeddedDatabase attach(Path dataDir) {
    PrivateFolder folder = PrivateFolder.at(dataDir.resolve("postgres"));
    Optional<FolderLock> lock = FolderLock.take(folder.path().resolve("lock"));
    if (lock.isPresent()) {
      return started(folder, lock.get());
    }
    int port = folder.read("port").map(Integer::valueOf).orElse(0);
    PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
    return new EmbeddedDatabase(folder, programs, port);
  }

  private static EmbeddedDatabase started(PrivateFolder folder, FolderLock lock) {
    try {
      PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
      EmbeddedDatabase database = new EmbeddedDatabase(folder, lock, programs);
      database.begin();
      return database;
    } catch (HubException e) {
      lock.close();
      throw e;
    }
  }

  private void begin() {
    checkFolder();
    postmaster.endSurvivors();
    if (!Files.exists(data())) {
      initialise();
    }
    launch();
    try {
      createDatabaseIfMissing(USER);
      DurabilityCheck.demand(dataSource(USER), url(USER));
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
    JdbcClient jdbc = JdbcClient.create(dataSource("postgres"));
    boolean there =
        jdbc.sql("SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)")
            .param("name", name)
            .query(Boolean.class)
            .single();
    if (!there) {
      jdbc.sql("CREATE DATABASE " + name).update();
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
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.DATABASE_FOLDER_FOREIGN, data(), "PG_VERSION is missing"));
    if (!version.equals(MAJOR)) {
      throw new HubException(
          HubError.DATABASE_FOLDER_FOREIGN,
          data(),
          "it is of PostgreSQL " + version + ", this hub carries " + MAJOR);
    }
  }

  private void initialise() {
    try {
      password();
      Path fresh = folder.privateFolder("data.new");
      PostgresPrograms.Said said = programs.initdb(fresh, folder.path().resolve("password"));
      if (said.status() != 0) {
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
    if (StorageFailure.isDiskFull(said)) {
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
    return new HubException(HubError.DATABASE_NOT_STARTED, reason.strip());
  }

  /** The port of last time when it is free, so that addresses stay; else another. */
  private int freePort() {
    int last = folder.read("port").map(Integer::valueOf).orElse(0);
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
