package vn.lienthong.routes.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A primary and its synchronous standby on one machine, with the settings of the example file. */
public final class PostgresPair implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final List<String> LEFT_OUT =
      List.of("postmaster.pid", "postmaster.opts", "postgresql.conf", "pg_wal");

  private final PrivateFolder folder;
  private final PostgresPrograms programs;
  private final String example;
  private final int primaryPort = freePort();
  private final int standbyPort = freePort();

  private PostgresPair(Path place, String example) {
    this.folder = PrivateFolder.at(place);
    this.programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
    this.example = example;
  }

  /** Starts both; returns once the standby is synchronous. */
  public static PostgresPair start(Path place, Path exampleSettings) throws IOException {
    PostgresPair pair = new PostgresPair(place, Files.readString(exampleSettings));
    String password = pair.folder.secret("password");
    said(pair.programs.initdb(pair.data("a"), pair.folder.path().resolve("password")));
    pair.settings("a", pair.primaryPort, "synchronous_standby_names = ''");
    said(pair.programs.start(pair.data("a"), pair.folder.path().resolve("a.log"), LONG));
    JdbcClient primary = JdbcClient.create(pair.server(pair.primaryPort, "postgres"));
    primary.sql("CREATE DATABASE hub").update();
    pair.copyToStandby();
    pair.settings(
        "b",
        pair.standbyPort,
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=lien_thong_b'"
            .formatted(pair.primaryPort, EmbeddedDatabase.USER, password));
    Files.createFile(pair.data("b").resolve("standby.signal"));
    said(pair.programs.start(pair.data("b"), pair.folder.path().resolve("b.log"), LONG));
    pair.settings("a", pair.primaryPort, "");
    primary.sql("SELECT pg_reload_conf()").query().listOfRows();
    Awaitility.await("a synchronous standby")
        .atMost(LONG)
        .until(
            () ->
                primary
                    .sql("SELECT sync_state FROM pg_stat_replication")
                    .query(String.class)
                    .list()
                    .equals(List.of("quorum")));
    return pair;
  }

  /** The address of both, of which the driver takes the primary. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/hub?targetServerType=primary"
        .formatted(primaryPort, standbyPort);
  }

  /** Connections to whichever is the primary. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser(EmbeddedDatabase.USER);
    source.setPassword(folder.secret("password"));
    return source;
  }

  /** The primary dies; a person makes the standby the primary, which has no standby for now. */
  public void failOver() {
    try {
      String pid = Files.readAllLines(data("a").resolve("postmaster.pid")).getFirst().strip();
      new ProcessBuilder("kill", "-9", pid).start().waitFor();
      settings("b", standbyPort, "synchronous_standby_names = ''");
      JdbcClient standby = JdbcClient.create(server(standbyPort, "postgres"));
      standby.sql("SELECT pg_reload_conf()").query().listOfRows();
      standby.sql("SELECT pg_promote()").query().listOfRows();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void copyToStandby() throws IOException {
    try (var connection = server(primaryPort, "postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('pair', true)");
      copy(data("a"), folder.privateFolder("b"));
      Files.createDirectories(data("b").resolve("pg_wal/archive_status"));
      try (var label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        label.next();
        Files.writeString(data("b").resolve("backup_label"), label.getString(1));
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : paths.filter(path -> !path.equals(from)).toList()) {
        Path name = from.relativize(path);
        if (LEFT_OUT.contains(name.getName(0).toString())) {
          continue;
        }
        if (Files.isDirectory(path)) {
          Files.createDirectories(to.resolve(name.toString()));
        } else {
          Files.copy(path, to.resolve(name.toString()));
        }
      }
    }
  }

  private void settings(String server, int port, String last) {
    new PrivateFolder(data(server))
        .write(
            "postgresql.conf",
            """
            %s
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            shared_buffers = 32MB
            io_method = sync
            lc_messages = 'C'
            %s
            """
                .formatted(example, port, last));
  }

  private Path data(String server) {
    return folder.path().resolve(server);
  }

  private PGSimpleDataSource server(int port, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    source.setUser(EmbeddedDatabase.USER);
    source.setPassword(folder.secret("password"));
    return source;
  }

  private static void said(PostgresPrograms.Said said) {
    if (said.status() != 0) {
      throw new IllegalStateException(said.text());
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (String server : List.of("a", "b")) {
      if (Files.exists(data(server).resolve("postmaster.pid"))) {
        programs.stop(data(server), "immediate", LONG);
      }
    }
  }
}
