package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Changes that wait for an operator or were decided. Owns table {@code procedures.proposal}. */
final class Proposals {
  private static final String WORDS =
      """
      SELECT code, area, state, base_hash, value_hash FROM procedures.proposal
       WHERE code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))
         AND state IN ('PROPOSED', 'REJECTED')
      """;
  private static final String PROPOSE =
      """
      INSERT INTO procedures.proposal
             (id, code, area, kinds, state, value, value_hash, base_hash, proposed_at, run_id)
      SELECT r.id, r.code, r.area, r.kinds, 'PROPOSED', r.value, r.hash, r.base, :at, :run
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (id uuid, code text, area text, kinds text, value jsonb, hash text, base text)
      """;
  private static final String OVERTAKE =
      """
      UPDATE procedures.proposal AS p SET state = 'OVERTAKEN', decided_at = :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (code text, area text)
       WHERE p.code = r.code AND p.area = r.area AND p.state = 'PROPOSED'
      """;
  private static final String OVERTAKE_WITHDRAWALS =
      """
      UPDATE procedures.proposal SET state = 'OVERTAKEN', decided_at = :at
       WHERE state = 'PROPOSED' AND area = 'WITHDRAWAL'
         AND code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))
      """;
  private static final String WAITING =
      """
      SELECT id, code, area, kinds, value, value_hash, proposed_at FROM procedures.proposal
       WHERE state = 'PROPOSED'
         AND (:all OR id IN (SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS uuid)))
       ORDER BY code, area LIMIT 10000
       FOR UPDATE
      """;
  private static final String LIST =
      """
      SELECT id, code, area, kinds, state, value, proposed_at, decided_by, reason
        FROM procedures.proposal
       WHERE :state = '' OR state = :state
       ORDER BY proposed_at DESC, code, area LIMIT :limit
      """;
  private static final String DECIDE =
      """
      UPDATE procedures.proposal
         SET state = :state, decided_at = :at, decided_by = :by, reason = :reason
       WHERE state = 'PROPOSED'
         AND id IN (SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS uuid))
      """;
  private static final String COUNT =
      "SELECT count(*) FROM procedures.proposal WHERE state = 'PROPOSED'";

  private final JdbcClient jdbc;

  Proposals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A proposal to make. */
  record New(UUID id, Place place, String kinds, Optional<JsonNode> value, Words.Move move) {}

  /** A proposal that waits. */
  record Waiting(
      UUID id, Place place, String kinds, Optional<JsonNode> value, Instant proposedAt) {}

  /** A proposal in any state, without its field changes. */
  record Row(Proposal head, Optional<JsonNode> value) {}

  Words words(Collection<String> codes) {
    Words words = new Words(new HashMap<>(), new HashMap<>());
    jdbc.sql(WORDS)
        .param("codes", ProcedureDocument.textOf(codes))
        .query(
            (ResultSet row) -> {
              Words.Move move =
                  new Words.Move(row.getString("base_hash"), row.getString("value_hash"));
              if (row.getString("state").equals("PROPOSED")) {
                words.waiting().put(place(row), move);
              } else {
                words.rejected().computeIfAbsent(place(row), _ -> new HashSet<>()).add(move);
              }
            });
    return words;
  }

  /** Makes proposals in the place of what waited for the same parts. */
  void propose(List<New> proposals, UUID run, Instant at) {
    if (proposals.isEmpty()) {
      return;
    }
    overtake(proposals.stream().map(New::place).toList(), at);
    jdbc.sql(PROPOSE)
        .param("rows", JsonRows.of(proposals, Proposals::row))
        .param("run", run)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Ends proposals that the portal no longer stands by. */
  void overtake(Collection<Place> places, Instant at) {
    if (places.isEmpty()) {
      return;
    }
    String rows =
        JsonRows.of(
            places, (place, row) -> row.put("code", place.code()).put("area", place.area().name()));
    jdbc.sql(OVERTAKE).param("rows", rows).param("at", Timestamp.from(at)).update();
  }

  /** Ends proposals to withdraw any of these codes: the national list holds them again. */
  void overtakeWithdrawals(Collection<String> listed, Instant at) {
    jdbc.sql(OVERTAKE_WITHDRAWALS)
        .param("codes", ProcedureDocument.textOf(listed))
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Locks what waits, all of it or these ids, until the transaction ends. */
  List<Waiting> waiting(Optional<List<UUID>> ids) {
    return jdbc.sql(WAITING)
        .param("all", ids.isEmpty())
        .param("ids", text(ids.orElse(List.of())))
        .query(
            (row, _) ->
                new Waiting(
                    row.getObject("id", UUID.class),
                    place(row),
                    row.getString("kinds"),
                    value(row),
                    row.getTimestamp("proposed_at").toInstant()))
        .list();
  }

  void decide(List<UUID> ids, Proposal.State state, Desk.Act act, Instant at) {
    jdbc.sql(DECIDE)
        .param("ids", text(ids))
        .param("state", state.name())
        .param("by", act.operator())
        .param("reason", act.reason())
        .param("at", Timestamp.from(at))
        .update();
  }

  List<Row> list(Optional<Proposal.State> state, int limit) {
    return jdbc.sql(LIST)
        .param("state", state.map(Enum::name).orElse(""))
        .param("limit", limit)
        .query((row, _) -> new Row(head(row), value(row)))
        .list();
  }

  int countWaiting() {
    return jdbc.sql(COUNT).query(Integer.class).single();
  }

  private static Proposal head(ResultSet row) throws SQLException {
    return new Proposal(
        row.getObject("id", UUID.class),
        new ProcedureCode(row.getString("code")),
        Proposal.Area.valueOf(row.getString("area")),
        List.of(row.getString("kinds").split(" ", -1)),
        Proposal.State.valueOf(row.getString("state")),
        row.getTimestamp("proposed_at").toInstant(),
        Optional.ofNullable(row.getString("decided_by")),
        Optional.ofNullable(row.getString("reason")),
        List.of());
  }

  private static void row(New proposal, JsonRows.Row row) {
    row.put("id", proposal.id().toString())
        .put("code", proposal.place().code())
        .put("area", proposal.place().area().name())
        .put("kinds", proposal.kinds())
        .put("hash", proposal.move().value())
        .put("base", proposal.move().base());
    proposal.value().ifPresent(value -> row.put("value", value));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getString("code"), Proposal.Area.valueOf(row.getString("area")));
  }

  private static Optional<JsonNode> value(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("value")).map(ProcedureDocument::read);
  }

  private static String text(List<UUID> ids) {
    return ProcedureDocument.textOf(ids.stream().map(UUID::toString).toList());
  }
}
