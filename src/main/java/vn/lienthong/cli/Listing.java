package vn.lienthong.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import vn.lienthong.app.Texts;
import vn.lienthong.schemas.json.HubJson;

/** Prints records as a table for a person, or as JSON for a program. */
final class Listing {
  private static final int WIDEST = 60;

  private final PrintWriter out;
  private final Texts texts;
  private final boolean json;

  Listing(CommandSpec spec, Texts texts, boolean json) {
    this.out = spec.commandLine().getOut();
    this.texts = texts;
    this.json = json;
  }

  /** One line a record; {@code columns} are keys {@code column.*} of the texts. */
  <T> void print(List<T> records, List<String> columns, Function<T, List<String>> cells) {
    if (json) {
      printJson(records);
      return;
    }
    table(records, columns, cells);
  }

  /** As {@link #print}, for a person only: beside JSON that says it already. */
  <T> void table(List<T> records, List<String> columns, Function<T, List<String>> cells) {
    if (json) {
      return;
    }
    if (records.isEmpty()) {
      out.println(texts.text("list.empty"));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(column -> texts.text("column." + column)).toList());
    records.forEach(record -> rows.add(cells.apply(record)));
    Column[] widths = new Column[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int place = i;
      int widest = rows.stream().mapToInt(row -> row.get(place).length()).max().orElse(1);
      widths[i] = new Column(Math.min(widest, WIDEST) + 2, 0, Column.Overflow.WRAP);
    }
    TextTable table =
        TextTable.forColumns(
            new picocli.CommandLine.Help.ColorScheme.Builder(Ansi.OFF).build(), widths);
    rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    out.println(table.toString().stripTrailing());
  }

  /** One thing as JSON, or as the sentence. */
  void say(Object record, String sentence) {
    if (json) {
      printJson(record);
    } else {
      out.println(sentence);
    }
  }

  /** For a program only: what {@link #table} and {@link #note} say to a person. */
  void json(Object record) {
    if (json) {
      printJson(record);
    }
  }

  /** A sentence for a person only. */
  void note(String sentence) {
    if (!json) {
      out.println(sentence);
    }
  }

  private void printJson(Object value) {
    try {
      out.println(HubJson.newMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }
}
