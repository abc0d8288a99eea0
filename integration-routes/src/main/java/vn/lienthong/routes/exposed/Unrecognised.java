package vn.lienthong.routes.exposed;

import java.util.Optional;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.error.HubError;

/** Why a caller could not be recognised, in both languages. */
enum Unrecognised {
  NOTHING_GIVEN("neither a signature nor a token", "không có chữ ký và không có token"),
  TOKEN("the token is unknown or expired", "token không đúng hoặc đã hết hạn"),
  SECRET("client id or secret is wrong", "mã đơn vị hoặc khóa bí mật không đúng"),
  SIGNATURE(
      "its signature is missing, wrong, or not over what it must cover",
      "thiếu chữ ký, chữ ký sai, hoặc không ký đủ phần bắt buộc"),
  CERTIFICATE("the certificate belongs to no client", "chứng thư không thuộc đơn vị nào");

  private final String english;
  private final String vietnamese;

  Unrecognised(String english, String vietnamese) {
    this.english = english;
    this.vietnamese = vietnamese;
  }

  Problem problem() {
    return problem("");
  }

  /** With what exactly was found, in the words of the standard. */
  Problem problem(String detail) {
    String more = detail.isEmpty() ? "" : " (" + detail + ")";
    HubError error = HubError.CALLER_UNKNOWN;
    return new Problem(
        error,
        error.english(english + more),
        error.vietnamese(vietnamese + more),
        Optional.empty());
  }
}
