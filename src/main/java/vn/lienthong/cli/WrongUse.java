package vn.lienthong.cli;

import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import vn.lienthong.schemas.error.Reason;

/** Says in both languages what is wrong with a command line. */
final class WrongUse {
  private WrongUse() {}

  static Reason of(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unknown -> {
        String words = String.join(" ", unknown.getUnmatched());
        yield new Reason("không hiểu '" + words + "'", "'" + words + "' is not known");
      }
      case MissingParameterException missing -> {
        String names = names(missing.getMissing());
        yield new Reason("thiếu " + names, names + " is missing");
      }
      case OverwrittenOptionException twice -> {
        String name = name(twice.getOverwritten());
        yield new Reason(name + " được nêu hai lần", name + " is given twice");
      }
      case ParameterException value when value.getArgSpec() != null && value.getValue() != null -> {
        String name = name(value.getArgSpec());
        yield new Reason(
            name + " không nhận giá trị '" + value.getValue() + "'",
            name + " does not take '" + value.getValue() + "'");
      }
      default -> {
        String said = String.valueOf(wrong.getMessage()).replaceAll("\\s+", " ");
        yield new Reason(said, said);
      }
    };
  }

  private static String names(List<ArgSpec> missing) {
    return String.join(", ", missing.stream().map(WrongUse::name).toList());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
