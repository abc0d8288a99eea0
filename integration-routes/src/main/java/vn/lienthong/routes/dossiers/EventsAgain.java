package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;

/**
 * Publishes the standing of deliveries again, from the database, for listeners whose broker lost
 * what it had for them. Each is a new event with a new id.
 */
public final class EventsAgain {
  private static final int AT_ONCE = 500;
  private static final String CHANGED =
      """
      SELECT dossier, version, kind, state, changed_at FROM dossiers.delivery
       WHERE partner = :partner
         AND (changed_at, dossier, version)
             > (CAST(:at AS timestamptz), CAST(:dossier AS text), CAST(:version AS bigint))
       ORDER BY changed_at, dossier, version LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final EventOutbox events;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;
  private final String partner;

  EventsAgain(
      JdbcClient jdbc,
      EventOutbox events,
      MessageLog messageLog,
      TransactionTemplate transactions,
      String partner) {
    this.jdbc = jdbc;
    this.events = events;
    this.messageLog = messageLog;
    this.transactions = transactions;
    this.partner = partner;
  }

  private record Row(Change change, Instant changedAt) {}

  /**
   * Puts an event into the outbox for every delivery that changed at {@code since} or later.
   *
   * @return how many
   */
  public int since(Instant since, Replay.Act act) {
    transactions.executeWithoutResult(_ -> messageLog.append(entry(since, act)));
    int told = 0;
    List<Row> rows = after(since, "", 0);
    while (!rows.isEmpty()) {
      List<Change> changes = rows.stream().map(Row::change).toList();
      Row last = rows.getLast();
      transactions.executeWithoutResult(_ -> events.add(changes, last.changedAt()));
      told += changes.size();
      rows = after(last.changedAt(), last.change().dossier(), last.change().version());
    }
    return told;
  }

  private List<Row> after(Instant at, String dossier, long version) {
    return jdbc.sql(CHANGED)
        .param("partner", partner)
        .param("at", Timestamp.from(at))
        .param("dossier", dossier)
        .param("version", version)
        .param("limit", AT_ONCE)
        .query(
            (row, number) ->
                new Row(
                    DeliveryTable.change(row, number), row.getTimestamp("changed_at").toInstant()))
        .list();
  }

  private static EntryDraft entry(Instant since, Replay.Act act) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        "events-again",
        new EntryDraft.About(Optional.of(act.operator()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, "since " + since, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                act.reason().getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=utf-8",
                List.of())),
        Optional.empty(),
        Optional.empty());
  }
}
