package vn.lienthong.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.alarms.AlarmDesk;
import vn.lienthong.routes.alarms.StandingAlarm;

/** {@code ./hub alarms}: what is wrong, who was told, and whether messages arrive. */
@Command(name = "alarms", description = "Alarms: what is wrong now, who was told; a test message.")
final class AlarmsCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "list", description = "What is wrong now; with --all what was wrong, too.")
  int list(
      @Mixin HubVerb verb,
      @Option(names = "--all", description = "Those that are over, too.") boolean all,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          Texts texts = verb.texts();
          List<StandingAlarm> alarms = hub.getBean(AlarmDesk.class).list(all, limit.value());
          out.print(
              alarms,
              List.of("alarm", "since", "until", "text", "told"),
              one ->
                  List.of(
                      one.alarm().key(),
                      LocalMoment.of(one.since()),
                      LocalMoment.of(one.overAt()),
                      texts.language() == Language.VIETNAMESE
                          ? one.alarm().vietnamese()
                          : one.alarm().english(),
                      told(one, texts)));
          return alarms.stream().anyMatch(one -> one.overAt().isEmpty()) ? 1 : 0;
        });
  }

  private static String told(StandingAlarm alarm, Texts texts) {
    if (alarm.raisedAt().isEmpty()) {
      return texts.text("alarms.watched");
    }
    return alarm.tellings().stream()
        .map(one -> one.channel() + ": " + told(one, texts))
        .collect(Collectors.joining("; "));
  }

  private static String told(StandingAlarm.Telling telling, Texts texts) {
    Optional<Instant> at = telling.toldAt();
    return at.isPresent()
        ? LocalMoment.of(at)
        : telling.error().orElseGet(() -> texts.text("alarms.waits"));
  }

  @Command(name = "test", description = "Sends a test message by mail and webhook.")
  int test(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          Texts texts = verb.texts();
          List<AlarmDesk.Tried> tried = hub.getBean(AlarmDesk.class).test();
          out.print(
              tried,
              List.of("channel", "outcome"),
              one ->
                  List.of(
                      one.channel(), one.problem().orElseGet(() -> texts.text("alarms.arrived"))));
          return !tried.isEmpty() && tried.stream().allMatch(one -> one.problem().isEmpty())
              ? 0
              : 1;
        });
  }
}
