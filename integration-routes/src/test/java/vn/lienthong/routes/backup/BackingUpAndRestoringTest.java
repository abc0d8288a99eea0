package vn.lienthong.routes.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.LogProperties;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TestAuthority;

/** One server that keeps what it is told; each test has a hub's database of its own on it. */
class BackingUpAndRestoringTest {
  private static final char[] PASSWORD = "test".toCharArray();
  private static final LogProperties LOG =
      new LogProperties("hub.example/log", Duration.ofMillis(500), "log-note", "log");
  private static final String STATES =
      "SELECT string_agg(dossier || ' ' || version || ' ' || state, ', ' ORDER BY dossier, version)"
          + " FROM dossiers.delivery";

  @TempDir static Path shared;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static EmbeddedDatabase server;

  @TempDir Path place;
  private final String name = "h" + UUID.randomUUID().toString().substring(0, 8);
  private final Clock clock = Clock.systemUTC();

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedDatabase.start(shared);
    TestAuthority.create(shared, PASSWORD, Clock.systemUTC());
    fill();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void copyOfTheFilledDatabase() {
    JdbcClient.create(server.dataSource("postgres"))
        .sql("CREATE DATABASE " + name + " TEMPLATE filled")
        .update();
  }

  private static void fill() {
    server.createDatabaseIfMissing("filled");
    PGSimpleDataSource filled = server.dataSource("filled");
    Flyway.configure().dataSource(filled).locations("classpath:db/migration").load().migrate();
    JdbcClient jdbc = JdbcClient.create(filled);
    jdbc.sql("SELECT dossiers.make_month('2026-09-01')").query((_, _) -> true).list();
    jdbc.sql(
            """
            INSERT INTO dossiers.dossier (partner, code, month, captured_at, head_version, head_state, head_at)
            SELECT 'npsp', 'D-' || n, '2026-09-01', now(), 2, 'DUE', now() FROM generate_series(1, 40) AS n
            """)
        .update();
    jdbc.sql(
            """
            INSERT INTO dossiers.delivery (month, partner, dossier, version, kind, id, place, state,
                                           next_at, captured_at, changed_at, document)
            SELECT '2026-09-01', 'npsp', 'D-' || n, v, 'SNAPSHOT', gen_random_uuid(), v, 'DUE', now(),
                   now(), now(), jsonb_build_object('text', E'Đơn \\t\\n \\\\ ' || n)
              FROM generate_series(1, 40) AS n, generate_series(1, 2) AS v
            """)
        .update();
    jdbc.sql("UPDATE dossiers.delivery SET state = 'SUPERSEDED' WHERE version = 1").update();
    append(filled, "first", "second");
  }

  private void append(String... texts) {
    append(hub(), texts);
  }

  private static void append(PGSimpleDataSource database, String... texts) {
    MessageLog log =
        new MessageLog(JdbcClient.create(database), Clock.systemUTC(), new SecureRandom());
    new TransactionTemplate(new DataSourceTransactionManager(database))
        .executeWithoutResult(
            _ ->
                log.appendAll(
                    List.of(texts).stream().map(BackingUpAndRestoringTest::act).toList()));
  }

  private static EntryDraft act(String text) {
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        "test",
        new EntryDraft.About(Optional.of("operator"), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(text, text, text, Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void every_table_is_as_it_was_and_what_is_not_final_is_in_doubt() {
    Path backup = backup();
    String before = contents(name);
    JdbcClient.create(hub()).sql("DELETE FROM dossiers.dossier WHERE code = 'D-7'").update();
    append("after the backup");

    Restore.Restored restored = restore(backup);

    assertThat(contents(name)).isEqualTo(before);
    assertThat(restored.inDoubt()).isEqualTo(40);
    assertThat(text(STATES)).contains("D-7 1 SUPERSEDED, D-7 2 IN_DOUBT").doesNotContain("DUE");
    assertThat(text("SELECT string_agg(DISTINCT head_state, ',') FROM dossiers.dossier"))
        .isEqualTo("IN_DOUBT");
    assertThat(text("SELECT count(*)::text FROM dossiers.delivery_202609")).isEqualTo("80");
  }

  @Test
  void guards_and_counters_work_again_afterwards() {
    restore(backup());

    assertThatThrownBy(
            () ->
                JdbcClient.create(hub())
                    .sql("UPDATE dossiers.delivery SET state = 'DUE' WHERE state = 'SUPERSEDED'")
                    .update())
        .hasMessageContaining("may not move");
    assertThatThrownBy(() -> JdbcClient.create(hub()).sql("DELETE FROM messagelog.entry").update())
        .hasMessageContaining("never changed");
    append("a number that was not given before");
  }

  @Test
  void what_was_replaced_is_kept_until_the_next_restore() {
    Path backup = backup();
    append("after the backup");
    String lost = contents(name);

    restore(backup);

    assertThat(contents(name + "_replaced")).isEqualTo(lost);
    restore(backup);
  }

  @Test
  void a_lost_database_is_restored_where_there_is_none() {
    Path backup = backup();
    String before = contents(name);
    JdbcClient.create(server.dataSource("postgres")).sql("DROP DATABASE " + name).update();

    restore(backup);

    assertThat(contents(name)).isEqualTo(before);
  }

  @Test
  void a_backup_with_one_changed_byte_or_a_missing_end_is_refused_and_nothing_changes()
      throws IOException {
    Path backup = backup();
    append("after the backup");
    String before = contents(name);
    long size = Files.size(backup);
    for (long at : new long[] {600, 5_000, size / 2}) {
      Path damaged = Files.copy(backup, place.resolve("damaged-" + at));
      flip(damaged, at);
      assertRefused(() -> restore(damaged), HubError.BACKUP_UNUSABLE);
    }
    for (long length : new long[] {0, 700, size / 2, size - 6_000}) {
      Path cut = Files.copy(backup, place.resolve("cut-" + length));
      try (RandomAccessFile access = new RandomAccessFile(cut.toFile(), "rw")) {
        access.setLength(length);
      }
      assertRefused(() -> restore(cut), HubError.BACKUP_UNUSABLE);
    }

    assertThat(contents(name)).isEqualTo(before);
    assertThat(databases()).doesNotContain(name + "_restoring", name + "_replaced");
  }

  @Test
  void a_key_that_it_was_not_made_for_opens_nothing_and_leaves_nothing() throws IOException {
    Path backup = backup();
    Path others = Files.createDirectory(place.resolve("others"));
    TestAuthority.create(others, PASSWORD, clock);

    assertRefused(
        () -> restoring().restore(backup, key(others, "npsp-rsa"), "operator", "drill"),
        HubError.BACKUP_NOT_OPENED);

    assertThat(databases()).doesNotContain(name + "_restoring", name + "_replaced");
  }

  @Test
  void a_backup_of_a_hub_with_other_keys_is_refused() throws IOException {
    Path backup = backup();
    Path others = Files.createDirectory(place.resolve("others"));
    TestAuthority.create(others, PASSWORD, clock);

    assertRefused(
        () -> restoring(others).restore(backup, key(shared, "npsp-rsa"), "operator", "drill"),
        HubError.BACKUP_OF_OTHER_KEYS);
  }

  @Test
  void it_is_refused_while_a_hub_works_on_the_database() throws SQLException {
    Path backup = backup();
    PGSimpleDataSource asHub = hub();
    asHub.setApplicationName("lien-thong");

    try (Connection _ = asHub.getConnection()) {
      assertRefused(() -> restore(backup), HubError.RESTORE_BESIDE_RUNNING_HUB);
    }
  }

  @Test
  void a_backup_never_takes_the_place_of_a_file_and_an_unfitting_recipient_leaves_none()
      throws IOException {
    Path taken = Files.writeString(place.resolve("taken"), "mine");

    assertRefused(() -> make(taken, "npsp-rsa"), HubError.BACKUP_FILE_TAKEN);
    assertRefused(() -> make(place.resolve("new"), "npsp-ec"), HubError.BACKUP_RECIPIENT_UNFIT);

    assertThat(taken).hasContent("mine");
    assertThat(place).isDirectoryContaining(child -> child.equals(taken));
    try (var files = Files.list(place)) {
      assertThat(files).containsExactly(taken);
    }
  }

  @Test
  void it_shows_one_moment_while_others_write() throws Exception {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> IntStream.range(0, 40).forEach(n -> append("a" + n, "b" + n)));
    Path backup = backup();
    writer.join();

    restore(backup);

    // each pair was appended in one transaction, and each entry has its row in pending
    assertThat(
            text("SELECT count(*) FILTER (WHERE service = 'test') % 2 = 0 FROM messagelog.entry"))
        .isEqualTo("t");
    assertThat(
            text(
                "SELECT count(*) = (SELECT count(*) FROM messagelog.pending) FROM messagelog.entry"))
        .isEqualTo("t");
  }

  @Test
  void a_person_opens_it_with_tar_openssl_and_gunzip_alone() throws Exception {
    Path backup = backup();
    run(
        "openssl",
        "pkcs12",
        "-in",
        shared.resolve("hub.p12").toString(),
        "-nodes",
        "-out",
        "all.pem",
        "-passin",
        "pass:test");
    String script =
        """
        set -e
        tar xf %s
        awk '/friendlyName: npsp-rsa/ {take=1} take && /BEGIN PRIVATE/ {on=1} on {print} /END PRIVATE/ {if (on) exit}' all.pem > key.pem
        openssl cms -verify -inform DER -in manifest.json.p7s -content manifest.json -binary \
          -CAfile %s -purpose any -out /dev/null
        openssl cms -decrypt -inform DER -in tables/dossiers.dossier.000001.gz.p7m -inkey key.pem |
          gunzip | wc -l
        """
            .formatted(backup, shared.resolve("test-ca.crt"));

    assertThat(run("sh", "-c", script).strip()).endsWith("40");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path backup() {
    Path made = place.resolve("backup-" + UUID.randomUUID());
    make(made, "npsp-rsa");
    return made;
  }

  private void make(Path target, String recipient) {
    new Backup(
            hub(),
            new DataSourceTransactionManager(hub()),
            new MessageLog(JdbcClient.create(hub()), clock, new SecureRandom()),
            new LogRecovery(place, LOG, keys(shared), clock),
            BackupConfiguration.keys(LOG, keys(shared)),
            place,
            clock)
        .make(target, List.of(key(shared, recipient).certificate()), "operator", "nightly");
  }

  private Restore.Restored restore(Path backup) {
    return restoring().restore(backup, key(shared, "npsp-rsa"), "operator", "drill");
  }

  private Restore restoring() {
    return restoring(shared);
  }

  private Restore restoring(Path keyFolder) {
    return new Restore(
        new DataProperties(place),
        new DatabaseProperties(
            server.url(name),
            EmbeddedDatabase.USER,
            server.password(),
            false,
            5,
            Duration.ofMinutes(1)),
        new LogRecovery(place, LOG, keys(keyFolder), clock),
        BackupConfiguration.keys(LOG, keys(keyFolder)),
        clock);
  }

  private static KeyStoreFile keys(Path folder) {
    return KeyStoreFile.open(folder.resolve("hub.p12"), PASSWORD);
  }

  private static SigningKey key(Path folder, String alias) {
    return keys(folder).signingKey(alias);
  }

  private PGSimpleDataSource hub() {
    return server.dataSource(name);
  }

  private List<String> databases() {
    return JdbcClient.create(server.dataSource("postgres"))
        .sql("SELECT datname FROM pg_database LIMIT 100")
        .query(String.class)
        .list();
  }

  private String text(String sql) {
    return JdbcClient.create(hub()).sql(sql).query(String.class).single();
  }

  /** Entries of the log but for the act of the restore, and all dossiers, as text. */
  private static String contents(String database) {
    return JdbcClient.create(server.dataSource(database))
        .sql(
            """
            SELECT (SELECT string_agg(e::text, E'\\n' ORDER BY id) FROM messagelog.entry AS e
                     WHERE service <> 'restore')
                || (SELECT string_agg(s::text, E'\\n' ORDER BY entry_id, purpose, position)
                      FROM messagelog.secret AS s JOIN messagelog.entry AS e ON e.id = s.entry_id
                     WHERE service <> 'restore')
                || (SELECT string_agg(dossier || version || id || document::text, E'\\n'
                                      ORDER BY dossier, version) FROM dossiers.delivery)
                || (SELECT string_agg(partner || code || month, E'\\n' ORDER BY code)
                      FROM dossiers.dossier)
            """)
        .query(String.class)
        .single();
  }

  private static void flip(Path damaged, long at) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(damaged.toFile(), "rw")) {
      access.seek(at);
      int before = access.read();
      access.seek(at);
      access.write(before ^ 1);
    }
  }

  private static void assertRefused(ThrowableAssert.ThrowingCallable act, HubError error) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).as(e::english).isEqualTo(error));
  }
}
