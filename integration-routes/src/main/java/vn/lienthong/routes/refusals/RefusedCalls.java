package vn.lienthong.routes.refusals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.json.HubJson;

/**
 * Calls of nobody known, and calls over a limit: counted per service, source, reason and minute,
 * one entry each. A killed node loses at most the running minute's counts.
 */
public final class RefusedCalls {
  private static final int MOST_SOURCES = 2_000;
  private static final String MANY = "many";

  private final MessageLog log;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ObjectMapper json = HubJson.newMapper();
  private final Map<Key, Integer> counts = new HashMap<>();

  public RefusedCalls(MessageLog log, TransactionTemplate transaction, Clock clock) {
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  private record Key(String service, String source, HubError reason, Instant minute) {}

  /** One more call of this source was refused. */
  public void count(String service, String source, HubError reason) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    synchronized (counts) {
      Key key = new Key(service, source, reason, minute);
      if (counts.size() >= MOST_SOURCES && !counts.containsKey(key)) {
        key = new Key(service, MANY, reason, minute);
      }
      counts.merge(key, 1, Integer::sum);
    }
  }

  /**
   * Writes the minutes that are over to the log.
   *
   * @return how many entries were written
   */
  public int writeFinished() {
    return write(clock.instant().truncatedTo(ChronoUnit.MINUTES));
  }

  /** Writes everything to the log, as at the end of the program. */
  public int writeAll() {
    return write(Instant.MAX);
  }

  private int write(Instant before) {
    Map<Key, Integer> taken = take(before);
    if (taken.isEmpty()) {
      return 0;
    }
    List<EntryDraft> drafts = new ArrayList<>();
    taken.forEach((key, count) -> drafts.add(draft(key, count)));
    try {
      transaction.executeWithoutResult(_ -> log.appendAll(drafts));
    } catch (RuntimeException e) {
      synchronized (counts) {
        taken.forEach((key, count) -> counts.merge(key, count, Integer::sum));
      }
      throw e;
    }
    return drafts.size();
  }

  private Map<Key, Integer> take(Instant before) {
    Map<Key, Integer> taken =
        new TreeMap<>(
            Comparator.comparing(Key::minute)
                .thenComparing(Key::service)
                .thenComparing(Key::source)
                .thenComparing(Key::reason));
    synchronized (counts) {
      counts.forEach(
          (key, count) -> {
            if (key.minute().isBefore(before)) {
              taken.put(key, count);
            }
          });
      counts.keySet().removeAll(taken.keySet());
    }
    return taken;
  }

  private EntryDraft draft(Key key, int count) {
    String id = UUID.randomUUID().toString();
    return new EntryDraft(
        EntryDraft.Kind.REFUSED_CALL,
        EntryDraft.Direction.IN,
        "unknown",
        key.service(),
        new EntryDraft.About(Optional.of(key.source()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(new EntryDraft.Payload(payload(key, count), "application/json", List.of())),
        Optional.empty(),
        Optional.of(
            new EntryDraft.Outcome(
                "REFUSED",
                Optional.of(key.reason().code()),
                Optional.of(key.reason().httpStatus()))));
  }

  private byte[] payload(Key key, int count) {
    try {
      return json.writeValueAsBytes(
          new TreeMap<>(
              Map.of(
                  "source", key.source(),
                  "reason", key.reason().code(),
                  "minute", key.minute().toString(),
                  "count", Integer.toString(count))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts become JSON", e);
    }
  }
}
