package vn.lienthong.routes.exposed;

import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.routes.dossiers.DossierStanding;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.error.HubError;

/** Tells a client where a dossier stands, if it may know. Behind SOAP and REST alike. */
final class DossierStatusService {
  private final Function<DossierCode, Optional<DossierStanding>> register;
  private final AccessRights rights;
  private final RateLimits limits;

  DossierStatusService(
      Function<DossierCode, Optional<DossierStanding>> register,
      AccessRights rights,
      RateLimits limits) {
    this.register = register;
    this.rights = rights;
    this.limits = limits;
  }

  /**
   * Answers one call.
   *
   * @param field what the contract of the caller's side calls the code
   */
  StatusAnswer find(Client client, String code, String field) {
    String service = RegisterClient.DOSSIER_STATUS;
    if (!limits.mayCall(client)) {
      return refused(Problem.of(HubError.CALLS_TOO_MANY, limits.callsPerMinute()));
    }
    if (!rights.mayUse(client, service)) {
      return refused(Problem.of(HubError.CALLER_WITHOUT_RIGHT, service));
    }
    DossierCode dossier;
    try {
      dossier = new DossierCode(code);
    } catch (IllegalArgumentException _) {
      return refused(Problem.ofField(field, "1 to 50 characters without blanks"));
    }
    // The same answer for what is not here and for what is not theirs: the code is no oracle.
    return register
        .apply(dossier)
        .filter(standing -> rights.maySee(client, service, standing))
        .<StatusAnswer>map(StatusAnswer.Found::new)
        .orElseGet(() -> refused(Problem.of(HubError.DOSSIER_NOT_VISIBLE, code)));
  }

  private static StatusAnswer refused(Problem problem) {
    return new StatusAnswer.Refused(problem);
  }
}
