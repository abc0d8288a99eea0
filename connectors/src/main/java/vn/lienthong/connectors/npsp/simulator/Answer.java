package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * What a service answers, before it is written in the form of the mode.
 *
 * @param status HTTP status
 * @param code 0 success; the others are this simulator's choice, because the portal's official
 *     table could not be read (docs/partners/npsp-simulator.md)
 */
record Answer(
    int status, int code, String message, Optional<ArrayNode> result, Optional<String> session) {
  static final int MALFORMED = -1;
  static final int SESSION = -2;
  static final int REFUSED = -3;
  static final int CALLER = -4;
  static final int SIGNATURE = -5;
  static final int DUPLICATE = 3;

  static Answer rows(ArrayNode result) {
    return new Answer(200, 0, "Thành công", Optional.of(result), Optional.empty());
  }

  static Answer done(String message) {
    return new Answer(200, 0, message, Optional.empty(), Optional.empty());
  }

  static Answer loggedIn(String session) {
    return new Answer(200, 0, "Đăng nhập thành công", Optional.empty(), Optional.of(session));
  }

  static Answer failed(int code, String message) {
    return new Answer(200, code, message, Optional.empty(), Optional.empty());
  }

  static Answer sessionInvalid() {
    return failed(SESSION, "Phiên làm việc (session) không hợp lệ hoặc đã hết hạn");
  }

  static Answer signatureRefused(String reason) {
    return new Answer(
        401, SIGNATURE, "Chữ ký không hợp lệ: " + reason, Optional.empty(), Optional.empty());
  }
}
