package vn.lienthong.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.app.Texts;

/** {@code ./hub setup}: data folder, test keys, settings, the page's first users. */
@Command(name = "setup", description = "Makes the data folder, test keys and settings.")
final class SetupCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    HubFolder folder = common.folder();
    Texts texts = common.texts();
    PrintWriter out = spec.commandLine().getOut();
    folder.demandReadable();
    if (folder.isSetUp()) {
      out.println(texts.text("setup.already", folder.root()));
      return 0;
    }
    var passwords = new Setup(Clock.systemUTC()).run(folder);
    out.println(texts.text("setup.done", folder.root()));
    out.println(texts.text("setup.keys"));
    passwords.forEach((name, password) -> out.println(texts.text("setup.user", name, password)));
    out.println(texts.text("setup.next"));
    return 0;
  }
}
