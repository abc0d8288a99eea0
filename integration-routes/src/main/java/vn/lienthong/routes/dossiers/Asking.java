package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.DossierCode;

/** Asks a partner whether it knows a dossier; both halves are logged. */
final class Asking {
  private Asking() {}

  /** Empty when it does not answer. */
  static Optional<Boolean> knows(NpspCalls calls, PartnerWire wire, String dossier) {
    ReadOutcome<Boolean> answer =
        calls.ask(
            UuidCreator.getTimeOrderedEpoch().toString(),
            session -> wire.prepareLookup(session, new DossierCode(dossier)),
            wire::readLookup);
    return switch (answer) {
      case ReadOutcome.Value<Boolean> known -> Optional.of(known.value());
      case ReadOutcome.Failed<Boolean> _ -> Optional.empty();
    };
  }
}
