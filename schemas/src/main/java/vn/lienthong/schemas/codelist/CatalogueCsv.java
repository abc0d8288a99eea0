package vn.lienthong.schemas.codelist;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import vn.lienthong.schemas.agency.AgencyCode;
import vn.lienthong.schemas.codelist.CatalogueProcedure.CatalogueSector;
import vn.lienthong.schemas.codelist.CatalogueProcedure.InLaoCai;
import vn.lienthong.schemas.codelist.CatalogueProcedure.Issue;
import vn.lienthong.schemas.codelist.CatalogueProcedure.Levels;
import vn.lienthong.schemas.codelist.CatalogueProcedure.Practice;

/** Reads the files of {@code laocai/}. Texts that repeat are kept once. */
final class CatalogueCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Map<String, Optional<String>> texts = new HashMap<>();

  List<CatalogueProcedure> procedures() {
    return rows("procedures.csv", this::procedure);
  }

  List<CatalogueAgency> agencies() {
    return rows("agencies.csv", this::agency);
  }

  List<CatalogueSectorRow> sectors() {
    return rows("sectors.csv", this::sector);
  }

  /** Values of the columns after the first, by the first column's code. */
  Map<String, List<List<String>>> byProcedure(String file) {
    Map<String, List<List<String>>> found = new HashMap<>();
    rows(file, row -> row.stream().map(this::shared).toList())
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.getFirst(), _ -> new ArrayList<>())
                    .add(row.subList(1, row.size())));
    return found;
  }

  private CatalogueProcedure procedure(CSVRecord row) {
    return new CatalogueProcedure(
        row.get("code"),
        row.get("name"),
        new CatalogueSector(
            text(row, "sector_code"),
            shared(row.get("sector_name")),
            row.get("sector_code_source").equals("portal detail")),
        new Issue(
            text(row, "ministry"),
            text(row, "decision"),
            text(row, "type"),
            text(row, "state"),
            shared(row.get("scope")),
            text(row, "portal_id")),
        new Levels(
            text(row, "level"),
            row.get("level_source").equals("portal detail"),
            row.get("level_tinh").equals("1"),
            row.get("level_xa").equals("1")),
        new Practice(
            text(row, "performing_agency"),
            text(row, "kind"),
            channels(row.get("channels")),
            text(row, "processing_time_text"),
            text(row, "processing_working_days"),
            text(row, "fee")),
        new InLaoCai(
            row.get("candidate_lao_cai").equals("1"),
            row.get("provided_in_laocai").equals("1"),
            text(row, "online_level_laocai"),
            text(row, "receiving_system_laocai")));
  }

  private CatalogueAgency agency(CSVRecord row) {
    return new CatalogueAgency(
        new AgencyCode(row.get("code")),
        text(row, "code_qd20"),
        row.get("name"),
        shared(row.get("level")),
        text(row, "parent_code").map(AgencyCode::new));
  }

  private CatalogueSectorRow sector(CSVRecord row) {
    return new CatalogueSectorRow(
        text(row, "code"),
        row.get("name"),
        text(row, "ministry"),
        row.get("status").startsWith("current"));
  }

  private List<String> channels(String printed) {
    return printed.isEmpty()
        ? List.of()
        : Arrays.stream(printed.split("; ", -1)).map(this::shared).distinct().toList();
  }

  private Optional<String> text(CSVRecord row, String column) {
    String value = row.get(column);
    return value.isEmpty() ? Optional.empty() : texts.computeIfAbsent(value, Optional::of);
  }

  private String shared(String value) {
    return texts.computeIfAbsent(value, Optional::of).orElseThrow();
  }

  private static <T> List<T> rows(String file, Function<CSVRecord, T> read) {
    try (Reader reader = open(file);
        var parser = FORMAT.parse(reader)) {
      return parser.stream().map(read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("laocai/" + file + " on the class path is unreadable", e);
    }
  }

  private static Reader open(String file) throws IOException {
    var stream = CatalogueCsv.class.getResourceAsStream("/laocai/" + file);
    if (stream == null) {
      throw new IOException("not on the class path");
    }
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
