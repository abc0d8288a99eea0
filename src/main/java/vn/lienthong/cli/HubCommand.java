package vn.lienthong.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import vn.lienthong.app.Language;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** All verbs of {@code ./hub}. Every failure ends in one sentence and a status other than 0. */
@Command(
    name = "./hub",
    subcommands = {
      SetupCommand.class,
      StartCommand.class,
      vn.lienthong.demo.DemoCommand.class,
      ProceduresCommand.class,
      DeliveriesCommand.class,
      LogCommand.class,
      ClientsCommand.class,
      VerifyCommand.class,
      vn.lienthong.demo.SimulateCommand.class
    })
public final class HubCommand {
  private static final Logger LOG = LoggerFactory.getLogger(HubCommand.class);

  /** Runs one verb and returns its exit status. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new HubCommand());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(ProcedureCode.class, ProcedureCode::new);
    line.setParameterExceptionHandler(
        (exception, _) -> tellWrongUse(exception, exception.getCommandLine().getErr()));
    line.setExecutionExceptionHandler(
        (exception, command, _) -> tell(exception, command.getErr(), language(arguments)));
    return line.execute(arguments);
  }

  private static int tellWrongUse(ParameterException exception, PrintWriter err) {
    String verb = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
    err.println(
        HubError.COMMAND_INVALID.code() + " " + exception.getMessage() + ". " + verb + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int tell(Exception exception, PrintWriter err, Language language) {
    HubException told = Failure.of(exception);
    if (told.error() == HubError.UNEXPECTED) {
      LOG.atError().setCause(exception).log("command failed");
    }
    err.println(language == Language.VIETNAMESE ? told.vietnamese() : told.english());
    return told.error() == HubError.COMMAND_INVALID
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static Language language(String... arguments) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("--lang")) {
        return Language.of(arguments[i + 1]).orElseGet(CommonOptions::ofEnvironment);
      }
    }
    for (String argument : arguments) {
      if (argument.startsWith("--lang=")) {
        return Language.of(argument.substring(7)).orElseGet(CommonOptions::ofEnvironment);
      }
    }
    return CommonOptions.ofEnvironment();
  }
}
