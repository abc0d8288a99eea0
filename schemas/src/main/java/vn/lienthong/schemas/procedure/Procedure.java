package vn.lienthong.schemas.procedure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An administrative procedure (thủ tục hành chính) with everything the national catalogue publishes
 * of it. The structure follows the catalogue's detail (docs/partners/npsp.md, procedure detail).
 */
public record Procedure(
    ProcedureCode code,
    String name,
    Publication publication,
    Texts texts,
    List<Sector> sectors,
    List<Level> levels,
    List<StepSequence> sequences,
    List<ChannelTerms> channels,
    List<ApplicantKind> applicants,
    List<PaperCase> papers,
    List<ResultKind> results,
    List<LegalBasis> legalBases,
    List<String> relatedProcedures,
    List<String> interlinkedProcedures,
    Agencies agencies) {
  public Procedure {
    sectors = List.copyOf(sectors);
    levels = List.copyOf(levels);
    sequences = List.copyOf(sequences);
    channels = List.copyOf(channels);
    applicants = List.copyOf(applicants);
    papers = List.copyOf(papers);
    results = List.copyOf(results);
    legalBases = List.copyOf(legalBases);
    relatedProcedures = List.copyOf(relatedProcedures);
    interlinkedProcedures = List.copyOf(interlinkedProcedures);
  }

  /** Who published it, by which decision, and whether it is open to the public. */
  public record Publication(
      Optional<String> nationalId,
      Optional<String> publishingAgencyCode,
      Optional<String> decision,
      Optional<String> decisionId,
      Optional<String> kind,
      Optional<String> state) {
    /** True when the catalogue shows it to the public. */
    public boolean isPublic() {
      return state.filter("1"::equals).isPresent();
    }
  }

  /** Free texts. */
  public record Texts(
      Optional<String> description,
      Optional<String> applicants,
      Optional<String> receivingAddress,
      Optional<String> conditions,
      Optional<String> keywords,
      Optional<String> performingAgency,
      Optional<String> competentAgency) {}

  /** Sector (lĩnh vực). */
  public record Sector(String code, String name) {}

  /** Level of government that performs it. */
  public record Level(String code, String name) {}

  /** The order of work in one case. */
  public record StepSequence(Optional<String> caseName, List<String> steps) {
    public StepSequence {
      steps = List.copyOf(steps);
    }
  }

  /** What holds for one channel: 1 direct, 2 online, 3 public post. */
  public record ChannelTerms(String channel, List<Term> terms) {
    public ChannelTerms {
      terms = List.copyOf(terms);
    }
  }

  /** Time to decide, and what it costs. {@code duration} is counted in {@code unit}. */
  public record Term(
      Optional<BigDecimal> duration,
      Optional<String> unit,
      Optional<String> description,
      List<FeeTerm> fees) {
    public Term {
      fees = List.copyOf(fees);
    }
  }

  /**
   * A fee. {@code amountVnd} is empty when the catalogue's text is no amount ("Không"); {@code
   * text} keeps what was written.
   */
  public record FeeTerm(
      Optional<String> code,
      Optional<BigDecimal> amountVnd,
      Optional<String> text,
      Optional<String> unit,
      Optional<String> description,
      Optional<Document> document) {}

  /** Who may apply. */
  public record ApplicantKind(Optional<String> code, String name) {}

  /** The papers to hand in in one case. */
  public record PaperCase(Optional<String> caseName, List<Paper> papers) {
    public PaperCase {
      papers = List.copyOf(papers);
    }
  }

  /** One paper to hand in. */
  public record Paper(
      Optional<String> code,
      String name,
      Optional<String> substituteResultCode,
      Optional<String> originals,
      Optional<String> copies,
      Optional<Document> form) {}

  /** One result paper. */
  public record ResultKind(String code, String name, Optional<Document> document) {}

  /** A document that can be fetched. */
  public record Document(Optional<String> name, Optional<String> url) {}

  /** A legal document on which the procedure rests. */
  public record LegalBasis(
      String number,
      Optional<String> name,
      Optional<String> issuer,
      Optional<String> issuedOn,
      Optional<String> inForceFrom,
      Optional<String> url) {}

  /** An agency by code and name. */
  public record Agency(Optional<String> code, String name) {}

  /** The agencies that take part. */
  public record Agencies(
      List<Agency> performing,
      List<Agency> competent,
      List<Agency> delegated,
      List<Agency> coordinating) {
    public Agencies {
      performing = List.copyOf(performing);
      competent = List.copyOf(competent);
      delegated = List.copyOf(delegated);
      coordinating = List.copyOf(coordinating);
    }
  }
}
