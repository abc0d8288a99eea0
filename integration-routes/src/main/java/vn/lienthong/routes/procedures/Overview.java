package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Each procedure with all that an operator asks of it at first. Reads the feature's tables. */
public final class Overview {
  private static final String LIST =
      """
      SELECT v.code, v.version, v.name, v.state, v.valid_from, r.read_at, r.error_code,
             r.error_text, c.version AS given,
             (SELECT string_agg(p.kinds, ' ' ORDER BY p.area) FROM procedures.proposal AS p
               WHERE p.code = v.code AND p.state = 'PROPOSED') AS waiting
        FROM procedures.version AS v
        LEFT JOIN procedures.reading AS r ON r.code = v.code
        LEFT JOIN procedures.onestop_copy AS c ON c.code = v.code
       WHERE v.valid_to IS NULL
         AND (:state = '' OR v.state = :state)
         AND (:text = '' OR starts_with(v.code, :text)
              OR strpos(lower(v.name), lower(:text)) > 0)
       ORDER BY v.code COLLATE "C" LIMIT :limit
      """;

  private final JdbcClient jdbc;

  Overview(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which procedures to list.
   *
   * @param text beginning of the code, or part of the name; empty for all
   * @param state only these; empty for both
   * @param limit at most so many, 1 to 10,000
   */
  public record Filter(String text, Optional<ProcedureRegistry.State> state, int limit) {
    public Filter {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("limit must be 1 to 10000, is " + limit);
      }
    }
  }

  /**
   * A procedure as it stands.
   *
   * @param since when this version began
   * @param readAt when the portal was last read for it with success
   * @param waiting kinds of change that wait for an operator
   * @param given whether the one-stop system was given this version
   * @param problem why the last reading failed, with its code; empty when it did not
   */
  public record Line(
      ProcedureCode code,
      long version,
      String name,
      ProcedureRegistry.State state,
      Instant since,
      Optional<Instant> readAt,
      List<String> waiting,
      boolean given,
      Optional<String> problem) {}

  List<Line> list(Filter filter) {
    return jdbc.sql(LIST)
        .param("text", filter.text())
        .param("state", filter.state().map(Enum::name).orElse(""))
        .param("limit", filter.limit())
        .query((row, _) -> line(row))
        .list();
  }

  private static Line line(ResultSet row) throws SQLException {
    String errorText = row.getString("error_text");
    return new Line(
        new ProcedureCode(row.getString("code")),
        row.getLong("version"),
        row.getString("name"),
        ProcedureRegistry.State.valueOf(row.getString("state")),
        row.getTimestamp("valid_from").toInstant(),
        Optional.ofNullable(row.getTimestamp("read_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("waiting"))
            .map(kinds -> Arrays.asList(kinds.split(" ", -1)))
            .orElse(List.of()),
        row.getLong("given") == row.getLong("version"),
        Optional.ofNullable(row.getString("error_code")).map(code -> code + " " + errorText));
  }
}
