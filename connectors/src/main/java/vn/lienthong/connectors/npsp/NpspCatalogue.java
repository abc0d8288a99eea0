package vn.lienthong.connectors.npsp;

import java.util.List;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/** The catalogue's lists as read from the portal. */
public final class NpspCatalogue {
  private NpspCatalogue() {}

  /**
   * The national list. {@code rows} counts all rows of the answer; those whose code is malformed or
   * repeated are findings, not procedures.
   */
  public record ProcedureList(List<ProcedureSummary> procedures, int rows, List<String> repeated) {
    public ProcedureList {
      procedures = List.copyOf(procedures);
      repeated = List.copyOf(repeated);
    }
  }

  /** A sector with the ministry or agency that owns it. */
  public record SectorRow(String code, String name, String ownerCode) {}

  /** An agency. */
  public record AgencyRow(String code, String name, String level) {}
}
