package vn.lienthong.routes.alarms;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people see of alarms, and whether messages arrive. */
public final class AlarmDesk {
  private final AlarmTable table;
  private final List<AlarmChannel> channels;
  private final Clock clock;
  private final String node;

  AlarmDesk(AlarmTable table, List<AlarmChannel> channels, Clock clock, String node) {
    this.table = table;
    this.channels = List.copyOf(channels);
    this.clock = clock;
    this.node = node;
  }

  /**
   * What came of a test message.
   *
   * @param problem why it was not taken over; empty when it was
   */
  public record Tried(String channel, Optional<String> problem) {}

  /** Alarms, newest first: those that stand, or all that are remembered. */
  public List<StandingAlarm> list(boolean all, int limit) {
    return table.list(all, limit);
  }

  /** Sends a test message over each channel, and says what came of it. */
  public List<Tried> test() {
    return channels.stream().map(this::test).toList();
  }

  private Tried test(AlarmChannel channel) {
    try {
      channel.tell(
          new AlarmMessage(
              UUID.randomUUID(),
              AlarmMessage.Kind.TEST,
              "test",
              "Bản tin thử; không có sự cố.",
              "A test message; nothing is wrong.",
              clock.instant(),
              node));
      return new Tried(channel.name(), Optional.empty());
    } catch (IOException | RuntimeException e) {
      return new Tried(channel.name(), Optional.of(String.valueOf(e.getMessage())));
    }
  }
}
