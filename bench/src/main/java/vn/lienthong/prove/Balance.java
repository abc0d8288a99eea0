package vn.lienthong.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.prove.Portal.Effect;

/**
 * What the one-stop system told, what the hub says of it and what the portal did, held against each
 * other message by message.
 *
 * @param messages rows of the change feed
 * @param dossiers dossiers that they tell of
 * @param steps of the rows, those that are steps
 * @param superseded snapshots in whose place a newer one went
 * @param effects what took effect at the portal
 * @param repeated updates that took effect again with equal content, which changes nothing
 * @param repeatedLate of these, those after a step of a higher version: the newest snapshot is sent
 *     again after a restore, where nobody knows any more that it was delivered
 * @param lost messages that the hub does not hold, steps that the portal lacks, and dossiers whose
 *     newest snapshot it lacks
 * @param doubled steps and adds that took effect twice
 * @param outOfOrder effects after one of a higher version of the same dossier
 * @param wrongState deliveries that are not final, or say what the portal does not show, and
 *     effects that nobody told
 * @param unacknowledged rows of which the one-stop system was not told the end
 * @param examples of what is wrong, at most ten
 */
record Balance(
    long messages,
    long dossiers,
    long steps,
    long superseded,
    long effects,
    long repeated,
    long repeatedLate,
    long lost,
    long doubled,
    long outOfOrder,
    long wrongState,
    long unacknowledged,
    List<String> examples) {
  private static final int MOST_EXAMPLES = 10;

  Balance {
    examples = List.copyOf(examples);
  }

  /** A message: a row of the feed, or an effect of it. */
  record Message(String dossier, long version, boolean isStep) {}

  /** True when nothing is wrong. */
  boolean isEven() {
    return lost + doubled + outOfOrder + wrongState + unacknowledged == 0;
  }

  /**
   * Compares.
   *
   * @param feed all rows of the change feed
   * @param states the hub's deliveries by message
   * @param effects of the portal, in order
   * @param acknowledged the last word to the one-stop system by message
   */
  static Balance of(
      List<Message> feed,
      Map<Message, String> states,
      List<Effect> effects,
      Map<Message, String> acknowledged) {
    return new Count(feed, states, effects, acknowledged).balance();
  }

  private static final class Count {
    private final Set<Message> told;
    private final Map<Message, String> states;
    private final List<Effect> effects;
    private final Map<Message, String> acknowledged;
    private final Map<String, Long> newestTold = new TreeMap<>();
    private final Map<String, Long> newestThere = new HashMap<>();
    private final Map<Message, Integer> times = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long repeated;
    private long repeatedLate;
    private long lost;
    private long doubled;
    private long outOfOrder;
    private long wrongState;
    private long unacknowledged;

    Count(
        List<Message> feed,
        Map<Message, String> states,
        List<Effect> effects,
        Map<Message, String> acknowledged) {
      this.told = new HashSet<>(feed);
      this.states = states;
      this.effects = effects;
      this.acknowledged = acknowledged;
    }

    Balance balance() {
      readEffects();
      told.forEach(this::checkMessage);
      checkSnapshots();
      states.keySet().stream()
          .filter(message -> !told.contains(message))
          .forEach(message -> wrongState += wrong("the hub holds what nobody told", message));
      return new Balance(
          told.size(),
          told.stream().map(Message::dossier).distinct().count(),
          told.stream().filter(Message::isStep).count(),
          states.values().stream().filter("SUPERSEDED"::equals).count(),
          effects.size(),
          repeated,
          repeatedLate,
          lost,
          doubled,
          outOfOrder,
          wrongState,
          unacknowledged,
          examples);
    }

    private void readEffects() {
      Map<String, Long> highest = new HashMap<>();
      Set<String> added = new HashSet<>();
      for (Effect effect : effects) {
        Message message = new Message(effect.dossier(), effect.version(), effect.isStep());
        if (!told.contains(message)) {
          wrongState += wrong("the portal has what nobody told", message);
        }
        if (effect.version() < highest.getOrDefault(effect.dossier(), 0L)) {
          if (changesNothing(effect)) {
            repeatedLate++;
          } else {
            outOfOrder += wrong("after a higher version", message);
          }
        }
        highest.merge(effect.dossier(), effect.version(), Math::max);
        if (effect.kind().equals("add") && !added.add(effect.dossier())) {
          doubled += wrong("added twice", message);
        }
        if (times.merge(message, 1, Integer::sum) > 1) {
          if (effect.isStep()) {
            doubled += wrong("a step twice", message);
          } else {
            repeated++;
          }
        }
        if (!effect.isStep()) {
          newestThere.put(effect.dossier(), effect.version());
        }
      }
    }

    /** True for an update that is equal to the snapshot that stands there. */
    private boolean changesNothing(Effect effect) {
      return effect.kind().equals("update")
          && newestThere.getOrDefault(effect.dossier(), 0L) == effect.version();
    }

    private void checkMessage(Message message) {
      String state = states.getOrDefault(message, "");
      boolean there = times.containsKey(message);
      if (state.isEmpty()) {
        lost += wrong("the hub does not hold it", message);
      } else if (message.isStep() && !there) {
        lost += wrong("the portal lacks the step, " + state, message);
      } else if (message.isStep() ? !isSent(state) : !isDone(state)) {
        wrongState += wrong(state, message);
      } else if (!message.isStep() && state.equals("DELIVERED") && !there) {
        wrongState += wrong("DELIVERED, and the portal lacks it", message);
      }
      if (!acknowledged.getOrDefault(message, "").equals(state)) {
        unacknowledged +=
            wrong("the one-stop system was told '" + acknowledged.get(message) + "'", message);
      }
      if (!message.isStep()) {
        newestTold.merge(message.dossier(), message.version(), Math::max);
      }
    }

    private static boolean isDone(String state) {
      return isSent(state) || state.equals("SUPERSEDED");
    }

    /** By the hub, or by the system that it took over from. */
    private static boolean isSent(String state) {
      return state.equals("DELIVERED") || state.equals("ADOPTED");
    }

    private void checkSnapshots() {
      newestTold.forEach(
          (dossier, version) -> {
            if (newestThere.getOrDefault(dossier, 0L) < version) {
              lost +=
                  wrong(
                      "the portal lacks the newest snapshot", new Message(dossier, version, false));
            }
          });
    }

    /** Keeps an example; answers 1, to be counted. */
    private int wrong(String what, Message message) {
      if (examples.size() < MOST_EXAMPLES) {
        examples.add(
            (message.isStep() ? "step " : "snapshot ")
                + message.version()
                + " of "
                + message.dossier()
                + ": "
                + what);
      }
      return 1;
    }
  }
}
