package vn.lienthong.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.routes.dossiers.Adoption;
import vn.lienthong.routes.dossiers.Replay;

/** {@code ./hub adopt}: what another system sent before the hub took over. */
@Command(
    name = "adopt",
    description =
        "Asks the portal for each dossier in shadow: what it knows counts as sent by the other"
            + " system.")
final class AdoptCommand implements Callable<Integer> {
  @Mixin private HubVerb verb = new HubVerb();
  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "1970-01-01T00:00:00Z",
      description = "Captured at or after this moment; default: the beginning.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      required = true,
      description = "Captured before this moment: when the other system stopped sending.")
  private Instant to = Instant.EPOCH;

  @Override
  public Integer call() {
    return verb.with(
        (hub, out) -> {
          Adoption.Adopted adopted =
              hub.getBean(Adoption.class)
                  .adopt(from, to, new Replay.Act(operator.operator(), operator.reason()));
          out.say(
              adopted,
              verb.texts()
                  .text("adopt.done", adopted.dossiers(), adopted.deliveries(), adopted.unknown()));
          return 0;
        });
  }
}
