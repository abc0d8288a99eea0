package vn.lienthong.routes.alarms;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one alarm that cannot be noted in the database: that it does not answer. Each node tells it
 * by itself; a node that is started anew meanwhile tells it again.
 */
final class LostDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(LostDatabase.class);

  private final List<AlarmChannel> channels;
  private final Duration after;
  private final Clock clock;
  private final String node;
  private final Set<String> told = new HashSet<>();
  private Optional<Instant> since = Optional.empty();
  private UUID id = UUID.randomUUID();

  LostDatabase(List<AlarmChannel> channels, Duration after, Clock clock, String node) {
    this.channels = List.copyOf(channels);
    this.after = after;
    this.clock = clock;
    this.node = node;
  }

  /** A look could not be noted. */
  void isLost(Exception why) {
    Instant now = clock.instant();
    Instant begin = since.orElse(now);
    since = Optional.of(begin);
    LOG.atWarn().addKeyValue("error", why.getMessage()).log("the database does not answer");
    if (!begin.plus(after).isAfter(now)) {
      channels.stream()
          .filter(channel -> !told.contains(channel.name()))
          .filter(channel -> tell(channel, AlarmMessage.Kind.RAISED, begin))
          .forEach(channel -> told.add(channel.name()));
    }
  }

  /** A look could be noted. */
  void isBack() {
    Instant now = clock.instant();
    channels.stream()
        .filter(channel -> told.contains(channel.name()))
        .filter(channel -> tell(channel, AlarmMessage.Kind.OVER, now))
        .forEach(channel -> told.remove(channel.name()));
    if (told.isEmpty() && since.isPresent()) {
      since = Optional.empty();
      id = UUID.randomUUID();
    }
  }

  private boolean tell(AlarmChannel channel, AlarmMessage.Kind kind, Instant at) {
    try {
      channel.tell(
          new AlarmMessage(
              id,
              kind,
              "database",
              "Nút " + node + " không kết nối được cơ sở dữ liệu.",
              "Node " + node + " cannot reach the database.",
              at,
              node));
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("channel", channel.name())
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log("the lost database was not told");
      return false;
    }
  }
}
