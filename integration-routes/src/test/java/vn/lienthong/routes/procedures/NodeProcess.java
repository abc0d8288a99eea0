package vn.lienthong.routes.procedures;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.routes.jobs.RunOptions;

/** A node in a process of its own that runs the job once, to be killed. */
final class NodeProcess {
  private NodeProcess() {}

  static Process start(String database, String portal, Path folder, Instant now)
      throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeProcess.class.getName(),
            database,
            portal,
            folder.toString(),
            now.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.out").toFile())
        .start();
  }

  public static void main(String[] arguments) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("postgres");
    Path folder = Path.of(arguments[2]);
    ProcedureProperties settings =
        new ProcedureProperties(
            "-",
            folder.resolve("scope.csv").toString(),
            Duration.ofHours(22),
            4,
            Duration.ZERO,
            List.of());
    Node node =
        new Node(
            new Node.Places(database, arguments[1], folder),
            new OneStopDatabase(database),
            settings,
            Clock.fixed(Instant.parse(arguments[3]), ZoneOffset.UTC),
            "node-killed");
    node.procedures.sync("an", "to be killed", RunOptions.USUAL);
    node.close();
  }
}
