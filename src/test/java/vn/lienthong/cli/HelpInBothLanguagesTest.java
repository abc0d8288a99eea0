package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vn.lienthong.app.Language;

final class HelpInBothLanguagesTest {

  @Test
  void every_verb_and_option_is_explained_in_english() {
    assertThat(namesWhere(explained(Language.ENGLISH), (_, text) -> text.isBlank()))
        .as("without explanation")
        .isEmpty();
  }

  @Test
  void every_verb_and_option_is_explained_in_vietnamese_by_another_text() {
    Map<String, String> english = explained(Language.ENGLISH);

    Map<String, String> vietnamese = explained(Language.VIETNAMESE);

    assertThat(vietnamese.keySet()).isEqualTo(english.keySet());
    assertThat(namesWhere(vietnamese, (what, text) -> text.equals(english.get(what))))
        .as("missing in usage_vi.properties")
        .isEmpty();
  }

  @Test
  void every_verb_of_the_program_is_one_of_the_script() throws IOException {
    String script = Files.readString(Path.of("..", "hub"));

    assertThat(HubCommand.commandLine(Language.ENGLISH).getSubcommands().keySet())
        .isNotEmpty()
        .allSatisfy(
            verb ->
                assertThat(script)
                    .containsPattern(
                        "(?m)^  .*\\| "
                            + verb
                            + "( \\||\\)).* run_hub|^  "
                            + verb
                            + " \\|.* run_hub"));
  }

  @Test
  void every_verb_shows_its_help() {
    for (String verb : explained(Language.ENGLISH).keySet()) {
      if (!verb.contains("--") && !verb.contains("[")) {
        String[] words = (verb.substring("./hub".length()) + " --help").strip().split(" ");
        StringWriter out = new StringWriter();
        CommandLine line = HubCommand.commandLine(Language.VIETNAMESE);
        line.setOut(new PrintWriter(out));
        assertThat(line.execute(words)).as(verb).isZero();
        assertThat(out.toString()).as(verb).contains("Cách dùng: " + verb);
      }
    }
  }

  private static List<String> namesWhere(
      Map<String, String> texts, BiPredicate<String, String> wrong) {
    return texts.entrySet().stream()
        .filter(entry -> wrong.test(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What the help says of each command, option and parameter. */
  private static Map<String, String> explained(Language language) {
    Map<String, String> texts = new TreeMap<>();
    explain(HubCommand.commandLine(language).getCommandSpec(), texts);
    return texts;
  }

  private static void explain(CommandSpec command, Map<String, String> texts) {
    String verb = command.qualifiedName(" ");
    texts.put(verb, String.join(" ", command.usageMessage().description()));
    for (ArgSpec argument : command.args()) {
      String name =
          argument instanceof OptionSpec option
              ? option.longestName()
              : argument.paramLabel() + "[]";
      texts.put(verb + " " + name, String.join(" ", argument.description()));
    }
    command.subcommands().values().forEach(sub -> explain(sub.getCommandSpec(), texts));
  }
}
