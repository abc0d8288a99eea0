package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.connectors.onestop.OneStopTestDatabase.execute;
import static vn.lienthong.connectors.onestop.OneStopTestDatabase.open;
import static vn.lienthong.connectors.onestop.OneStopTestDatabase.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

class ReadingTheFeedTest {
  private final DataSource dataSource = OneStopTestDatabase.fresh();
  private final OneStopDatabase feed = new OneStopDatabase(dataSource);

  @Test
  void a_row_of_a_long_transaction_is_never_skipped() throws SQLException {
    try (Connection slow = open(dataSource);
        Connection quick = open(dataSource)) {
      write(slow, "SLOW", 1);
      write(quick, "QUICK", 1);
      quick.commit();

      FeedPage whileOpen = feed.readFeed(Watermark.START, 10);
      slow.commit();
      FeedPage afterwards = feed.readFeed(whileOpen.after(Watermark.START), 10);

      assertThat(whileOpen.rows()).isEmpty();
      assertThat(whileOpen.horizon().heldBack()).isTrue();
      assertThat(afterwards.rows()).extracting(FeedRow::code).containsExactly("SLOW", "QUICK");
      assertThat(afterwards.horizon().heldBack()).isFalse();
    }
  }

  @Test
  void a_transaction_that_writes_late_under_an_early_id_is_never_skipped() throws SQLException {
    try (Connection early = open(dataSource);
        Connection quick = open(dataSource)) {
      try (var statement = early.createStatement()) {
        statement.execute("SELECT pg_current_xact_id()");
      }
      write(quick, "D", 5);
      quick.commit();
      FeedPage before = feed.readFeed(Watermark.START, 10);
      write(early, "D", 6);
      early.commit();

      FeedPage after = feed.readFeed(before.after(Watermark.START), 10);

      assertThat(before.rows()).isEmpty();
      assertThat(after.rows()).extracting(FeedRow::version).containsExactly(6L, 5L);
    }
  }

  @Test
  void rollbacks_stall_nothing() throws SQLException {
    try (Connection connection = open(dataSource)) {
      for (int i = 1; i <= 20; i++) {
        write(connection, "GONE", i);
        connection.rollback();
      }
      write(connection, "KEPT", 1);
      connection.commit();
    }

    FeedPage page = feed.readFeed(Watermark.START, 10);

    assertThat(page.rows()).extracting(FeedRow::code).containsExactly("KEPT");
    assertThat(page.rows().getFirst().seq()).isGreaterThan(20);
  }

  @Test
  void pages_follow_each_other_without_gap_or_double() throws SQLException {
    try (Connection connection = open(dataSource)) {
      for (int i = 1; i <= 25; i++) {
        write(connection, "D", i);
        if (i % 4 == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }

    List<Long> versions = new ArrayList<>();
    Watermark watermark = Watermark.START;
    FeedPage page;
    do {
      page = feed.readFeed(watermark, 7);
      page.rows().forEach(row -> versions.add(row.version()));
      watermark = page.after(watermark);
    } while (!page.rows().isEmpty());

    assertThat(versions).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_new_epoch_is_read_after_everything_older() throws SQLException {
    writeOne("OLD", 1);
    Watermark read = feed.readFeed(Watermark.START, 10).after(Watermark.START);

    execute(dataSource, "SELECT lien_thong.begin_epoch('restored in the test')");
    writeOne("OLD", 1_000_002);
    FeedPage page = feed.readFeed(read, 10);

    assertThat(page.horizon().epoch()).isEqualTo(2);
    assertThat(page.rows()).extracting(FeedRow::epoch).containsExactly(2);
  }

  @Test
  void an_epoch_begins_only_when_no_writer_of_the_old_one_is_left() throws Exception {
    try (Connection writer = open(dataSource)) {
      write(writer, "OLD", 1);
      Thread switching =
          Thread.ofVirtual()
              .start(() -> execute(dataSource, "SELECT lien_thong.begin_epoch('test')"));
      assertThat(switching.join(Duration.ofMillis(300))).isFalse();

      writer.commit();
      switching.join();

      assertThat(feed.readFeed(Watermark.START, 10).rows())
          .extracting(FeedRow::epoch)
          .containsExactly(1);
      assertThat(feed.horizon().epoch()).isEqualTo(2);
    }
  }

  @Test
  void a_feed_that_ends_before_the_watermark_is_refused() throws SQLException {
    writeOne("D", 1);

    assertThatThrownBy(() -> feed.readFeed(new Watermark(1, "18446744073709551615", 1), 10))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.FEED_BEHIND));
    assertThatThrownBy(() -> feed.readFeed(new Watermark(2, "1", 1), 10))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.FEED_BEHIND));
  }

  @Test
  void reading_walks_the_primary_key() throws SQLException {
    execute(
        dataSource,
        "INSERT INTO lien_thong.change_feed (kind, code, version, document)"
            + " SELECT 'step', 'D', g, '{}' FROM generate_series(1, 20000) AS g");
    execute(dataSource, "ANALYZE lien_thong.change_feed");

    StringBuilder plan = new StringBuilder();
    try (Connection connection = open(dataSource);
        var explain = connection.prepareStatement("EXPLAIN " + OnestopSql.READ_FEED_JDBC)) {
      explain.setInt(1, 1);
      explain.setString(2, "700");
      explain.setLong(3, 5);
      explain.setInt(4, 100);
      try (var row = explain.executeQuery()) {
        while (row.next()) {
          plan.append(row.getString(1)).append('\n');
        }
      }
    }

    assertThat(plan.toString())
        .contains("Index Scan using change_feed_position")
        .contains("Index Cond: ((ROW(epoch, tx, seq) > ROW(")
        .doesNotContain("Sort");
  }

  @Test
  void the_suggested_role_reads_the_feed_and_cannot_write_it() {
    execute(dataSource, OnestopSql.rolesDdl());
    execute(
        dataSource,
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub_test') THEN"
            + " CREATE ROLE hub_test LOGIN PASSWORD 'hub_test' IN ROLE lien_thong_hub; END IF;"
            + " END $$");
    DataSource hub = OneStopTestDatabase.as("hub_test", dataSource);
    OneStopDatabase asHub = new OneStopDatabase(hub);

    assertThat(asHub.readFeed(Watermark.START, 1).rows()).isEmpty();
    assertThat(asHub.procedures()).isEmpty();
    assertThat(asHub.openFile("none")).isEmpty();
    assertThatThrownBy(() -> execute(hub, "DELETE FROM lien_thong.change_feed"))
        .hasRootCauseMessage("ERROR: permission denied for table change_feed");
    assertThatThrownBy(() -> execute(hub, "SELECT lien_thong.begin_epoch('x')"))
        .hasRootCauseMessage("ERROR: permission denied for function begin_epoch");
  }

  @Test
  void a_database_without_the_tables_is_named_as_breaking_the_contract() {
    execute(dataSource, "DROP TABLE lien_thong.change_feed");

    assertThatThrownBy(() -> feed.readFeed(Watermark.START, 1))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.ONESTOP_BREAKS_CONTRACT));
  }

  private void writeOne(String code, long version) throws SQLException {
    try (Connection connection = open(dataSource)) {
      write(connection, code, version);
      connection.commit();
    }
  }
}
