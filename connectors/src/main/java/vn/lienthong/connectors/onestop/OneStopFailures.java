package vn.lienthong.connectors.onestop;

import java.sql.SQLException;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Says in the catalogue's words what went wrong at the one-stop system. */
final class OneStopFailures {
  private static final String NAME = "one-stop system";

  private OneStopFailures() {}

  static HubException of(String doing, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String text = e.getMessage() == null ? state : e.getMessage().lines().findFirst().orElse(state);
    // 28: wrong password; 42501: no right to the table; other 42, 3F and 22: not the contract's
    // tables or values.
    if (state.startsWith("28") || state.equals("42501")) {
      return new HubException(e, HubError.ONESTOP_REFUSES, doing, text);
    }
    if (state.startsWith("42")
        || state.startsWith("3F")
        || state.startsWith("22")
        || state.startsWith("23")) {
      return new HubException(e, HubError.ONESTOP_BREAKS_CONTRACT, doing, text);
    }
    return unreachable(e, text);
  }

  static HubException unreachable(Exception cause, String text) {
    return new HubException(cause, HubError.PARTNER_UNREACHABLE, NAME, text);
  }

  static HubException ofStatus(String doing, int status) {
    return switch (status) {
      case 401, 403 -> new HubException(HubError.ONESTOP_REFUSES, doing, "HTTP " + status);
      case 409 -> new HubException(HubError.FEED_BEHIND, "HTTP 409", doing);
      case 429, 500, 502, 503, 504 ->
          new HubException(HubError.PARTNER_UNREACHABLE, NAME, "HTTP " + status);
      default -> new HubException(HubError.ONESTOP_BREAKS_CONTRACT, doing, "HTTP " + status);
    };
  }

  static HubException badAnswer(String doing, Exception cause) {
    return new HubException(
        cause, HubError.ONESTOP_BREAKS_CONTRACT, doing, "the answer is not the contract's JSON");
  }

  static FeedPage inOrder(Watermark after, FeedPage page) {
    if (page.horizon().isBehind(after)) {
      throw new HubException(
          HubError.FEED_BEHIND, page.horizon().epoch() + ":" + page.horizon().tx(), after);
    }
    return page;
  }
}
