package vn.lienthong.cli;

import picocli.CommandLine.Option;

/** Who acts, and why: both go into the message log. */
final class OperatorOptions {
  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "Who acts; default: ${DEFAULT-VALUE}.",
      defaultValue = "${sys:user.name}")
  private String operator = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; goes into the message log.")
  private String reason = "";

  String operator() {
    return operator;
  }

  String reason() {
    return reason;
  }
}
