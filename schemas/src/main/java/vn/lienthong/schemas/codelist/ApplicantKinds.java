package vn.lienthong.schemas.codelist;

import java.util.ArrayList;
import java.util.List;

/** Splits the printed list of applicant kinds at the commas that part two kinds. */
final class ApplicantKinds {
  private static final String OFFICIALS = "Cán bộ, công chức, viên chức";
  private static final String OFFICIALS_KEPT = OFFICIALS.replace(',', ';');

  private ApplicantKinds() {}

  /** A comma inside brackets, or inside the one kind that holds commas, parts nothing. */
  static List<String> split(String printed) {
    List<String> kinds = new ArrayList<>();
    int depth = 0;
    var kind = new StringBuilder();
    for (char c : printed.replace(OFFICIALS, OFFICIALS_KEPT).toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        add(kinds, kind);
      } else {
        kind.append(c);
      }
    }
    add(kinds, kind);
    return kinds;
  }

  private static void add(List<String> kinds, StringBuilder kind) {
    String text = kind.toString().strip().replace(OFFICIALS_KEPT, OFFICIALS);
    if (!text.isEmpty()) {
      kinds.add(text);
    }
    kind.setLength(0);
  }
}
