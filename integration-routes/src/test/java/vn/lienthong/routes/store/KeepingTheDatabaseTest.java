package vn.lienthong.routes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

class KeepingTheDatabaseTest {
  @TempDir Path place;
  private Path dataDir;

  @BeforeEach
  void aFolderWithSpacesAndVietnameseLetters() {
    dataDir = place.resolve("dữ liệu hồ sơ");
  }

  @AfterEach
  void nothingIsLeftRunning() {
    Path data = dataDir.resolve("postgres/data");
    ProcessHandle.allProcesses()
        .filter(p -> standsIn(p, data))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void what_was_committed_is_there_after_stop_kill_and_restart() throws IOException {
    String address;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
      address = database.url("hub");
      hub(database).sql("CREATE TABLE kept (n int)").update();
      hub(database).sql("INSERT INTO kept VALUES (1)").update();
    }
    assertThat(serverOf(dataDir)).isEqualTo(0);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
      assertThat(database.url("hub")).isEqualTo(address);
      hub(database).sql("INSERT INTO kept VALUES (2)").update();
      long killed = serverOf(dataDir);
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () ->
                  serverOf(dataDir) != killed
                      && hub(database).sql("SELECT sum(n) FROM kept").query(Integer.class).single()
                          == 3);
      assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
          .isInstanceOfSatisfying(
              HubException.class,
              e -> assertThat(e.error()).isEqualTo(HubError.DATABASE_FOLDER_IN_USE));
      EmbeddedDatabase attached = EmbeddedDatabase.attach(dataDir);
      assertThat(hub(attached).sql("SELECT count(*) FROM kept").query(Integer.class).single())
          .isEqualTo(2);
      attached.close();
      database.createDatabaseIfMissing("one_stop");
      database.createDatabaseIfMissing("one_stop");
      assertThat(
              JdbcClient.create(database.dataSource("one_stop"))
                  .sql("SELECT 1")
                  .query()
                  .singleValue())
          .isEqualTo(1);
    }
  }

  @Test
  void a_server_that_outlived_its_hub_is_stopped_at_the_next_start() throws Exception {
    EmbeddedDatabase.start(dataDir).close();
    PrivateFolder folder = PrivateFolder.at(dataDir.resolve("postgres"));
    Path data = folder.path().resolve("data");
    PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(folder), folder);
    assertThat(
            programs.start(data, folder.path().resolve("x.log"), Duration.ofSeconds(20)).status())
        .isZero();
    long survivor = serverOf(dataDir);

    try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
      assertThat(serverOf(dataDir)).isNotEqualTo(survivor);
      assertThat(hub(database).sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
    }
  }

  @Test
  void the_server_is_durable_private_and_asks_for_a_password() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(dataDir)) {
      assertThat(
              hub(database)
                  .sql(
                      "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')")
                  .query(String.class)
                  .list())
          .containsExactly("on", "on", "on");
      for (String name : new String[] {"", "data", "password"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(dataDir.resolve("postgres").resolve(name))))
            .endsWith("------");
      }
      PGSimpleDataSource wrong = database.dataSource("hub");
      wrong.setPassword("wrong");
      assertThatThrownBy(() -> wrong.getConnection().close()).hasMessageContaining("password");

      hub(database).sql("ALTER ROLE hub SET synchronous_commit = off").update();
      assertThatThrownBy(() -> DurabilityCheck.demand(database.dataSource("hub"), "hub"))
          .hasMessageContaining("LT-9006")
          .hasMessageContaining("synchronous_commit is off");
    }
  }

  @Test
  void a_foreign_or_unwritable_folder_gets_one_clear_sentence() throws IOException {
    Files.createDirectories(dataDir.resolve("postgres/data"));
    Files.writeString(dataDir.resolve("postgres/data/letters.txt"), "not a database");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir)).hasMessageContaining("LT-9002");

    Files.writeString(dataDir.resolve("postgres/data/PG_VERSION"), "13\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
        .hasMessageContaining("LT-9002")
        .hasMessageContaining("PostgreSQL 13");

    Files.write(dataDir.resolve("postgres/data/PG_VERSION"), new byte[] {-1, 0, -128, 10});
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
        .hasMessageContaining("LT-9002")
        .hasMessageContaining("damaged");

    Files.writeString(dataDir.resolve("postgres/data/PG_VERSION"), "18\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
        .hasMessageContaining("LT-9002")
        .hasMessageContaining("password");

    Files.writeString(dataDir.resolve("postgres/password"), "secret");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir)).hasMessageContaining("LT-9003");

    Path file = Files.createFile(place.resolve("file"));
    assertThatThrownBy(() -> EmbeddedDatabase.start(file)).hasMessageContaining("LT-9005");
  }

  @Test
  void a_lost_database_is_not_replaced_by_an_empty_one_beside_the_published_log()
      throws IOException {
    Files.createDirectories(dataDir.resolve("log"));
    Files.writeString(dataDir.resolve("log/checkpoint"), "of a log that was sealed");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
        .hasMessageContaining("LT-9002")
        .hasMessageContaining("it is gone");
    assertThat(dataDir.resolve("postgres/data")).doesNotExist();
  }

  @Test
  void a_wrong_password_is_told_and_the_server_stopped() throws IOException {
    EmbeddedDatabase.start(dataDir).close();
    Files.writeString(dataDir.resolve("postgres/password"), "wrong");
    Files.writeString(dataDir.resolve("postgres/port"), "damaged");
    assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
        .hasMessageContaining("LT-9003")
        .hasMessageContaining("password authentication failed");
    assertThat(serverOf(dataDir)).isZero();
  }

  private static JdbcClient hub(EmbeddedDatabase database) {
    return JdbcClient.create(database.dataSource("hub"));
  }

  private static long serverOf(Path dataDir) throws IOException {
    Path pid = dataDir.resolve("postgres/data/postmaster.pid");
    return Files.exists(pid) ? Long.parseLong(Files.readAllLines(pid).getFirst().strip()) : 0;
  }

  private static boolean standsIn(ProcessHandle process, Path data) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).equals(data);
    } catch (IOException e) {
      return false;
    }
  }
}
