package vn.lienthong.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.routes.dossiers.ShadowWork;

/** {@code ./hub shadow}: what the hub would do otherwise than the system that sends. */
@Command(name = "shadow", description = "What the hub found while another system sends: diff.")
final class ShadowCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(
      name = "diff",
      description = "Dossiers in shadow that would be refused, or that the portal does not know.")
  int diff(@Mixin HubVerb verb, @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          List<ShadowWork.Difference> rows =
              hub.getBean(ShadowWork.class).differences(limit.value());
          out.print(
              rows,
              List.of("dossier", "version", "known", "error", "field", "said", "compared"),
              row ->
                  List.of(
                      row.dossier(),
                      Long.toString(row.version()),
                      known(row.known(), verb),
                      row.errorCode().orElse(""),
                      row.field().orElse(""),
                      row.text().orElse(""),
                      verb.texts().times().ofInstant(row.comparedAt())));
          return 0;
        });
  }

  private static String known(Optional<Boolean> known, HubVerb verb) {
    return known.map(yes -> verb.texts().text(yes ? "shadow.known" : "shadow.unknown")).orElse("-");
  }
}
