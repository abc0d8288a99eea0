package vn.lienthong.routes.messagelog;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends entries to the message log, inside the caller's transaction. Owns the tables entry,
 * segment, secret, pending, open_call and counter of schema messagelog.
 *
 * <p>A signed message out takes the next number of its partner and holds that partner's counter row
 * until the transaction ends: append last in the transaction, and to several partners in one {@link
 * #appendAll}, which takes the rows in order of partner.
 *
 * <p>Not final: the bench measures the path with a log that writes nothing.
 */
public class MessageLog {
  private static final String NUMBERS =
      """
      INSERT INTO messagelog.counter AS c (partner, last) VALUES (:partner, :count)
      ON CONFLICT (partner) DO UPDATE SET last = c.last + excluded.last
      RETURNING last
      """;
  private static final String OPEN_CALLS =
      """
      SELECT o.call_id, o.entry_id, o.appended_at, e.correlation_id, e.message_id, e.direction,
             e.partner, e.service
        FROM messagelog.open_call o
        JOIN messagelog.entry e ON e.id = o.entry_id AND e.appended_at = o.appended_at
       WHERE o.appended_at < :before
       ORDER BY o.appended_at
       LIMIT :limit
      """;
  private static final String END =
      """
      SELECT coalesce((SELECT size FROM messagelog.tree ORDER BY epoch DESC LIMIT 1), 0)
             + (SELECT count(*) FROM (SELECT FROM messagelog.pending LIMIT 100000) p)
      """;
  private static final String ANSWERED =
      """
      SELECT EXISTS (
        SELECT FROM messagelog.entry
         WHERE call_id = :call AND kind = 'ANSWER' AND outcome IS DISTINCT FROM 'IN_DOUBT')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random;
  private final TimeOrderedEpochFactory ids;
  private final EntryWriter writer;

  public MessageLog(JdbcClient jdbc, Clock clock, SecureRandom random) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.random = random;
    this.ids = new TimeOrderedEpochFactory(random, clock);
    this.writer = new EntryWriter(jdbc);
  }

  /**
   * A request without an answer entry.
   *
   * @param appendedAt when its entry was appended
   */
  public record OpenCall(
      String callId,
      UUID entryId,
      Instant appendedAt,
      String correlationId,
      String messageId,
      EntryDraft.Direction direction,
      String partner,
      String service) {}

  /**
   * Appends one entry in the running transaction; it is sealed within about a second of the commit.
   *
   * @return the entry's id
   * @throws IllegalStateException when no transaction is running
   */
  public final UUID append(EntryDraft draft) {
    return appendAll(List.of(draft)).getFirst();
  }

  /**
   * Appends entries in this order, in the running transaction and in one or two round trips. An
   * ITEM without payload commits to segment number {@code position} of the payload that precedes it
   * here under the same call id, whose bytes are stored once.
   *
   * @return the entries' ids, in the order of the drafts
   * @throws IllegalStateException when no transaction is running
   */
  public List<UUID> appendAll(List<EntryDraft> drafts) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "the message log is written in the transaction of what it records, and none is running");
    }
    if (drafts.isEmpty()) {
      return List.of();
    }
    Map<String, Long> next = takeNumbers(drafts);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AppendBatch batch = new AppendBatch(random, now);
    List<UUID> appended = new ArrayList<>();
    for (EntryDraft draft : drafts) {
      UUID id = ids.create();
      appended.add(id);
      batch.add(id, draft, number(draft, next));
    }
    writer.write(batch, now);
    return List.copyOf(appended);
  }

  /**
   * Requests that have had no answer entry since before {@code olderThan}, oldest first, at most
   * {@code limit}. Recovery ends each with an ANSWER entry, such as IN_DOUBT.
   */
  public List<OpenCall> callsWithoutOutcome(Duration olderThan, int limit) {
    return openCalls(OPEN_CALLS, olderThan, limit);
  }

  /** The same, but in the running transaction nobody else can answer or close them meanwhile. */
  public List<OpenCall> takeCallsWithoutOutcome(Duration olderThan, int limit) {
    return openCalls(OPEN_CALLS + " FOR UPDATE OF o SKIP LOCKED", olderThan, limit);
  }

  /**
   * The first place after all entries that are committed; those that still wait for theirs count,
   * up to 100,000.
   */
  public long end() {
    return jdbc.sql(END).query(Long.class).single();
  }

  /** True when the log says what came of this call, and not only that it was lost. */
  public boolean isAnswered(String callId) {
    return jdbc.sql(ANSWERED).param("call", EntryForm.capped(callId)).query(Boolean.class).single();
  }

  private List<OpenCall> openCalls(String sql, Duration olderThan, int limit) {
    return jdbc.sql(sql)
        .param("before", Timestamp.from(clock.instant().minus(olderThan)))
        .param("limit", limit)
        .query(
            (row, _) ->
                new OpenCall(
                    row.getString("call_id"),
                    row.getObject("entry_id", UUID.class),
                    row.getTimestamp("appended_at").toInstant(),
                    row.getString("correlation_id"),
                    row.getString("message_id"),
                    EntryDraft.Direction.valueOf(row.getString("direction")),
                    row.getString("partner"),
                    row.getString("service")))
        .list();
  }

  /** Takes as many numbers as each partner needs; answers the first of each. */
  private Map<String, Long> takeNumbers(List<EntryDraft> drafts) {
    Map<String, Integer> needed = new TreeMap<>();
    for (EntryDraft draft : drafts) {
      if (isNumbered(draft)) {
        needed.merge(EntryForm.capped(draft.partner()), 1, Integer::sum);
      }
    }
    Map<String, Long> first = new HashMap<>();
    needed.forEach((partner, count) -> first.put(partner, take(partner, count) - count + 1));
    return first;
  }

  private long take(String partner, int count) {
    return jdbc.sql(NUMBERS)
        .param("partner", partner)
        .param("count", (long) count)
        .query(Long.class)
        .single();
  }

  private static OptionalLong number(EntryDraft draft, Map<String, Long> next) {
    if (!isNumbered(draft)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(next.merge(EntryForm.capped(draft.partner()), 1L, Long::sum) - 1);
  }

  private static boolean isNumbered(EntryDraft draft) {
    return switch (draft.kind()) {
      case REQUEST, ANSWER ->
          draft.direction() == EntryDraft.Direction.OUT && draft.signature().isPresent();
      case ITEM, OPERATOR_ACT, KEY_CHANGE, FILE_FETCH, REFUSED_CALL -> false;
    };
  }
}
