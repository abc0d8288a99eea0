package vn.lienthong.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.backup.Backup;
import vn.lienthong.signing.keys.TrustAnchors;

/** {@code ./hub backup}: one encrypted file, made beside a running hub. */
@Command(
    name = "backup",
    description = "Writes database and published log into one encrypted file; the hub may run.")
final class BackupCommand implements Callable<Integer> {
  @Mixin private HubVerb verb = new HubVerb();
  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Parameters(paramLabel = "FILE", description = "File to be made; none is overwritten.")
  private Path file = Path.of("");

  @Option(
      names = "--recipient",
      paramLabel = "CERT",
      required = true,
      description = "Who can open it: certificate with an RSA key, PEM; may be repeated.")
  private List<Path> recipients = new ArrayList<>();

  @Override
  public Integer call() {
    return verb.with(
        (hub, out) -> {
          Backup.Made made =
              hub.getBean(Backup.class)
                  .make(
                      file.toAbsolutePath().normalize(),
                      TrustAnchors.read(recipients.toArray(Path[]::new)).certificates(),
                      operator.operator(),
                      operator.reason());
          out.say(made, verb.texts().text("backup.made", made.file(), made.bytes(), made.rows()));
          return 0;
        });
  }
}
