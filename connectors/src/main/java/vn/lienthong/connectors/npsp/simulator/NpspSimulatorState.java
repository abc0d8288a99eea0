package vn.lienthong.connectors.npsp.simulator;

/**
 * What the portal has seen since its data folder was made.
 *
 * @param applied effects: adds, updates and step rows
 * @param appliedTwice adds taken for a known dossier, and second step rows with equal content
 * @param repeated updates with content equal to what the portal held
 * @param orderViolations steps before their dossier existed, and versions lower than one applied
 * @param invalidSignatures requests whose signature was missing where required, or wrong
 * @param refused dossiers and steps that the portal's checks refused
 * @param lookups calls of TraCuuHoSo
 * @param filesFetched files fetched whole and found right
 * @param filesMissing links that answered 404 or 410
 * @param filesWrongHash files with another content than the digest in their name
 * @param filesWrongType files of another kind than their name or media type says
 * @param filesFailed links that could not be fetched for another reason
 * @param filesPending links not fetched yet
 * @param dossiers dossiers known
 * @param steps step rows held
 * @param duplicatesAnswered adds answered "đã tồn tại", and equal steps taken without a second row
 */
public record NpspSimulatorState(
    long applied,
    long appliedTwice,
    long repeated,
    long orderViolations,
    long invalidSignatures,
    long refused,
    long lookups,
    long filesFetched,
    long filesMissing,
    long filesWrongHash,
    long filesWrongType,
    long filesFailed,
    long filesPending,
    long dossiers,
    long steps,
    long duplicatesAnswered) {

  /** Files fetched whole and found wrong. */
  public long filesWrong() {
    return filesWrongHash + filesWrongType;
  }
}
