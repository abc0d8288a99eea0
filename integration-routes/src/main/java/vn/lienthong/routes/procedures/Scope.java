package vn.lienthong.routes.procedures;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Which procedures of the national list the province performs. */
record Scope(Set<String> codes) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  Scope {
    codes = Set.copyOf(codes);
  }

  /** Reads the list anew, so that a new decision holds from the next run on. */
  static Scope read(String place) {
    Resource resource =
        place.startsWith("classpath:")
            ? new DefaultResourceLoader(Scope.class.getClassLoader()).getResource(place)
            : new FileSystemResource(place);
    try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8);
        var rows = FORMAT.parse(reader)) {
      if (!rows.getHeaderNames().contains("code")) {
        throw wrong(place, "it has no column code");
      }
      Set<String> codes = new TreeSet<>();
      for (CSVRecord row : rows) {
        codes.add(code(place, row, codes));
      }
      if (codes.isEmpty()) {
        throw wrong(place, "it lists no procedure");
      }
      return new Scope(codes);
    } catch (IOException e) {
      throw new HubException(e, HubError.SCOPE_UNREADABLE, place, "it cannot be read");
    }
  }

  private static String code(String place, CSVRecord row, Set<String> before) {
    String code = row.get("code");
    if (ProcedureCode.parse(code).isEmpty()) {
      throw wrong(place, "row " + row.getRecordNumber() + " has the malformed code '" + code + "'");
    }
    if (before.contains(code)) {
      throw wrong(place, "row " + row.getRecordNumber() + " repeats " + code);
    }
    return code;
  }

  private static HubException wrong(String place, String what) {
    return new HubException(HubError.SCOPE_UNREADABLE, place, what);
  }

  boolean holds(String code) {
    return codes.contains(code);
  }
}
