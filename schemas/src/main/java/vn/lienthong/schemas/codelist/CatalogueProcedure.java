package vn.lienthong.schemas.codelist;

import java.util.List;
import java.util.Optional;

/**
 * One row of the national catalogue as it was captured, faults included: the code is the text that
 * was printed, which is not always well formed.
 *
 * <p>Source: laocai/procedures.csv; its README names each column.
 */
public record CatalogueProcedure(
    String code,
    String name,
    CatalogueSector sector,
    Issue issue,
    Levels levels,
    Practice practice,
    InLaoCai inLaoCai) {

  /**
   * The sector printed with the procedure.
   *
   * @param code empty when no source gives it
   * @param codeFromPortal true when the portal's detail printed the code, false when it was matched
   *     by name with a list of 2023
   */
  public record CatalogueSector(Optional<String> code, String name, boolean codeFromPortal) {}

  /**
   * Who issued it, and how.
   *
   * @param type STANDARD, SPECIFIC or STANDARD_INTERNAL
   * @param state ACTIVE or UPDATED
   * @param scope national, issued by Lào Cai, or issued by another province
   * @param portalId the portal's UUID
   */
  public record Issue(
      Optional<String> ministry,
      Optional<String> decision,
      Optional<String> type,
      Optional<String> state,
      String scope,
      Optional<String> portalId) {
    /** True when the province's own committee issued it. */
    public boolean byLaoCai() {
      return scope.contains("UBND tỉnh Lào Cai");
    }
  }

  /**
   * Levels of government that perform it.
   *
   * @param text as printed, such as "Cấp tỉnh, Cấp xã"
   * @param fromPortal true when the portal printed it, false when derived from the performer's name
   */
  public record Levels(
      Optional<String> text, boolean fromPortal, boolean province, boolean commune) {}

  /**
   * How it is carried out.
   *
   * @param kind kind of procedure, as printed
   * @param channels as printed, doubles removed: Trực tiếp, Trực tuyến, Dịch vụ bưu chính
   * @param times text per channel, such as "Trực tuyến: 5 ngày làm việc; Trực tiếp: 7 ngày"
   * @param workingDays number or range, such as 1-2
   * @param fee as printed; typing faults of the portal are kept
   */
  public record Practice(
      Optional<String> performingAgency,
      Optional<String> kind,
      List<String> channels,
      Optional<String> times,
      Optional<String> workingDays,
      Optional<String> fee) {
    public Practice {
      channels = List.copyOf(channels);
    }
  }

  /**
   * What is known of it in Lào Cai.
   *
   * @param candidate true for the 1,796 rows that the province may serve, by the estimate written
   *     in the README
   * @param provided true for the rows seen in the province's portal configuration
   */
  public record InLaoCai(
      boolean candidate,
      boolean provided,
      Optional<String> onlineLevel,
      Optional<String> receivingSystem) {}
}
