package vn.lienthong.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import vn.lienthong.app.Language;
import vn.lienthong.schemas.error.HubError;

/** Says in one sentence what is wrong with a command line, and how to see what it takes. */
final class WrongUse {
  private WrongUse() {}

  static int tell(ParameterException wrong, PrintWriter err, Language language) {
    String verb = wrong.getCommandLine().getCommandSpec().qualifiedName(" ");
    String sentence = language == Language.VIETNAMESE ? vietnamese(wrong) : oneLine(wrong);
    err.println(HubError.COMMAND_INVALID.code() + " " + sentence + ". " + verb + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static String vietnamese(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched ->
          "Không có lệnh hoặc tùy chọn này: " + String.join(" ", unmatched.getUnmatched());
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          "Thiếu: " + String.join(", ", missing.getMissing().stream().map(WrongUse::name).toList());
      case ParameterException other when other.getArgSpec() != null && other.getValue() != null ->
          "Giá trị '" + other.getValue() + "' không dùng được cho " + name(other.getArgSpec());
      default -> "Lệnh chưa đúng (" + oneLine(wrong) + ")";
    };
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String oneLine(ParameterException wrong) {
    return String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
