package vn.lienthong.routes.dossiers;

import java.util.List;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;

/** A partner's words for dossiers and steps. Does no I/O towards the partner. */
interface PartnerWire {
  /** What may be assumed of this installation. */
  PartnerRules rules();

  MappedItem map(Dossier dossier);

  MappedItem map(ProgressStep step);

  PreparedCall prepare(NpspSession session, Form form, List<NpspItem> items);

  /** The outcome that holds for every item of the call. */
  DeliveryOutcome read(Form form, CallResult result);

  /** Asks whether the partner knows the dossier; only where the rules say that it can be asked. */
  PreparedCall prepareLookup(NpspSession session, DossierCode code);

  ReadOutcome<Boolean> readLookup(CallResult result);
}
