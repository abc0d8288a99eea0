package vn.lienthong.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.dossiers.Mode;
import vn.lienthong.routes.dossiers.Modes;
import vn.lienthong.routes.dossiers.Replay;

/** {@code ./hub mode}: who sends to the portal, by agency; acts on a running hub. */
@Command(
    name = "mode",
    description = "Who sends to the portal, by agency: off, shadow (another system) or live.")
final class ModeCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "list", description = "All rules; where none fits the hub is live.")
  int list(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          List<Modes.Rule> rules = hub.getBean(Modes.class).list();
          out.print(
              rules,
              List.of("partner", "agency", "mode", "since", "operator", "reason"),
              rule ->
                  List.of(
                      rule.partner(),
                      rule.agency(),
                      rule.mode().name(),
                      verb.texts().times().ofInstant(rule.since()),
                      rule.operator(),
                      rule.reason()));
          return 0;
        });
  }

  @Command(name = "set", description = "Sets the mode of an agency and of those below it.")
  int set(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "MODE", description = "One of ${COMPLETION-CANDIDATES}.") Mode mode,
      @Option(
              names = "--agency",
              paramLabel = "CODE",
              defaultValue = "*",
              description = "Agency; default: all that have no rule of their own.")
          String agency,
      @Option(
              names = "--send-held",
              description = "Going live: sends what is left in shadow and not adopted.")
          boolean sendHeld) {
    return verb.with(
        (hub, out) -> {
          long released =
              hub.getBean(Modes.class)
                  .set(
                      agency,
                      mode,
                      sendHeld,
                      new Replay.Act(operator.operator(), operator.reason()));
          out.say(
              Map.of("agency", agency, "mode", mode, "released", released),
              verb.texts().text("mode.set", agency, mode, released));
          return 0;
        });
  }
}
