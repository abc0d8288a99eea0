package vn.lienthong.connectors.onestop.simulator;

import java.util.List;
import vn.lienthong.schemas.codelist.CatalogueProcedure;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * The province around the office: what citizens may apply for, and who receives them. The first
 * procedure is a quarter of all dossiers.
 */
public record OfficeScene(List<ServedProcedure> procedures, List<Post> agencies) {
  /** Certified copies: 27.6 % of a neighbour province's dossiers (laocai/facts.md section 2). */
  private static final String MOST_WANTED = "2.000815";

  public OfficeScene {
    procedures = List.copyOf(procedures);
    agencies = List.copyOf(agencies);
    if (procedures.isEmpty() || agencies.isEmpty()) {
      throw new IllegalArgumentException("an office needs at least one procedure and one agency");
    }
  }

  /** A procedure and the codes of its result papers, as far as known. */
  public record ServedProcedure(ProcedureCode code, String name, List<String> resultCodes) {
    public ServedProcedure {
      resultCodes = List.copyOf(resultCodes);
    }
  }

  /** An agency that receives dossiers; the code in the form of Decision 20/2020/QD-TTg. */
  public record Post(String code, String name) {}

  /** Lào Cai: the 1,655 procedures of the demo's scope and the 142 agencies. */
  public static OfficeScene laoCai(RealCatalogue catalogue) {
    List<ServedProcedure> scope =
        catalogue.scope1655().stream()
            .map(
                row ->
                    new ServedProcedure(
                        row.code(),
                        catalogue
                            .procedure(row.code().value())
                            .map(CatalogueProcedure::name)
                            .orElse(""),
                        catalogue.results(row.code().value()).stream()
                            .map(RealCatalogue.Result::code)
                            .toList()))
            .sorted((a, b) -> Boolean.compare(isMostWanted(b), isMostWanted(a)))
            .toList();
    List<Post> agencies =
        catalogue.agencies().stream().map(row -> new Post(row.code().value(), row.name())).toList();
    return new OfficeScene(scope, agencies);
  }

  private static boolean isMostWanted(ServedProcedure procedure) {
    return procedure.code().value().equals(MOST_WANTED);
  }

  /** The procedure with this code; one without name or results when the scene lacks it. */
  ServedProcedure procedure(ProcedureCode code) {
    return procedures.stream()
        .filter(procedure -> procedure.code().equals(code))
        .findFirst()
        .orElseGet(() -> new ServedProcedure(code, code.value(), List.of()));
  }
}
