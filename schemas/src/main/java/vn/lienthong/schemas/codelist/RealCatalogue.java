package vn.lienthong.schemas.codelist;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The national catalogue of procedures and the agencies of Lào Cai, as captured in 2026: 5,738
 * procedures, 142 agencies, 418 sectors. Facts only; what no source gives is empty. Sources and
 * columns: {@code laocai/README.md} on the class path.
 *
 * <p>An instance keeps about 8 MB; load it once and share it.
 */
public final class RealCatalogue {
  private final Map<String, CatalogueProcedure> procedures;
  private final List<CatalogueAgency> agencies;
  private final List<CatalogueSectorRow> sectors;
  private final Map<String, List<List<String>>> results;
  private final Map<String, List<List<String>>> legalBases;
  private final Map<String, List<List<String>>> applicants;

  private RealCatalogue(CatalogueCsv csv) {
    Map<String, CatalogueProcedure> rows = new LinkedHashMap<>();
    csv.procedures().forEach(row -> rows.put(row.code(), row));
    procedures = rows;
    agencies = csv.agencies();
    sectors = csv.sectors();
    results = csv.byProcedure("procedure-results.csv");
    legalBases = csv.byProcedure("procedure-legal-bases.csv");
    applicants = csv.byProcedure("procedure-applicants.csv");
  }

  private RealCatalogue(RealCatalogue whole, Collection<String> codes) {
    procedures = new LinkedHashMap<>(whole.procedures);
    procedures.keySet().retainAll(Set.copyOf(codes));
    agencies = whole.agencies;
    sectors = whole.sectors;
    results = whole.results;
    legalBases = whole.legalBases;
    applicants = whole.applicants;
  }

  /** A result paper by code, such as KQ.G15.000031, and name. */
  public record Result(String code, String name) {}

  /** Reads everything from the class path. */
  public static RealCatalogue load() {
    return new RealCatalogue(new CatalogueCsv());
  }

  /** The same catalogue with these procedures only, for a rehearsal in small. */
  public RealCatalogue only(Collection<String> codes) {
    return new RealCatalogue(this, codes);
  }

  /** All 5,738 rows, ordered by code, malformed codes included. */
  public Collection<CatalogueProcedure> procedures() {
    return procedures.values();
  }

  /** The row with exactly this code. */
  public Optional<CatalogueProcedure> procedure(String code) {
    return Optional.ofNullable(procedures.get(code));
  }

  /** The 142 agencies of the province. */
  public List<CatalogueAgency> agencies() {
    return agencies;
  }

  /** The 418 sectors. */
  public List<CatalogueSectorRow> sectors() {
    return sectors;
  }

  /** Result papers of the procedure; empty when not known. */
  public List<Result> results(String code) {
    return results.getOrDefault(code, List.of()).stream()
        .map(row -> new Result(row.get(0), row.get(1)))
        .toList();
  }

  /** Numbers of the legal documents that the procedure rests on; empty when not known. */
  public List<String> legalBases(String code) {
    return legalBases.getOrDefault(code, List.of()).stream().map(List::getFirst).toList();
  }

  /** Who may apply, one kind each, as printed; empty when not known. */
  public List<String> applicants(String code) {
    return applicants.getOrDefault(code, List.of()).stream()
        .map(List::getFirst)
        .flatMap(printed -> ApplicantKinds.split(printed).stream())
        .toList();
  }

  /**
   * The demo's scope of the province: 1,655 of the 1,796 candidates, ordered by code, chosen by a
   * rule of ours because the official list of 2024 is not published ({@code laocai/README.md}, also
   * as {@code laocai/scope-demo.csv}).
   */
  public List<ScopeRow> scope1655() {
    return DemoScope.choose(List.copyOf(procedures.values()));
  }

  /**
   * How many facts of the procedure a source gives: filled columns that describe it, and each
   * result, legal document and applicant kind. 0 for a code that the catalogue does not hold.
   */
  public int realFields(String code) {
    return procedure(code).map(this::realFields).orElse(0);
  }

  private int realFields(CatalogueProcedure row) {
    long columns =
        List.of(
                row.sector().code(),
                row.issue().ministry(),
                row.issue().decision(),
                row.issue().type(),
                row.issue().state(),
                row.issue().portalId(),
                row.levels().text(),
                row.practice().performingAgency(),
                row.practice().kind(),
                row.practice().times(),
                row.practice().fee())
            .stream()
            .filter(Optional::isPresent)
            .count();
    String code = row.code();
    return (int) columns
        + 3 // code, name, sector name
        + row.practice().channels().size()
        + 2 * results(code).size()
        + legalBases(code).size()
        + applicants(code).size();
  }
}
