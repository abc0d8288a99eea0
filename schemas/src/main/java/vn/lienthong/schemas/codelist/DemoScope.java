package vn.lienthong.schemas.codelist;

import java.util.Comparator;
import java.util.List;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * Chooses 1,655 of the candidates of Lào Cai. Which 1,655 the province announced in 2024 is not
 * published, so this is a rule of ours, the same on every machine: candidates with a well-formed
 * code and a name, in the order
 *
 * <ol>
 *   <li>seen in the province's portal configuration before not seen,
 *   <li>issued by the province's committee before issued by a ministry,
 *   <li>state ACTIVE before UPDATED before not known,
 *   <li>level printed by the portal before level derived from the performer's name,
 *   <li>sector code known before not known,
 *   <li>code ascending;
 * </ol>
 *
 * of which the first 1,655 are taken.
 */
final class DemoScope {
  static final int SIZE = 1655;

  /** Day on which the scope was drawn up from the captured catalogue. */
  static final String DATED = "2026-11-24";

  private static final Comparator<CatalogueProcedure> ORDER =
      Comparator.comparing((CatalogueProcedure row) -> !row.inLaoCai().provided())
          .thenComparing(row -> !row.issue().byLaoCai())
          .thenComparing(DemoScope::stateRank)
          .thenComparing(row -> !row.levels().fromPortal())
          .thenComparing(row -> row.sector().code().isEmpty())
          .thenComparing(CatalogueProcedure::code);

  private DemoScope() {}

  static List<ScopeRow> choose(List<CatalogueProcedure> procedures) {
    return procedures.stream()
        .filter(row -> row.inLaoCai().candidate() && !row.name().isBlank())
        .filter(row -> ProcedureCode.parse(row.code()).isPresent())
        .sorted(ORDER)
        .limit(SIZE)
        .map(row -> new ScopeRow(new ProcedureCode(row.code()), why(row)))
        .sorted(Comparator.comparing(ScopeRow::code))
        .toList();
  }

  /** The list as the file {@code laocai/scope-demo.csv} holds it. */
  static String csv(List<ScopeRow> scope) {
    var text = new StringBuilder("code,why,dated\r\n");
    for (ScopeRow row : scope) {
      text.append(row.code()).append(',').append(row.why()).append(',').append(DATED);
      text.append("\r\n");
    }
    return text.toString();
  }

  private static int stateRank(CatalogueProcedure row) {
    return switch (row.issue().state().orElse("")) {
      case "ACTIVE" -> 0;
      case "UPDATED" -> 1;
      default -> 2;
    };
  }

  private static String why(CatalogueProcedure row) {
    if (row.inLaoCai().provided()) {
      return "candidate; seen in the portal configuration of the province";
    }
    if (row.issue().byLaoCai()) {
      return "candidate; issued by the committee of the province";
    }
    return "candidate; state "
        + row.issue().state().orElse("unknown")
        + (row.levels().fromPortal() ? "; level printed" : "; level derived")
        + (row.sector().code().isPresent() ? "; sector code known" : "; sector code unknown");
  }
}
