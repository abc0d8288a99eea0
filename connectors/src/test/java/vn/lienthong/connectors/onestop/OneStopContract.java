package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** What holds for every form in which the one-stop system is reached. */
abstract class OneStopContract {
  private static final Instant NOON = Instant.parse("2026-11-24T05:00:00.123456Z");

  protected final DataSource dataSource = OneStopTestDatabase.fresh();

  abstract OneStop oneStop();

  abstract ChangeFeed feed();

  /** The same form with an address at which nobody listens. */
  abstract OneStop unreachable();

  @Test
  void an_acknowledgement_is_kept_whole() throws SQLException {
    oneStop().acknowledge(List.of(refused(NOON)));

    assertThat(acknowledgements())
        .containsExactly(
            "npsp D-1 dossier 3 REFUSED LT-3001 code Thiếu mã. 2026-11-24T05:00:00.123456Z");
  }

  @Test
  void acknowledging_twice_changes_nothing() throws SQLException {
    oneStop().acknowledge(List.of(refused(NOON), refused(NOON)));
    String rowVersion = rowVersion();

    oneStop().acknowledge(List.of(refused(NOON)));

    assertThat(acknowledgements()).hasSize(1);
    assertThat(rowVersion()).isEqualTo(rowVersion);
  }

  @Test
  void the_newest_word_stands_whatever_the_order_of_arrival() throws SQLException {
    Acknowledgement later =
        new Acknowledgement(
            "npsp",
            "D-1",
            "dossier",
            3,
            Acknowledgement.State.DELIVERED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOON.plusSeconds(60));

    oneStop().acknowledge(List.of(later));
    oneStop().acknowledge(List.of(refused(NOON)));

    assertThat(acknowledgements())
        .containsExactly("npsp D-1 dossier 3 DELIVERED null null null 2026-11-24T05:01:00.123456Z");
  }

  @Test
  void procedures_come_back_as_they_were_put() throws IOException {
    List<ProcedureCopy> put = new ArrayList<>();
    for (int i = 0; i < 1_203; i++) {
      put.add(copy("1.%06d".formatted(i), 1, "{\"name\":\"Thủ tục\",\"amountVnd\":1500.50}"));
    }

    oneStop().putProcedures(put);
    List<ProcedureCopy> read = oneStop().procedures();

    assertThat(read).hasSize(1_203);
    assertThat(read).extracting(ProcedureCopy::code).isSorted();
    ObjectMapper json = RestWire.newMapper();
    assertThat(json.readTree(read.getFirst().document()))
        .isEqualTo(json.readTree(put.getFirst().document()));
  }

  @Test
  void putting_a_procedure_again_replaces_it_and_closing_keeps_it() {
    oneStop().putProcedures(List.of(copy("1.000001", 1, "{}"), copy("1.000002", 1, "{}")));
    oneStop().putProcedures(List.of(copy("1.000001", 2, "{\"a\": 1}")));
    oneStop().closeProcedure(new ProcedureCode("1.000002"));
    oneStop().closeProcedure(new ProcedureCode("1.999999"));

    List<ProcedureCopy> read = oneStop().procedures();

    assertThat(read).extracting(ProcedureCopy::version).containsExactly(2L, 1L);
    assertThat(read)
        .extracting(ProcedureCopy::state)
        .containsExactly(ProcedureCopy.State.OPEN, ProcedureCopy.State.CLOSED);
  }

  @Test
  void a_file_comes_with_its_type_and_digest() {
    byte[] bytes = "%PDF-1.4 thử".getBytes(StandardCharsets.UTF_8);
    putFile("D-1_a.b", StoredFile.digest(bytes), bytes);
    putFile("wrong", "0".repeat(64), bytes);

    StoredFile file = oneStop().openFile("D-1_a.b").orElseThrow();

    assertThat(file.bytes()).isEqualTo(bytes);
    assertThat(file.mediaType()).isEqualTo("application/pdf");
    assertThat(file.isIntact()).isTrue();
    assertThat(oneStop().openFile("wrong").orElseThrow().isIntact()).isFalse();
    assertThat(oneStop().openFile("../etc/passwd")).isEmpty();
    assertThat(oneStop().openFile("không có")).isEmpty();
  }

  @Test
  void the_feed_is_read_in_order_after_the_watermark() throws SQLException {
    try (var connection = OneStopTestDatabase.open(dataSource)) {
      for (int version = 1; version <= 5; version++) {
        OneStopTestDatabase.write(connection, "H38.101-261124-0001", version);
        connection.commit();
      }
    }

    FeedPage first = feed().readFeed(Watermark.START, 3);
    FeedPage second = feed().readFeed(first.after(Watermark.START), 3);

    assertThat(first.rows()).extracting(FeedRow::version).containsExactly(1L, 2L, 3L);
    assertThat(second.rows()).extracting(FeedRow::version).containsExactly(4L, 5L);
    assertThat(second.horizon().epoch()).isEqualTo(1);
    assertThatThrownBy(() -> feed().readFeed(new Watermark(7, "1", 1), 3))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("LT-4053");
  }

  @Test
  void an_unreachable_system_is_named_and_tried_again_by_the_caller() {
    assertThatThrownBy(() -> unreachable().procedures())
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith("LT-4001 one-stop system cannot be reached");
  }

  private static Acknowledgement refused(Instant at) {
    return new Acknowledgement(
        "npsp",
        "D-1",
        "dossier",
        3,
        Acknowledgement.State.REFUSED,
        Optional.of("LT-3001"),
        Optional.of("code"),
        Optional.of("Thiếu mã."),
        at);
  }

  private static ProcedureCopy copy(String code, long version, String document) {
    return new ProcedureCopy(new ProcedureCode(code), version, ProcedureCopy.State.OPEN, document);
  }

  private void putFile(String key, String sha256, byte[] bytes) {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO lien_thong.file (key, media_type, sha256, bytes)"
                    + " VALUES (?, 'application/pdf', ?, ?)")) {
      insert.setString(1, key);
      insert.setString(2, sha256);
      insert.setBytes(3, bytes);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> acknowledgements() throws SQLException {
    return strings(
        "SELECT concat_ws(' ', partner, code, kind, version, state, coalesce(error_code, 'null'),"
            + " coalesce(field, 'null'), coalesce(text, 'null'),"
            + " to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'))"
            + " FROM lien_thong.acknowledgement");
  }

  private String rowVersion() throws SQLException {
    return strings("SELECT xmin || ':' || ctid FROM lien_thong.acknowledgement").getFirst();
  }

  private List<String> strings(String sql) throws SQLException {
    List<String> list = new ArrayList<>();
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        list.add(row.getString(1));
      }
    }
    return list;
  }
}
