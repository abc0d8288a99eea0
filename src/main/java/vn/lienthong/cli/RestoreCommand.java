package vn.lienthong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.backup.Restore;
import vn.lienthong.routes.backup.RestoreContext;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.signing.keys.KeyStoreFile;

/** {@code ./hub restore}: a backup in place of the database, while no hub runs. */
@Command(
    name = "restore",
    description = "Puts a backup in place of the database, after it was checked; no hub may run.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin private HubVerb verb = new HubVerb();
  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Parameters(paramLabel = "FILE", description = "A backup, made by ./hub backup.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "P12",
      required = true,
      description = "Key store with the key of a recipient of the backup.")
  private Path key = Path.of("");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      required = true,
      description = "File that holds the password of that key store.")
  private Path passwordFile = Path.of("");

  @Override
  public Integer call() {
    return verb.withoutDatabase(
        RestoreContext.class,
        (context, out) -> {
          Restore.Restored restored =
              context
                  .getBean(Restore.class)
                  .restore(
                      file,
                      KeyStoreFile.open(key, password()).firstKey(),
                      operator.operator(),
                      operator.reason());
          out.say(
              restored,
              verb.texts()
                      .text(
                          "restore.done",
                          verb.texts().times().ofInstant(restored.backedUpAt()),
                          restored.rows(),
                          restored.inDoubt())
                  + " "
                  + log(restored.messageLog()));
          return 0;
        });
  }

  private String log(LogRecovery.Outcome outcome) {
    return switch (outcome) {
      case LogRecovery.Outcome.GoesOn _ -> verb.texts().text("restore.log-goes-on");
      case LogRecovery.Outcome.Opened opened ->
          verb.texts().text("log.opened", opened.origin(), opened.verifierKey());
    };
  }

  private char[] password() {
    try {
      return Files.readString(passwordFile).strip().toCharArray();
    } catch (IOException e) {
      throw new HubException(e, HubError.FILE_UNUSABLE, passwordFile, Reason.of(e));
    }
  }
}
