package vn.lienthong.routes.alarms;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits, each message once over each channel. One that is taken over while the hub dies
 * before it can note it goes out again, under the same id.
 */
final class AlarmTeller {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmTeller.class);
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  /** About three days. */
  private static final int MOST_ATTEMPTS = 78;

  private final AlarmTable table;
  private final List<AlarmChannel> channels;
  private final TransactionTemplate transactions;
  private final Clock clock;

  AlarmTeller(
      AlarmTable table,
      List<AlarmChannel> channels,
      TransactionTemplate transactions,
      Clock clock) {
    this.table = table;
    this.channels = List.copyOf(channels);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Sends all that is due. */
  public void once() {
    while (Boolean.TRUE.equals(transactions.execute(_ -> tellOne()))) {
      continue;
    }
  }

  private boolean tellOne() {
    Optional<AlarmTable.Due> due = table.due(clock.instant());
    due.ifPresent(this::tell);
    return due.isPresent();
  }

  private void tell(AlarmTable.Due due) {
    Optional<AlarmChannel> channel =
        channels.stream().filter(one -> one.name().equals(due.channel())).findFirst();
    if (channel.isEmpty()) {
      table.failed(
          due.message().id(), Optional.empty(), "the channel is no longer in the settings");
      return;
    }
    try {
      channel.get().tell(due.message());
      table.told(due.message().id(), clock.instant());
    } catch (IOException | RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      LOG.atWarn()
          .addKeyValue("channel", due.channel())
          .addKeyValue("alarm", due.message().key())
          .addKeyValue("error", why)
          .log("alarm not told");
      table.failed(due.message().id(), next(due.attempts()), why);
    }
  }

  private Optional<Instant> next(int attempts) {
    if (attempts + 1 >= MOST_ATTEMPTS) {
      return Optional.empty();
    }
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    return Optional.of(
        clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
  }
}
