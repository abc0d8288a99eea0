package vn.lienthong.connectors.onestop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The contract over the one-stop system's own PostgreSQL tables, schema {@code lien_thong}. */
public final class OneStopDatabase implements OneStop, ChangeFeed {
  private static final int BATCH = 500;
  private static final int LARGEST_FILE = 50 * 1024 * 1024;

  private static final String ACKNOWLEDGE =
      """
      INSERT INTO lien_thong.acknowledgement AS a
             (partner, code, kind, version, state, error_code, field, text, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (partner, code, version, kind) DO UPDATE
         SET state = EXCLUDED.state, error_code = EXCLUDED.error_code, field = EXCLUDED.field,
             text = EXCLUDED.text, at = EXCLUDED.at
       WHERE a.at <= EXCLUDED.at
         AND (a.state, a.error_code, a.field, a.text, a.at) IS DISTINCT FROM
             (EXCLUDED.state, EXCLUDED.error_code, EXCLUDED.field, EXCLUDED.text, EXCLUDED.at)
      """;
  private static final String ACKNOWLEDGED =
      """
      SELECT partner, code, kind, version, state, error_code, field, text, at
        FROM lien_thong.acknowledgement
       WHERE partner = ? AND code = ANY (?) ORDER BY code, version
      """;
  private static final String PUT_PROCEDURE =
      """
      INSERT INTO lien_thong.procedure AS p (code, version, state, document)
      VALUES (?, ?, ?, CAST(? AS jsonb))
      ON CONFLICT (code) DO UPDATE
         SET version = EXCLUDED.version, state = EXCLUDED.state, document = EXCLUDED.document,
             applied_at = now()
       WHERE (p.version, p.state, p.document) IS DISTINCT FROM
             (EXCLUDED.version, EXCLUDED.state, EXCLUDED.document)
      """;
  private static final String CLOSE_PROCEDURE =
      """
      UPDATE lien_thong.procedure SET state = 'CLOSED', applied_at = now()
       WHERE code = ? AND state <> 'CLOSED'
      """;
  private static final String PROCEDURES =
      """
      SELECT code, version, state, CAST(document AS text) AS document
        FROM lien_thong.procedure WHERE code COLLATE "C" > ?
       ORDER BY code COLLATE "C" LIMIT ?
      """;
  private static final String FILE =
      """
      SELECT media_type, sha256, bytes
        FROM lien_thong.file WHERE key = ? AND octet_length(bytes) <= ?
      """;

  private final DataSource dataSource;

  /**
   * @param dataSource connections of the hub's account, best from a pool
   */
  public OneStopDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public FeedPage readFeed(Watermark after, int limit) {
    return call(
        "reading the feed",
        connection -> {
          // The horizon is read first: a horizon read later could lie above rows not yet read.
          FeedHorizon horizon = horizon(connection);
          try (var read = connection.prepareStatement(OnestopSql.READ_FEED_JDBC)) {
            read.setInt(1, after.epoch());
            read.setString(2, after.tx());
            read.setLong(3, after.seq());
            read.setInt(4, limit);
            return OneStopFailures.inOrder(after, new FeedPage(rows(read), horizon));
          }
        });
  }

  /** Up to where the feed may be read now. */
  public FeedHorizon horizon() {
    return call("reading the horizon", OneStopDatabase::horizon);
  }

  @Override
  public void acknowledge(List<Acknowledgement> acknowledgements) {
    // In one order, so that two nodes that acknowledge the same rows cannot lock each other out.
    List<Acknowledgement> ordered =
        acknowledgements.stream()
            .sorted(
                Comparator.comparing(Acknowledgement::partner)
                    .thenComparing(Acknowledgement::code)
                    .thenComparingLong(Acknowledgement::version))
            .toList();
    inOneTransaction("acknowledging", ACKNOWLEDGE, ordered, OneStopDatabase::bindAcknowledgement);
  }

  @Override
  public List<Acknowledgement> acknowledged(String partner, List<String> codes) {
    return call(
        "reading acknowledgements",
        connection -> {
          try (var read = connection.prepareStatement(ACKNOWLEDGED)) {
            read.setString(1, partner);
            read.setArray(2, connection.createArrayOf("text", codes.toArray()));
            return words(read);
          }
        });
  }

  private static List<Acknowledgement> words(PreparedStatement read) throws SQLException {
    List<Acknowledgement> words = new ArrayList<>();
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        words.add(
            new Acknowledgement(
                row.getString("partner"),
                row.getString("code"),
                row.getString("kind"),
                row.getLong("version"),
                Acknowledgement.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("error_code")),
                Optional.ofNullable(row.getString("field")),
                Optional.ofNullable(row.getString("text")),
                row.getTimestamp("at").toInstant()));
      }
    }
    return words;
  }

  @Override
  public void putProcedures(List<ProcedureCopy> procedures) {
    inOneTransaction(
        "writing procedures",
        PUT_PROCEDURE,
        procedures.stream().sorted(Comparator.comparing(ProcedureCopy::code)).toList(),
        (put, copy) -> {
          put.setString(1, copy.code().value());
          put.setLong(2, copy.version());
          put.setString(3, copy.state().name());
          put.setString(4, copy.document());
        });
  }

  @Override
  public void closeProcedure(ProcedureCode code) {
    inOneTransaction(
        "closing a procedure",
        CLOSE_PROCEDURE,
        List.of(code),
        (close, closed) -> close.setString(1, closed.value()));
  }

  @Override
  public List<ProcedureCopy> procedures() {
    List<ProcedureCopy> all = new ArrayList<>();
    List<ProcedureCopy> page;
    do {
      page = proceduresAfter(all.isEmpty() ? "" : all.getLast().code().value(), BATCH);
      all.addAll(page);
    } while (page.size() == BATCH);
    return all;
  }

  /** The procedures after this code, at most {@code limit}, ordered by code. */
  public List<ProcedureCopy> proceduresAfter(String code, int limit) {
    return call(
        "reading procedures",
        connection -> {
          try (var read = connection.prepareStatement(PROCEDURES)) {
            read.setString(1, code);
            read.setInt(2, limit);
            return copies(read);
          }
        });
  }

  @Override
  public Optional<StoredFile> openFile(String key) {
    return call(
        "reading a file",
        connection -> {
          try (var read = connection.prepareStatement(FILE)) {
            read.setString(1, key);
            read.setInt(2, LARGEST_FILE);
            try (ResultSet row = read.executeQuery()) {
              return row.next()
                  ? Optional.of(new StoredFile(row.getString(1), row.getString(2), row.getBytes(3)))
                  : Optional.empty();
            }
          }
        });
  }

  private static FeedHorizon horizon(Connection connection) throws SQLException {
    try (var read = connection.prepareStatement(OnestopSql.HORIZON);
        ResultSet row = read.executeQuery()) {
      row.next();
      return new FeedHorizon(row.getInt(1), row.getString(2), row.getString(3));
    }
  }

  private static List<FeedRow> rows(PreparedStatement read) throws SQLException {
    List<FeedRow> rows = new ArrayList<>();
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        rows.add(
            new FeedRow(
                row.getString("tx"),
                row.getLong("seq"),
                row.getInt("epoch"),
                row.getString("kind"),
                row.getString("code"),
                row.getLong("version"),
                row.getString("document")));
      }
    }
    return rows;
  }

  private static List<ProcedureCopy> copies(PreparedStatement read) throws SQLException {
    List<ProcedureCopy> copies = new ArrayList<>();
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        copies.add(
            new ProcedureCopy(
                new ProcedureCode(row.getString(1)),
                row.getLong(2),
                ProcedureCopy.State.valueOf(row.getString(3)),
                row.getString(4)));
      }
    }
    return copies;
  }

  private static void bindAcknowledgement(PreparedStatement put, Acknowledgement word)
      throws SQLException {
    put.setString(1, word.partner());
    put.setString(2, word.code());
    put.setString(3, word.kind());
    put.setLong(4, word.version());
    put.setString(5, word.state().name());
    setText(put, 6, word.errorCode().orElse(null));
    setText(put, 7, word.field().orElse(null));
    setText(put, 8, word.text().orElse(null));
    put.setObject(9, word.at().atOffset(ZoneOffset.UTC));
  }

  private static void setText(PreparedStatement put, int place, @Nullable String text)
      throws SQLException {
    put.setString(place, text);
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private interface Binding<T> {
    void bind(PreparedStatement statement, T item) throws SQLException;
  }

  private <T> T call(String doing, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw OneStopFailures.of(doing, e);
    }
  }

  private <T> void inOneTransaction(String doing, String sql, List<T> items, Binding<T> binding) {
    if (items.isEmpty()) {
      return;
    }
    call(
        doing,
        connection -> {
          boolean before = connection.getAutoCommit();
          connection.setAutoCommit(false);
          try (var statement = connection.prepareStatement(sql)) {
            for (T item : items) {
              binding.bind(statement, item);
              statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
            return items.size();
          } catch (SQLException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(before);
          }
        });
  }
}
