package vn.lienthong.routes.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at everything that can be wrong and notes what has begun and what is over. What several
 * nodes see is one alarm; it is over when none of them sees it.
 */
final class AlarmWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);

  /** Looks without it after which an alarm is over: a node may be slow once. */
  private static final int LOOKS = 3;

  private static final Duration KEPT = Duration.ofDays(400);

  private final Supplier<List<AlarmSource>> sources;
  private final List<AlarmChannel> channels;
  private final LostDatabase database;
  private final AlarmTable table;
  private final TransactionTemplate transactions;
  private final AlarmProperties settings;
  private final Clock clock;
  private final String node;

  AlarmWatch(
      Supplier<List<AlarmSource>> sources,
      List<AlarmChannel> channels,
      AlarmTable table,
      TransactionTemplate transactions,
      AlarmProperties settings,
      Clock clock,
      String node) {
    this.sources = sources;
    this.channels = List.copyOf(channels);
    this.database = new LostDatabase(channels, settings.after(), clock, node);
    this.table = table;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.node = node;
  }

  /** One look. Without the database only that is told. */
  public void once() {
    try {
      table.demandReachable();
      look();
      database.isBack();
    } catch (DataAccessException | TransactionException e) {
      database.isLost(e);
    }
  }

  private void look() {
    List<Alarm> wrong = new ArrayList<>();
    boolean allSeen = true;
    for (AlarmSource source : sources.get()) {
      allSeen &= see(source, wrong);
    }
    note(wrong, allSeen);
  }

  private void note(List<Alarm> wrong, boolean allSeen) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(
        _ -> {
          wrong.forEach(alarm -> table.see(alarm, node, now));
          table
              .raise(now.minus(settings.after()), now.minus(settings.every()), now)
              .forEach(
                  alarm ->
                      channels.forEach(
                          one -> table.tell(alarm, AlarmMessage.Kind.RAISED, one.name(), now)));
          if (allSeen) {
            table
                .end(now.minus(settings.every().multipliedBy(LOOKS)), now)
                .forEach(
                    alarm ->
                        channels.forEach(
                            one -> table.tell(alarm, AlarmMessage.Kind.OVER, one.name(), now)));
          }
          table.forget(now.minus(KEPT));
        });
  }

  /** False when the source failed: it hides no other, and nothing is over because of it. */
  private static boolean see(AlarmSource source, List<Alarm> wrong) {
    try {
      wrong.addAll(source.alarms());
      return true;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("source", source.getClass().getSimpleName())
          .log("what is wrong could not be asked");
      return false;
    }
  }
}
