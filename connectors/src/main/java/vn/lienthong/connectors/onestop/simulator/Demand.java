package vn.lienthong.connectors.onestop.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses what citizens want: the first item for a given share, the others by Zipf's law (the n-th
 * in proportion to 1/n).
 */
final class Demand<T> {
  private final List<T> items;
  private final double firstShare;
  private final double[] cumulated;

  Demand(List<T> items, double firstShare) {
    this.items = items;
    this.firstShare = items.size() == 1 ? 1 : firstShare;
    this.cumulated = new double[items.size()];
    for (int i = 1; i < cumulated.length; i++) {
      cumulated[i] = cumulated[i - 1] + 1.0 / i;
    }
  }

  T choose(SplittableRandom random) {
    if (random.nextDouble() < firstShare) {
      return items.getFirst();
    }
    double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
    int low = 1;
    int high = cumulated.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] <= drawn) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return items.get(low);
  }
}
