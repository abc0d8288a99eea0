package vn.lienthong.prove;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws faults from a seed, without end. The same kind and seed give the same faults in the same
 * order with the same pauses; what hub and office do meanwhile is up to the machine.
 */
final class FaultPlan {
  private static final int WORST_BYTES = 400;

  private final SplittableRandom random;
  private final Map<Fault, Integer> weights;
  private final int longestPause;
  private int drawn;

  FaultPlan(Kind kind, long seed) {
    this.random = new SplittableRandom(seed);
    this.weights = weights(kind);
    this.longestPause = kind == Kind.KILLS ? 1_500 : 60;
  }

  PlannedFault next() {
    Fault fault = choose();
    drawn++;
    return new PlannedFault(
        drawn,
        fault,
        random.nextInt(longestPause),
        between(shortest(fault), longest(fault)),
        random.nextInt(WORST_BYTES),
        random.nextBoolean());
  }

  private Fault choose() {
    int rest = random.nextInt(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<Fault, Integer> one : weights.entrySet()) {
      rest -= one.getValue();
      if (rest < 0) {
        return one.getKey();
      }
    }
    throw new IllegalStateException("the weights cover every number");
  }

  private int between(int least, int most) {
    return least == most ? least : random.nextInt(least, most);
  }

  private static Map<Fault, Integer> weights(Kind kind) {
    return switch (kind) {
      case KILLS -> kills();
      case FAULTS, ORDER -> faults();
      case MIXED -> {
        Map<Fault, Integer> all = faults();
        kills().forEach((fault, weight) -> all.put(fault, Math.ceilDiv(weight, 4)));
        yield all;
      }
      case DISK -> Map.of(Fault.FULL_DISK, 1);
      case NODES -> nodes();
      case OUTAGE, WRITERS, RESTORE, ADOPT ->
          throw new IllegalArgumentException(kind + " has a course of its own");
    };
  }

  private static Map<Fault, Integer> kills() {
    Map<Fault, Integer> weights = new EnumMap<>(Fault.class);
    weights.put(Fault.KILL_HUB, 45);
    weights.put(Fault.KILL_STARTING_HUB, 10);
    weights.put(Fault.LOSE_JOURNAL, 5);
    weights.put(Fault.KILL_DATABASE, 12);
    weights.put(Fault.KILL_BACKEND, 8);
    weights.put(Fault.KILL_PORTAL, 10);
    weights.put(Fault.KILL_ALL, 10);
    return weights;
  }

  private static Map<Fault, Integer> nodes() {
    Map<Fault, Integer> weights = new EnumMap<>(Fault.class);
    weights.put(Fault.KILL_NODE, 40);
    weights.put(Fault.STOP_NODE, 20);
    weights.put(Fault.ROLL_NODES, 10);
    weights.put(Fault.KILL_BROKER, 5);
    weights.put(Fault.LOSE_BROKER, 5);
    weights.put(Fault.RESET, 10);
    weights.put(Fault.LOST_REPLY, 10);
    return weights;
  }

  private static Map<Fault, Integer> faults() {
    Map<Fault, Integer> weights = new EnumMap<>(Fault.class);
    weights.put(Fault.RESET, 200);
    weights.put(Fault.LOST_REPLY, 200);
    weights.put(Fault.STATUS, 200);
    weights.put(Fault.GARBAGE, 80);
    weights.put(Fault.EXPIRED_SESSION, 80);
    weights.put(Fault.OTHER_CASE, 40);
    weights.put(Fault.SLOW, 100);
    weights.put(Fault.LATE_REPLY, 40);
    weights.put(Fault.LATE_EFFECT, 30);
    weights.put(Fault.CLOSED_PORT, 10);
    weights.put(Fault.STOP_PORTAL, 5);
    weights.put(Fault.STOP_HUB, 5);
    weights.put(Fault.STOP_DATABASE, 5);
    weights.put(Fault.CUT_DATABASE, 5);
    weights.put(Fault.CUT_ONE_STOP, 5);
    return weights;
  }

  private static int shortest(Fault fault) {
    return switch (fault) {
      case LATE_REPLY, LATE_EFFECT -> (int) World.TIMEOUT.toMillis() + 200;
      case STOP_NODE -> (int) World.LEASE.toMillis() + 500;
      case FULL_DISK -> 3_000;
      default -> 100;
    };
  }

  /** What holds the portal up stays a second within the processing time that the hub was told. */
  private static int longest(Fault fault) {
    return switch (fault) {
      case SLOW -> (int) World.TIMEOUT.toMillis() / 2;
      case LATE_REPLY, LATE_EFFECT, STOP_PORTAL ->
          (int) World.TIMEOUT.plus(World.PROCESSING).toMillis() - 1_000;
      case CLOSED_PORT, KILL_PORTAL -> 1_500;
      case STOP_HUB -> (int) World.LEASE.toMillis() + 3_000;
      case STOP_NODE -> (int) World.LEASE.toMillis() + 20_000;
      case STOP_DATABASE -> 5_000;
      case KILL_STARTING_HUB -> 5_000;
      case FULL_DISK -> 10_000;
      default -> 101;
    };
  }
}
