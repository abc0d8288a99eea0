package vn.lienthong.routes.messagelog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds entries. Each search is itself an entry, with who asked and why. */
public final class LogSearch {
  private static final int MOST = 10_000;
  private static final String SELECT =
      """
      SELECT e.id, e.appended_at, l.index, e.kind, e.direction, e.partner, e.service,
             e.procedure_code, e.correlation_id, e.message_id, e.call_id, e.call_position,
             e.outcome, e.error_code
        FROM messagelog.entry e
        LEFT JOIN messagelog.leaf l ON l.entry_id = e.id
       WHERE TRUE
      """;
  private static final String BY_DOSSIER =
      """
       AND e.id IN (SELECT s.entry_id FROM messagelog.secret s
                     WHERE s.value = :dossier AND s.purpose IN ('SEGMENT', 'DOSSIER'))
      """;
  private static final String STORY =
      """
       AND e.id IN (
         WITH own AS MATERIALIZED (
           SELECT o.id, o.kind, o.call_id FROM messagelog.secret s
             JOIN messagelog.entry o ON o.id = s.entry_id AND o.appended_at = s.appended_at
            WHERE s.value = :dossier AND s.purpose IN ('SEGMENT', 'DOSSIER')
              AND NOT (o.kind = 'OPERATOR_ACT' AND o.service = 'log-search'))
         SELECT id FROM own
          UNION
         SELECT a.id FROM own JOIN messagelog.entry a ON a.call_id = own.call_id
          WHERE own.kind IN ('REQUEST', 'ITEM') AND a.kind = 'ANSWER')
       ORDER BY e.id LIMIT 10000
      """;

  private final JdbcClient jdbc;
  private final MessageLog log;
  private final TransactionTemplate transactions;

  LogSearch(JdbcClient jdbc, MessageLog log, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.log = log;
    this.transactions = transactions;
  }

  /**
   * What to look for; what is absent does not matter.
   *
   * @param from first moment, inclusive
   * @param to last moment, exclusive
   * @param limit most entries, 1 to 10,000; the newest are given
   */
  public record Query(
      Optional<String> dossier,
      Optional<String> partner,
      Optional<String> callId,
      Optional<EntryDraft.Kind> kind,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit) {
    public Query {
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("limit must be 1 to " + MOST + ", is " + limit);
      }
    }

    /** What was looked for, a line each, as the entry of the search commits to it. */
    String asText() {
      StringBuilder lines = new StringBuilder();
      dossier.ifPresent(d -> lines.append("dossier: ").append(d).append('\n'));
      partner.ifPresent(p -> lines.append("partner: ").append(p).append('\n'));
      callId.ifPresent(c -> lines.append("call: ").append(c).append('\n'));
      kind.ifPresent(k -> lines.append("kind: ").append(k).append('\n'));
      from.ifPresent(f -> lines.append("from: ").append(f).append('\n'));
      to.ifPresent(t -> lines.append("to: ").append(t).append('\n'));
      return lines.append("limit: ").append(limit).append('\n').toString();
    }

    /** Everything about one dossier. */
    public static Query ofDossier(String code) {
      return new Query(
          Optional.of(code),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          MOST);
    }
  }

  /**
   * An entry as the database knows it; only the entry's bytes prove anything.
   *
   * @param index place in the tree, once it is sealed
   */
  public record Found(
      UUID id,
      Instant appendedAt,
      OptionalLong index,
      EntryDraft.Kind kind,
      EntryDraft.Direction direction,
      String partner,
      String service,
      Optional<String> procedure,
      EntryDraft.Call call,
      Optional<String> outcome,
      Optional<String> errorCode) {}

  /** Looks for entries, oldest of the newest first, and logs that {@code who} did, and why. */
  public List<Found> search(Query query, String who, String reason) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              List<Found> found = find(query);
              log.append(
                  OperatorActs.act(
                      "log-search",
                      who,
                      query.dossier(),
                      found.size() + " found",
                      OperatorActs.text(reason + "\n\n" + query.asText())));
              return found;
            }));
  }

  /**
   * What was sent about a dossier, what came back for those calls, and who acted on it, in order;
   * without the searches for it. That {@code who} looked, and why, becomes an entry.
   */
  public List<Found> story(String dossier, String who, String reason) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              List<Found> found =
                  jdbc.sql(SELECT + STORY)
                      .param("dossier", dossier)
                      .query((row, _) -> found(row))
                      .list();
              log.append(
                  OperatorActs.act(
                      "log-search",
                      who,
                      Optional.of(dossier),
                      found.size() + " found",
                      OperatorActs.text(reason + "\n\nstory of dossier: " + dossier + "\n")));
              return found;
            }));
  }

  private List<Found> find(Query query) {
    StringBuilder sql = new StringBuilder(SELECT);
    Map<String, Object> values = new HashMap<>();
    query.dossier().ifPresent(d -> add(sql, values, BY_DOSSIER, "dossier", d));
    query
        .partner()
        .ifPresent(
            p -> add(sql, values, " AND e.partner = :partner", "partner", EntryForm.capped(p)));
    query
        .callId()
        .ifPresent(c -> add(sql, values, " AND e.call_id = :call", "call", EntryForm.capped(c)));
    query.kind().ifPresent(k -> add(sql, values, " AND e.kind = :kind", "kind", k.name()));
    query
        .from()
        .ifPresent(f -> add(sql, values, " AND e.appended_at >= :from", "from", Timestamp.from(f)));
    query
        .to()
        .ifPresent(t -> add(sql, values, " AND e.appended_at < :to", "to", Timestamp.from(t)));
    add(sql, values, " ORDER BY e.id DESC LIMIT :limit", "limit", query.limit());
    List<Found> newestFirst =
        jdbc.sql(sql.toString()).params(values).query((row, _) -> found(row)).list();
    return new ArrayList<>(newestFirst).reversed();
  }

  private static void add(
      StringBuilder sql, Map<String, Object> values, String clause, String name, Object value) {
    sql.append(clause);
    values.put(name, value);
  }

  private static Found found(java.sql.ResultSet row) throws java.sql.SQLException {
    Long index = row.getObject("index", Long.class);
    return new Found(
        row.getObject("id", UUID.class),
        row.getTimestamp("appended_at").toInstant(),
        index == null ? OptionalLong.empty() : OptionalLong.of(index),
        EntryDraft.Kind.valueOf(row.getString("kind")),
        EntryDraft.Direction.valueOf(row.getString("direction")),
        row.getString("partner"),
        row.getString("service"),
        Optional.ofNullable(row.getString("procedure_code")),
        new EntryDraft.Call(
            row.getString("correlation_id"),
            row.getString("message_id"),
            row.getString("call_id"),
            Optional.ofNullable(row.getObject("call_position", Integer.class))),
        Optional.ofNullable(row.getString("outcome")),
        Optional.ofNullable(row.getString("error_code")));
  }
}
