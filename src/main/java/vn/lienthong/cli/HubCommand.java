package vn.lienthong.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.app.Language;
import vn.lienthong.app.TerminalLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** All verbs of {@code ./hub}. Every failure ends in one sentence and a status other than 0. */
@Command(
    name = "./hub",
    description = "The interoperability hub of a province: procedures and dossiers in step.",
    subcommands = {
      SetupCommand.class,
      StartCommand.class,
      DoctorCommand.class,
      vn.lienthong.demo.DemoCommand.class,
      JobsCommand.class,
      AlarmsCommand.class,
      ProceduresCommand.class,
      DeliveriesCommand.class,
      PartnersCommand.class,
      LogCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ModeCommand.class,
      ShadowCommand.class,
      AdoptCommand.class,
      ClientsCommand.class,
      VerifyCommand.class,
      vn.lienthong.demo.SimulateCommand.class
    })
public final class HubCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  private static final Logger LOG = LoggerFactory.getLogger(HubCommand.class);

  /** Runs one verb and returns its exit status. */
  public static int run(String... arguments) {
    CommandLine line = commandLine(language(arguments));
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (wrong, _) ->
            tell(
                new HubException(wrong, HubError.COMMAND_INVALID, WrongUse.of(wrong)),
                wrong.getCommandLine(),
                language(arguments)));
    line.setExecutionExceptionHandler(
        (exception, command, _) -> tell(exception, command, language(arguments)));
    TerminalLog.silence();
    return line.execute(arguments);
  }

  /** The verbs with their help in this language; English stands at the commands themselves. */
  static CommandLine commandLine(Language language) {
    CommandLine line = new CommandLine(new HubCommand());
    if (language == Language.VIETNAMESE) {
      line.setResourceBundle(ResourceBundle.getBundle("vn.lienthong.cli.usage", language.locale()));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(ProcedureCode.class, ProcedureCode::new);
    line.registerConverter(Instant.class, LocalMoment::parse);
    line.registerConverter(Duration.class, DurationStyle::detectAndParse);
    return line;
  }

  private static int tell(Exception exception, CommandLine command, Language language) {
    HubException told = Failure.of(exception, CommonOptions.folderOf(command));
    TerminalLog.staySilent();
    LOG.atInfo().setCause(exception).log("command failed");
    String sentence = language == Language.VIETNAMESE ? told.vietnamese() : told.english();
    command.getErr().println(sentence.replaceAll("\\s+", " "));
    return told.error() == HubError.COMMAND_INVALID
        ? command.getCommandSpec().exitCodeOnInvalidInput()
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static Language language(String... arguments) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("--lang")) {
        return Language.of(arguments[i + 1]).orElseGet(Language::ofEnvironment);
      }
    }
    for (String argument : arguments) {
      if (argument.startsWith("--lang=")) {
        return Language.of(argument.substring(7)).orElseGet(Language::ofEnvironment);
      }
    }
    return Language.ofEnvironment();
  }
}
