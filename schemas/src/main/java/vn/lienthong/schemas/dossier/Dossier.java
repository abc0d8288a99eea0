package vn.lienthong.schemas.dossier;

import java.util.List;
import java.util.Optional;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * A dossier as its owner system holds it at one version: a snapshot, complete in itself.
 *
 * <p>An absent value is {@link Optional#empty()} and differs from an empty text, which the owner
 * typed.
 */
public record Dossier(
    DossierCode code,
    Optional<String> receiptNumber,
    ProcedureCode procedure,
    Applicant applicant,
    Submission submission,
    Handling handling,
    ResultReturn resultReturn,
    Digitisation digitisation,
    Payment payment,
    List<SubmittedFile> files,
    List<OtherPaper> otherPapers,
    List<SupplementRequest> supplements,
    List<ResultPaper> results) {
  public Dossier {
    files = List.copyOf(files);
    otherPapers = List.copyOf(otherPapers);
    supplements = List.copyOf(supplements);
    results = List.copyOf(results);
  }
}
