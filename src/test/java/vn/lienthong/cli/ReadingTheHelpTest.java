package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import vn.lienthong.app.Language;

final class ReadingTheHelpTest {
  @Test
  void every_verb_and_option_that_is_described_is_described_in_vietnamese_too() {
    List<String> english = new ArrayList<>();
    List<String> vietnamese = new ArrayList<>();
    describe(HubCommand.line(Language.ENGLISH).getCommandSpec(), english);
    describe(HubCommand.line(Language.VIETNAMESE).getCommandSpec(), vietnamese);
    assertThat(english).hasSizeGreaterThan(50).hasSameSizeAs(vietnamese);
    for (int i = 0; i < english.size(); i++) {
      boolean sameInBoth = english.get(i).matches("\\S+: ([A-Z_, ]*|npsp)"); // names of values
      assertThat(vietnamese.get(i).equals(english.get(i)))
          .as("add to usage_vi.properties: " + english.get(i))
          .isEqualTo(sameInBoth);
    }
  }

  @Test
  void help_comes_in_one_language() {
    String help =
        Objects.requireNonNull(HubCommand.line(Language.VIETNAMESE).getSubcommands().get("demo"))
            .getUsageMessage();
    assertThat(help)
        .startsWith("Cách dùng: ./hub demo")
        .contains("Tự kết thúc")
        .doesNotContain("Ends");
  }

  private static void describe(CommandSpec command, List<String> into) {
    String name = command.qualifiedName(" ").replace(' ', '.');
    into.add(name + ": " + String.join(" ", command.usageMessage().description()));
    for (ArgSpec argument : command.args()) {
      into.add(
          name + "." + argument.paramLabel() + ": " + String.join(" ", argument.description()));
    }
    for (CommandLine below : command.subcommands().values()) {
      describe(below.getCommandSpec(), into);
    }
  }
}
