package vn.lienthong.schemas.dossier;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a dossier stands: the ten national codes. A local code outside the list (such as 0, "being
 * interconnected") has no place here and never leaves the province.
 */
public enum DossierStatus {
  NEWLY_REGISTERED(1, "Mới đăng ký"),
  RECEIVED(2, "Được tiếp nhận"),
  NOT_RECEIVED(3, "Không được tiếp nhận"),
  IN_PROCESS(4, "Đang xử lý"),
  SUPPLEMENT_REQUIRED(5, "Yêu cầu bổ sung giấy tờ"),
  FINANCIAL_OBLIGATION_REQUIRED(6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
  WITHDRAWN_BY_CITIZEN(7, "Công dân yêu cầu rút hồ sơ"),
  STOPPED(8, "Dừng xử lý"),
  PROCESSED(9, "Đã xử lý xong"),
  RESULT_RETURNED(10, "Đã trả kết quả");

  private final int nationalCode;
  private final String vietnamese;

  DossierStatus(int nationalCode, String vietnamese) {
    this.nationalCode = nationalCode;
    this.vietnamese = vietnamese;
  }

  /** The national code, 1 to 10. */
  public int nationalCode() {
    return nationalCode;
  }

  /** The label that citizens read. */
  public String vietnamese() {
    return vietnamese;
  }

  /** The status with this national code, or empty when the list has none. */
  public static Optional<DossierStatus> ofNationalCode(int code) {
    return Arrays.stream(values()).filter(status -> status.nationalCode == code).findFirst();
  }
}
