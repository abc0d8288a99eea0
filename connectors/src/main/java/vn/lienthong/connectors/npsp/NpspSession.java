package vn.lienthong.connectors.npsp;

import java.time.Instant;

/** A session that NPSP's adapter gave. Prints itself without the token. */
public record NpspSession(String token, Instant obtainedAt) {
  /** Stands for the session where calls need none. */
  public static final NpspSession NONE = new NpspSession("", Instant.EPOCH);

  @Override
  public String toString() {
    return "NpspSession[" + obtainedAt + "]";
  }
}
