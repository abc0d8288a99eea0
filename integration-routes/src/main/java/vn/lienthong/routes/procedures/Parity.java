package vn.lienthong.routes.procedures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How far portal, registry and one-stop system say the same, inside the province's scope.
 *
 * @param scope procedures that the scope list holds
 * @param scopeDated newest date that the scope list bears, when it bears any
 * @param npsp of them, in the national list
 * @param registry of them, open in the registry
 * @param onestop of them, open in the one-stop system
 * @param equal in all three, with equal content
 * @param different in portal and one-stop system, with content that differs somewhere
 * @param onlyNpsp in the portal, not in the one-stop system
 * @param onlyOnestop in the one-stop system, not in the portal
 * @param registryToNpsp registry here, portal there
 * @param registryToOnestop registry here, one-stop system there
 * @param oldestReading when the oldest of the compared details was read; empty when none was
 * @param waiting proposals that wait: a reason why something differs
 * @param notEqual which procedures are not equal, at most 200
 */
public record Parity(
    Instant at,
    int scope,
    Optional<LocalDate> scopeDated,
    int npsp,
    int registry,
    int onestop,
    int equal,
    int different,
    int onlyNpsp,
    int onlyOnestop,
    Pair registryToNpsp,
    Pair registryToOnestop,
    Optional<Instant> oldestReading,
    int waiting,
    List<Standing> notEqual) {
  public Parity {
    notEqual = List.copyOf(notEqual);
  }

  /**
   * True when all three say the same of every procedure in scope. One that none of them has (any
   * more) is for whoever keeps the scope list, and no difference.
   */
  public boolean holds() {
    return equal > 0
        && different == 0
        && onlyNpsp == 0
        && onlyOnestop == 0
        && registryToNpsp.isEqual()
        && registryToOnestop.isEqual();
  }

  /** Two sides compared. */
  public record Pair(int equal, int onlyHere, int onlyThere, int different) {
    boolean isEqual() {
      return onlyHere == 0 && onlyThere == 0 && different == 0;
    }
  }

  /** Where a procedure is, and whether what is there is the same. */
  public record Standing(
      String code, boolean inNpsp, boolean inRegistry, boolean inOnestop, String why) {}

  /** Age of the oldest reading. */
  public Optional<Duration> oldestReadingAge() {
    return oldestReading.map(read -> Duration.between(read, at));
  }
}
