package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.connectors.npsp.NpspCatalogue.AgencyRow;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.connectors.npsp.NpspCatalogue.SectorRow;
import vn.lienthong.schemas.procedure.ProcedureCode;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/** Reads the catalogue's lists. Faults of single rows are findings. Pure. */
final class CatalogueMapper {
  private CatalogueMapper() {}

  static ReadOutcome<ProcedureList> procedures(WireAnswer answer) {
    List<Finding> findings = new ArrayList<>();
    Map<ProcedureCode, ProcedureSummary> rows = new LinkedHashMap<>();
    List<String> repeated = new ArrayList<>();
    List<String> malformed = new ArrayList<>();
    int count = 0;
    for (JsonNode row : answer.result()) {
      count++;
      String raw = WireAnswer.field(row, "MATTHC").asText("");
      String name = WireAnswer.field(row, "TENTTHC").asText("");
      Optional<ProcedureCode> code = ProcedureCode.parse(raw);
      if (code.isEmpty()) {
        malformed.add(raw);
      } else if (rows.putIfAbsent(
              code.orElseThrow(), new ProcedureSummary(code.orElseThrow(), name))
          != null) {
        repeated.add(raw);
        findings.add(new Finding("code-repeated", "MATTHC", "'" + raw + "'"));
      }
      if (name.isBlank()) {
        findings.add(new Finding("name-missing", "TENTTHC", "of '" + raw + "'"));
      }
    }
    for (String raw : malformed) {
      boolean twin = ProcedureCode.parse(raw.strip()).filter(rows::containsKey).isPresent();
      findings.add(
          new Finding(
              twin ? "code-repeated-with-blank" : "code-malformed", "MATTHC", "'" + raw + "'"));
    }
    return new ReadOutcome.Value<>(
        new ProcedureList(List.copyOf(rows.values()), count, repeated), findings);
  }

  /** A look-up tells existence only: any row, whatever it holds. No result is no row. */
  static ReadOutcome<Boolean> known(WireAnswer answer) {
    JsonNode result = answer.result();
    boolean rows = result.isContainerNode();
    return rows || result.isMissingNode() || result.isNull() || result.asText().isBlank()
        ? new ReadOutcome.Value<>(rows && !result.isEmpty(), List.of())
        : new ReadOutcome.Failed<>(AnswerReader.unreadable("result holds no rows"));
  }

  static ReadOutcome<List<SectorRow>> sectors(WireAnswer answer) {
    List<Finding> findings = new ArrayList<>();
    List<SectorRow> rows = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (JsonNode row : answer.result()) {
      String code = WireAnswer.field(row, "MALINHVUC").asText("");
      if (code.isBlank() || !codes.add(code)) {
        findings.add(
            new Finding(code.isBlank() ? "code-missing" : "code-repeated", "MALINHVUC", code));
        continue;
      }
      rows.add(
          new SectorRow(
              code,
              WireAnswer.field(row, "TENLINHVUC").asText(""),
              WireAnswer.field(row, "MANGANH").asText("")));
    }
    return new ReadOutcome.Value<>(List.copyOf(rows), findings);
  }

  static ReadOutcome<List<AgencyRow>> agencies(WireAnswer answer) {
    List<Finding> findings = new ArrayList<>();
    List<AgencyRow> rows = new ArrayList<>();
    Map<String, String> spellings = new HashMap<>();
    for (JsonNode row : answer.result()) {
      String code = WireAnswer.field(row, "MADONVI").asText("");
      String name = WireAnswer.field(row, "TENDONVI").asText("");
      if (code.isBlank()) {
        findings.add(new Finding("code-missing", "MADONVI", name));
        continue;
      }
      spelling(name, spellings).ifPresent(findings::add);
      rows.add(new AgencyRow(code, name, WireAnswer.field(row, "CAPDONVI").asText("")));
    }
    return new ReadOutcome.Value<>(List.copyOf(rows), findings);
  }

  /**
   * A finding when the name was seen before in another spelling: other case, or with a remark in
   * brackets, as "Bộ xây dựng (Giao thông vận tải cũ)" beside "Bộ Xây dựng".
   */
  static Optional<Finding> spelling(String name, Map<String, String> seen) {
    String bare = name.replaceAll("\\s*\\(.*\\)", "").strip().toLowerCase(Locale.ROOT);
    String first = seen.putIfAbsent(bare, name);
    return first == null || first.equals(name)
        ? Optional.empty()
        : Optional.of(
            new Finding("name-in-two-spellings", "TENDONVI", "'" + name + "' and '" + first + "'"));
  }
}
