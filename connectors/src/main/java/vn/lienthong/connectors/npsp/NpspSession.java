package vn.lienthong.connectors.npsp;

import java.time.Instant;

/** A session that NPSP's adapter gave. Prints itself without the token. */
public record NpspSession(String token, Instant obtainedAt) {
  @Override
  public String toString() {
    return "NpspSession[" + obtainedAt + "]";
  }
}
