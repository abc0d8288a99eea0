package vn.lienthong.routes.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;

/** A table that is far from sent when the file takes no more. */
class FailingToWriteABackupTest {
  private static final char[] PASSWORD = "test".toCharArray();

  @TempDir private Path keys;
  @TempDir private Path place;
  private final DataSource database = TestDatabase.fresh();

  @Test
  void it_ends_at_once_says_why_and_leaves_no_file() throws IOException {
    JdbcClient.create(database)
        .sql(
            """
            CREATE TABLE messagelog.big AS
            SELECT (SELECT string_agg(gen_random_uuid()::text, '' ORDER BY k)
                      FROM generate_series(n * 0, 30) AS k) AS text
              FROM generate_series(1, 40000) AS n
            """)
        .update();
    TestAuthority.create(keys, PASSWORD, Clock.systemUTC());
    BackupWriter full =
        BackupWriter.to(
            place.resolve("new"),
            List.of(
                KeyStoreFile.open(keys.resolve("hub.p12"), PASSWORD)
                    .signingKey("npsp-rsa")
                    .certificate()));
    full.close(); // from here on every write fails

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> dump(full))
                .isInstanceOfSatisfying(
                    HubException.class,
                    e -> assertThat(e.error()).isEqualTo(HubError.STORAGE_NOT_WRITABLE)));

    try (var files = Files.list(place)) {
      assertThat(files).isEmpty();
    }
  }

  /** As a backup does it: in one transaction, which must come to its end. */
  private void dump(BackupWriter out) {
    new TransactionTemplate(new DataSourceTransactionManager(database))
        .execute(
            _ -> {
              try {
                return new DatabaseDump(DataSourceUtils.getConnection(database)).copyTables(out);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
