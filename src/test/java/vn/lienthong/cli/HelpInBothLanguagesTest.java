package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vn.lienthong.app.Language;

final class HelpInBothLanguagesTest {

  @Test
  void every_verb_and_option_is_explained_in_english() {
    assertThat(explained(Language.ENGLISH))
        .allSatisfy((what, text) -> assertThat(text).as(what).isNotBlank());
  }

  @Test
  void every_verb_and_option_is_explained_in_vietnamese_by_another_text() {
    Map<String, String> english = explained(Language.ENGLISH);

    Map<String, String> vietnamese = explained(Language.VIETNAMESE);

    assertThat(vietnamese.keySet()).isEqualTo(english.keySet());
    assertThat(vietnamese)
        .allSatisfy((what, text) -> assertThat(text).as(what).isNotEqualTo(english.get(what)));
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
