package vn.lienthong.signing.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a report for a person or a program. */
public final class ReportText {
  private ReportText() {}

  /** One line a finding, the verdict first. */
  public static String lines(Report report, boolean vietnamese) {
    StringBuilder out = new StringBuilder();
    out.append(report.verdict())
        .append("  ")
        .append(report.origin())
        .append(vietnamese ? "  phạm vi: " : "  covers: ")
        .append(report.size())
        .append(vietnamese ? " mục, gốc " : " entries, root ")
        .append(report.rootHash())
        .append('\n');
    for (Report.Finding finding : report.findings()) {
      out.append("  ")
          .append(finding.weight())
          .append("  ")
          .append(finding.code())
          .append("  ")
          .append(finding.where())
          .append("  ")
          .append(vietnamese ? finding.vietnamese() : finding.english())
          .append('\n');
    }
    out.append(
        vietnamese
            ? "  Ngoài phạm vi này: INDETERMINATE.\n"
            : "  Beyond what is covered: INDETERMINATE.\n");
    return out.toString();
  }

  /** The report as JSON. */
  public static String json(Report report) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("verdict", report.verdict().name());
    json.put("origin", report.origin());
    json.put("size", report.size());
    json.put("rootHash", report.rootHash());
    json.put("beyond", Report.Verdict.INDETERMINATE.name());
    ArrayNode findings = json.putArray("findings");
    for (Report.Finding finding : report.findings()) {
      ObjectNode line = findings.addObject();
      line.put("weight", finding.weight().name());
      line.put("code", finding.code());
      line.put("where", finding.where());
      line.put("text", finding.english());
    }
    return json.toPrettyString();
  }
}
