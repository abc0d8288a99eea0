package vn.lienthong.routes.messagelog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import vn.lienthong.routes.messagelog.AppendBatch.EntryRow;
import vn.lienthong.routes.messagelog.AppendBatch.SecretRow;
import vn.lienthong.routes.messagelog.AppendBatch.SegmentRow;

/**
 * Writes what an append made, all tables in one statement and one round trip. An answer gets its
 * number once its call is closed: whoever closed it before, as lost, has the lower one.
 */
final class EntryWriter {
  private static final String WRITE =
      """
      WITH answered AS (
        DELETE FROM messagelog.open_call WHERE call_id = ANY (:answered) RETURNING call_id),
      entries AS (
        INSERT INTO messagelog.entry (id, appended_at, bytes, kind, direction, partner, service,
            procedure_code, correlation_id, message_id, call_id, call_position, media_type,
            outcome, error_code)
        SELECT e.id, :now, e.bytes, e.kind, e.direction, e.partner, e.service, e.procedure_code,
               e.correlation_id, e.message_id, e.call_id, e.call_position, e.media_type, e.outcome,
               e.error_code
          FROM unnest(:id, :bytes, :kind, :direction, :partner, :service, :procedure, :correlation,
                      :message, :call, :callPosition, :mediaType, :outcome, :error)
            AS e (id, bytes, kind, direction, partner, service, procedure_code, correlation_id,
                  message_id, call_id, call_position, media_type, outcome, error_code)),
      waiting AS (
        INSERT INTO messagelog.pending (entry_id, appended_at)
        SELECT w.id, :now
          FROM unnest(:id) WITH ORDINALITY AS w (id, number)
         WHERE (SELECT count(*) FROM answered) >= 0
         ORDER BY w.number),
      segments AS (
        INSERT INTO messagelog.segment (entry_id, appended_at, position, commitment, starts_at,
            length, item_id, cipher)
        SELECT s.entry_id, :now, s.position, s.commitment, s.starts_at, s.length, s.item_id,
               s.cipher
          FROM unnest(:segmentEntry, :segmentPosition, :segmentCommitment, :segmentStart,
                      :segmentLength, :segmentItem, :segmentCipher)
            AS s (entry_id, position, commitment, starts_at, length, item_id, cipher)),
      secrets AS (
        INSERT INTO messagelog.secret (entry_id, appended_at, purpose, position, salt, key, value)
        SELECT s.entry_id, :now, s.purpose, s.position, s.salt, s.key, s.value
          FROM unnest(:secretEntry, :secretPurpose, :secretPosition, :secretSalt, :secretKey,
                      :secretValue)
            AS s (entry_id, purpose, position, salt, key, value))
      INSERT INTO messagelog.open_call (call_id, entry_id, appended_at)
      SELECT o.call_id, o.entry_id, :now
        FROM unnest(:openedCall, :openedEntry) AS o (call_id, entry_id)
      ON CONFLICT (call_id) DO NOTHING
      """;

  private final JdbcClient jdbc;

  EntryWriter(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void write(AppendBatch batch, Instant now) {
    var statement = jdbc.sql(WRITE).param("now", Timestamp.from(now));
    statement = bindEntries(statement, batch.entries());
    statement = bindSegments(statement, batch.segments());
    statement = bindSecrets(statement, batch.secrets());
    List<EntryRow> opened = batch.opened();
    statement
        .param("openedCall", array("text", opened, e -> call(e).callId()))
        .param("openedEntry", array("uuid", opened, EntryRow::id))
        .param("answered", array("text", List.copyOf(batch.answered()), EntryForm::capped))
        .update();
  }

  private static JdbcClient.StatementSpec bindEntries(
      JdbcClient.StatementSpec statement, List<EntryRow> rows) {
    return statement
        .param("id", array("uuid", rows, EntryRow::id))
        .param("bytes", bytes(rows, r -> Optional.of(r.bytes())))
        .param("kind", array("text", rows, r -> r.draft().kind().name()))
        .param("direction", array("text", rows, r -> r.draft().direction().name()))
        .param("partner", array("text", rows, r -> EntryForm.capped(r.draft().partner())))
        .param("service", array("text", rows, r -> EntryForm.capped(r.draft().service())))
        .param("procedure", texts(rows, r -> r.draft().about().procedure()))
        .param("correlation", array("text", rows, r -> call(r).correlationId()))
        .param("message", array("text", rows, r -> call(r).messageId()))
        .param("call", array("text", rows, r -> call(r).callId()))
        .param("callPosition", optionals("int4", rows, r -> r.draft().call().position()))
        .param("mediaType", texts(rows, r -> r.draft().payload().map(p -> p.mediaType())))
        .param("outcome", texts(rows, r -> r.draft().outcome().map(o -> o.name())))
        .param("error", texts(rows, r -> r.draft().outcome().flatMap(o -> o.errorCode())));
  }

  private static JdbcClient.StatementSpec bindSegments(
      JdbcClient.StatementSpec statement, List<SegmentRow> rows) {
    return statement
        .param("segmentEntry", array("uuid", rows, SegmentRow::entry))
        .param("segmentPosition", array("int4", rows, SegmentRow::position))
        .param("segmentCommitment", bytes(rows, r -> Optional.of(r.commitment())))
        .param("segmentStart", optionals("int4", rows, SegmentRow::startsAt))
        .param("segmentLength", array("int4", rows, SegmentRow::length))
        .param("segmentItem", optionals("uuid", rows, SegmentRow::item))
        .param("segmentCipher", bytes(rows, r -> Optional.of(r.cipher())));
  }

  private static JdbcClient.StatementSpec bindSecrets(
      JdbcClient.StatementSpec statement, List<SecretRow> rows) {
    return statement
        .param("secretEntry", array("uuid", rows, SecretRow::entry))
        .param("secretPurpose", array("text", rows, r -> r.purpose().name()))
        .param("secretPosition", array("int4", rows, SecretRow::position))
        .param("secretSalt", bytes(rows, r -> Optional.of(r.salt())))
        .param("secretKey", bytes(rows, SecretRow::key))
        .param("secretValue", optionals("text", rows, SecretRow::value));
  }

  /** Ids as they stand in the entry, so that a foreign id of any length finds its row. */
  private static EntryDraft.Call call(EntryRow row) {
    EntryDraft.Call call = row.draft().call();
    return new EntryDraft.Call(
        EntryForm.capped(call.correlationId()),
        EntryForm.capped(call.messageId()),
        EntryForm.capped(call.callId()),
        call.position());
  }

  private static <R> SqlArrayValue texts(List<R> rows, Function<R, Optional<String>> column) {
    return optionals("text", rows, r -> column.apply(r).map(EntryForm::capped));
  }

  private static <R, T> SqlArrayValue optionals(
      String type, List<R> rows, Function<R, Optional<T>> column) {
    return new SqlArrayValue(type, rows.stream().map(r -> column.apply(r).orElse(null)).toArray());
  }

  private static <R, T> SqlArrayValue array(String type, List<R> rows, Function<R, T> column) {
    return new SqlArrayValue(type, rows.stream().map(column).toArray());
  }

  private static <R> SqlArrayValue bytes(List<R> rows, Function<R, Optional<byte[]>> column) {
    byte[][] values = new byte[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i)).orElse(null);
    }
    return new SqlArrayValue("bytea", (Object[]) values);
  }
}
