package vn.lienthong.connectors.npsp;

import java.util.List;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.schemas.dossier.DossierCode;

/** One dossier or step in the portal's own JSON, ready to stand in the array of a call. */
public record NpspItem(DossierCode dossier, byte[] json, List<Finding> findings) {
  public NpspItem {
    findings = List.copyOf(findings);
  }
}
