package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.verify.Report;

/** kill -9 while an export is written over an earlier one. */
class KillingTheExportTest {
  private static final int KILLS = 6;

  @TempDir Path place;

  /** A program that exports again and again until it is killed. */
  static final class Exporting {
    private Exporting() {}

    public static void main(String[] arguments) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(arguments[0]);
      database.setUser("postgres");
      LogExport export = export(database, Path.of(arguments[1]));
      while (true) {
        export.export(Path.of(arguments[2]), true, "operator", "again");
      }
    }

    private static LogExport export(DataSource database, Path keys) {
      JdbcClient jdbc = JdbcClient.create(database);
      PlatformTransactionManager transactions = new DataSourceTransactionManager(database);
      KeyStoreFile file = KeyStoreFile.open(keys.resolve("hub.p12"), "test".toCharArray());
      return new LogExport(
          new MessageLog(jdbc, Clock.systemUTC(), new SecureRandom()),
          new TreeStore(jdbc),
          new SignedRoots(jdbc),
          new Disclosures(jdbc, transactions),
          new CheckpointSigner(
              LogBench.ORIGIN, file.signingKey("log-note"), file.signingKey("log")),
          new TransactionTemplate(transactions),
          Disks.roomy());
    }
  }

  @Test
  void killed_at_any_time_it_leaves_a_whole_export_or_none_and_no_half_one_is_valid()
      throws Exception {
    LogBench bench = new LogBench(place);
    bench.append(Drafts.batch("big", IntStream.range(0, 120).mapToObj(i -> "D-" + i).toList()));
    bench.append(Drafts.answer("big"));
    bench.sequencer().sealOnce();
    Path target = place.resolve("export");
    bench.export().export(target, true, "operator", "first");

    for (int kill = 0; kill < KILLS; kill++) {
      List<Path> before = unfinished();
      Process exporting = start(bench, target);
      int files = 10 + kill * 20; // kill at different stages of the writing
      await()
          .atMost(Duration.ofMinutes(2))
          .pollDelay(Duration.ZERO)
          .pollInterval(1, TimeUnit.MILLISECONDS)
          .until(
              () -> {
                assertThat(exporting.isAlive()).as(this::said).isTrue();
                return unfinished().stream()
                    .anyMatch(folder -> !before.contains(folder) && count(folder) >= files);
              });
      exporting.destroyForcibly().waitFor();

      List<Path> wholes = named("export", ".replaced");
      assertThat(wholes).as("a whole export is there after kill " + kill).isNotEmpty();
      if (Files.exists(target)) {
        assertValid(bench, target);
      }
      for (Path half : unfinished()) {
        assertThat(Files.exists(half.resolve("checkpoint")))
            .as("%s is complete if it has a checkpoint", half)
            .isEqualTo(bench.verify(half).verdict() == Report.Verdict.VALID);
      }
    }
    assertThat(unfinished()).as("kills that hit a half export").isNotEmpty();
    bench.export().export(target, true, "operator", "last");
    assertValid(bench, target);
  }

  private static void assertValid(LogBench bench, Path folder) {
    Report report = bench.verify(folder);
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(report.size()).isEqualTo(122);
  }

  private Process start(LogBench bench, Path target) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Exporting.class.getName(),
            ((PGSimpleDataSource) bench.database).getUrl(),
            bench.keys.toString(),
            target.toString())
        .redirectErrorStream(true)
        .redirectOutput(place.resolve("exporting.out").toFile())
        .start();
  }

  private String said() {
    try {
      return Files.readString(place.resolve("exporting.out"));
    } catch (IOException e) {
      return "" + e.getMessage();
    }
  }

  private List<Path> unfinished() throws IOException {
    return named(".unfinished");
  }

  private List<Path> named(String... endings) throws IOException {
    try (var children = Files.list(place)) {
      return children
          .filter(child -> List.of(endings).stream().anyMatch(child.toString()::endsWith))
          .toList();
    }
  }

  private static long count(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.count();
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0; // it is being renamed or removed
    }
  }
}
