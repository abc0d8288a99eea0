package vn.lienthong.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Options that every verb takes. */
public final class CommonOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder; default: data beside ./hub.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--lang", paramLabel = "vi|en", description = "Language; default by locale.")
  private Optional<String> lang = Optional.empty();

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  public HubFolder folder() {
    return folderOf(data);
  }

  private static HubFolder folderOf(Optional<Path> data) {
    Path home = Path.of(System.getProperty("hub.home", "."));
    return new HubFolder(data.orElseGet(() -> home.resolve("data")).toAbsolutePath().normalize());
  }

  /** The data folder that a command was told, for whoever has no more than the command. */
  static HubFolder folderOf(CommandLine command) {
    OptionSpec option = command.getCommandSpec().findOption("--data");
    Optional<Path> told =
        option == null || !(option.getValue() instanceof Optional<?> value)
            ? Optional.empty()
            : value.map(Path.class::cast);
    return folderOf(told);
  }

  public Texts texts() {
    return new Texts(language());
  }

  public Language language() {
    if (lang.isPresent()) {
      String asked = lang.orElseThrow();
      return Language.of(asked).orElseThrow(() -> Limits.wrong("--lang", "vi | en", asked));
    }
    return Language.ofEnvironment();
  }

  /** Ends with NOT_SET_UP unless the folder holds a hub. */
  public HubFolder existingFolder() {
    HubFolder folder = folder();
    folder.demandReadable();
    if (!folder.isSetUp()) {
      throw new HubException(HubError.NOT_SET_UP, folder.root());
    }
    return folder;
  }
}
