package vn.lienthong.routes.procedures;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * Which procedures of the national list the province performs.
 *
 * @param codes those that it performs today
 * @param dated the newest date that a row in force bears; empty when rows bear none
 */
record Scope(Set<String> codes, Optional<LocalDate> dated) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  Scope {
    codes = Set.copyOf(codes);
  }

  /** A row of the list; without a date it holds always. */
  private record Row(String code, Optional<LocalDate> dated) {
    boolean holdsOn(LocalDate day) {
      return dated.filter(date -> date.isAfter(day)).isEmpty();
    }
  }

  /**
   * Reads the list anew, so that a new decision holds from the next run on. Column {@code code} is
   * needed; a row whose column {@code dated} (2026-11-24) lies after today does not hold yet.
   *
   * @throws HubException LT-2020 when the list cannot be used
   */
  static Scope read(String place, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZONE);
    List<Row> rows = rows(place).stream().filter(row -> row.holdsOn(today)).toList();
    if (rows.isEmpty()) {
      throw wrong(place, "it lists no procedure");
    }
    return new Scope(
        rows.stream().map(Row::code).collect(Collectors.toSet()),
        rows.stream().flatMap(row -> row.dated().stream()).max(Comparator.naturalOrder()));
  }

  private static List<Row> rows(String place) {
    try (CSVParser csv = FORMAT.parse(new StringReader(text(place)))) {
      List<Row> rows = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (CSVRecord row : csv) {
        if (!row.stream().allMatch(String::isBlank)) {
          rows.add(row(place, row));
          if (!seen.add(rows.getLast().code())) {
            throw wrong(place, at(row) + " repeats " + rows.getLast().code());
          }
        }
      }
      return rows;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new HubException(e, HubError.SCOPE_UNREADABLE, place, "it cannot be read as CSV");
    }
  }

  private static String text(String place) throws IOException {
    Resource resource =
        place.startsWith("classpath:")
            ? new DefaultResourceLoader(Scope.class.getClassLoader()).getResource(place)
            : new FileSystemResource(place);
    String text = resource.getContentAsString(StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static Row row(String place, CSVRecord row) {
    if (!row.isMapped("code")) {
      throw wrong(place, "it has no column code");
    }
    String code = row.isSet("code") ? row.get("code") : "";
    if (ProcedureCode.parse(code).isEmpty()) {
      throw wrong(place, at(row) + " has the malformed code '" + code + "'");
    }
    String date = row.isSet("dated") ? row.get("dated") : "";
    try {
      return new Row(code, date.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(date)));
    } catch (DateTimeParseException _) {
      throw wrong(place, at(row) + " has the date '" + date + "', which is not like 2026-11-24");
    }
  }

  private static String at(CSVRecord row) {
    return "row " + row.getRecordNumber();
  }

  private static HubException wrong(String place, String what) {
    return new HubException(HubError.SCOPE_UNREADABLE, place, what);
  }

  boolean holds(String code) {
    return codes.contains(code);
  }
}
