package vn.lienthong.schemas.error;

/**
 * Everything that can go wrong, with what to do. Codes are never used twice. {@code docs/errors.md}
 * is generated from here. In the texts, {@code {0}} and {@code {1}} take what was found.
 */
public enum HubError {
  // LT-1xxx: settings and start-up
  /** A setting has a value that cannot be. */
  SETTING_INVALID(
      "LT-1001",
      500,
      "Setting {0} is wrong: {1}",
      "Thiết lập {0} không hợp lệ: {1}",
      "Correct it in the configuration file and start again.",
      "Sửa trong tệp cấu hình rồi khởi động lại."),

  // LT-2xxx: procedures
  /** The procedure is not in the registry. */
  PROCEDURE_UNKNOWN(
      "LT-2001",
      422,
      "Procedure {0} is not in the registry.",
      "Thủ tục {0} chưa có trong danh mục.",
      "Run ./hub procedures sync, then replay the dossier.",
      "Chạy ./hub procedures sync rồi gửi lại hồ sơ."),

  // LT-3xxx: what a dossier or step may hold
  /** A value that the partner's contract demands is missing. */
  FIELD_MISSING(
      "LT-3001",
      422,
      "{0} is missing.",
      "Thiếu {0}.",
      "Fill the field in the one-stop system; its next version is sent by itself.",
      "Bổ sung trường này trên hệ thống một cửa; phiên bản sau được gửi tự động."),

  // LT-4xxx: partners
  /** The partner cannot be reached. */
  PARTNER_UNREACHABLE(
      "LT-4001",
      503,
      "{0} cannot be reached: {1}",
      "Không kết nối được tới {0}: {1}",
      "The hub tries again by itself; nothing is lost.",
      "Trục liên thông tự thử lại; không mất dữ liệu."),
  /** Calls to the partner are held back by the hub itself. */
  PARTNER_HELD_BACK(
      "LT-4050",
      503,
      "Calls to {0} are held back: {1}",
      "Đang tạm giữ các lệnh gọi tới {0}: {1}",
      "The hub goes on by itself when the partner answers again.",
      "Trục liên thông tự tiếp tục khi đối tác hoạt động trở lại."),
  /** The key that seals session tokens cannot be used. */
  SESSION_KEY_UNUSABLE(
      "LT-4051",
      500,
      "The session key {0} cannot be used: {1}",
      "Không dùng được khóa phiên {0}: {1}",
      "Give the hub read and write access, or delete the file: a new key is made and the hub logs"
          + " in anew.",
      "Cấp quyền đọc ghi cho trục liên thông, hoặc xóa tệp: khóa mới được tạo và hệ thống đăng"
          + " nhập lại."),
  /** An answer is not signed as agreed. */
  ANSWER_NOT_TRUSTED(
      "LT-4052",
      502,
      "The answer of {0} is not signed as agreed: {1}",
      "Phản hồi của {0} không được ký đúng thỏa thuận: {1}",
      "Compare the partner's certificate with the configured trust anchors; then replay.",
      "Đối chiếu chứng thư của đối tác với danh sách tin cậy, rồi gửi lại."),

// LT-5xxx: signatures, keys, certificates

// LT-6xxx: message log and evidence

// LT-7xxx: exposed services and file links

// LT-8xxx: command line and operation

// LT-9xxx: database, broker, disk
;

  private final String code;
  private final int httpStatus;
  private final String english;
  private final String vietnamese;
  private final String adviceEnglish;
  private final String adviceVietnamese;

  HubError(
      String code,
      int httpStatus,
      String english,
      String vietnamese,
      String adviceEnglish,
      String adviceVietnamese) {
    this.code = code;
    this.httpStatus = httpStatus;
    this.english = english;
    this.vietnamese = vietnamese;
    this.adviceEnglish = adviceEnglish;
    this.adviceVietnamese = adviceVietnamese;
  }

  /** Such as LT-4001. */
  public String code() {
    return code;
  }

  /** Status of the HTTP answer that carries it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** What happened, in English, with {@code {0}} and {@code {1}} filled in. */
  public String english(Object... found) {
    return filled(english, found);
  }

  /** What happened, in Vietnamese, with {@code {0}} and {@code {1}} filled in. */
  public String vietnamese(Object... found) {
    return filled(vietnamese, found);
  }

  /** What to do, in English. */
  public String adviceEnglish() {
    return adviceEnglish;
  }

  /** What to do, in Vietnamese. */
  public String adviceVietnamese() {
    return adviceVietnamese;
  }

  private static String filled(String text, Object... found) {
    String result = text;
    for (int i = 0; i < found.length; i++) {
      result = result.replace("{" + i + "}", String.valueOf(found[i]));
    }
    return result;
  }
}
