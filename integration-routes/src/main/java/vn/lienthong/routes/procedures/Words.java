package vn.lienthong.routes.procedures;

import java.util.Map;
import java.util.Set;

/** What was said of parts of procedures: which moves wait for a decision, which were rejected. */
record Words(Map<Place, Move> waiting, Map<Place, Set<Move>> rejected) {

  /** From what in the registry to what at the portal, each by hash. */
  record Move(String base, String value) {}

  boolean waits(Place place) {
    return waiting.containsKey(place);
  }

  /** False for a move that waits already, or that an operator rejected. */
  boolean isNews(Place place, Move move) {
    return !move.equals(waiting.get(place)) && !wasRejected(place, move);
  }

  boolean wasRejected(Place place, Move move) {
    return rejected.getOrDefault(place, Set.of()).contains(move);
  }
}
