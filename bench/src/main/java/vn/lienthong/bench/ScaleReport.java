package vn.lienthong.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import vn.lienthong.bench.NeighbourRounds.Neighbour;
import vn.lienthong.prove.NodesRate;

/** All figures of one run, and the ratios between them; what was not asked for is empty. */
record ScaleReport(
    Optional<StoredRounds> stored,
    Optional<Queues> waiting,
    Optional<NeighbourRounds> neighbours,
    Optional<NodesRate> nodes) {

  /** A short and a long queue. */
  record Queues(WaitingRound few, WaitingRound many) {}

  String text() {
    StringBuilder text = new StringBuilder();
    stored.ifPresent(rounds -> stored(text, rounds));
    waiting.ifPresent(queues -> waiting(text, queues));
    neighbours.ifPresent(rounds -> neighbours(text, rounds));
    nodes.ifPresent(rate -> nodes(text, rate));
    return text.append('\n').toString();
  }

  private static void stored(StringBuilder text, StoredRounds stored) {
    title(text, "Stored", "few", "many");
    counts(text, "dossiers", stored.few().dossiers(), stored.many().dossiers());
    counts(text, "deliveries", stored.few().deliveries(), stored.many().deliveries());
    counts(text, "log entries", stored.few().logEntries(), stored.many().logEntries());
    median(text, stored, "a delivery, us", StoredRounds.Figures::microsPerDelivery);
    median(text, stored, "start, s", StoredRounds.Figures::startSeconds);
    median(text, stored, "live heap, MB", StoredRounds.Figures::heapMb);
    median(text, stored, "sums, ms", StoredRounds.Figures::sumsMillis);
    median(text, stored, "newest hundred delivered, ms", StoredRounds.Figures::listMillis);
    median(text, stored, "one dossier, ms", StoredRounds.Figures::showMillis);
  }

  private static void median(
      StringBuilder text,
      StoredRounds stored,
      String what,
      ToDoubleFunction<StoredRounds.Figures> figure) {
    figures(text, what, stored.few().median(figure), stored.many().median(figure));
  }

  private static void waiting(StringBuilder text, Queues queues) {
    title(text, "Waiting", "few", "many");
    counts(text, "deliveries", queues.few().waiting(), queues.many().waiting());
    waiting(text, queues, "live heap, MB", WaitingRound::heapMb);
    waiting(text, queues, "start, s", WaitingRound::startSeconds);
    waiting(text, queues, "sums, ms", WaitingRound::sumsMillis);
    waiting(text, queues, "lag, ms", WaitingRound::lagMillis);
    waiting(text, queues, "first of them, deliveries a second", WaitingRound::deliveriesPerSecond);
    queues.many().drain().ifPresent(drain -> drained(text, queues.many().waiting(), drain));
  }

  private static void waiting(
      StringBuilder text, Queues queues, String what, ToDoubleFunction<WaitingRound> figure) {
    figures(text, what, figure.applyAsDouble(queues.few()), figure.applyAsDouble(queues.many()));
  }

  private static void drained(StringBuilder text, long waiting, WaitingRound.Drain drain) {
    title(text, "Drained to the end", "first tenth", "last tenth");
    figures(text, "deliveries a second", drain.firstTenth(), drain.lastTenth());
    line(
        text,
        "%,d deliveries in %.0f minutes: %.1f a second, %.2f of the nation's peak of %d",
        waiting,
        drain.seconds() / 60,
        waiting / drain.seconds(),
        waiting / drain.seconds() / ScaleCommand.PEAK_MESSAGES,
        ScaleCommand.PEAK_MESSAGES);
  }

  private static void neighbours(StringBuilder text, NeighbourRounds rounds) {
    title(text, "A second partner in the same hub", "absent", "present");
    for (Neighbour one : Neighbour.values()) {
      if (one != Neighbour.ABSENT) {
        figures(
            text,
            "deliveries a second, the other is " + one.name().toLowerCase(Locale.ROOT),
            rounds.median(Neighbour.ABSENT),
            rounds.median(one));
      }
    }
  }

  private static void nodes(StringBuilder text, NodesRate rate) {
    title(text, "Nodes on this machine", "one", "two");
    figures(text, "deliveries a second", rate.one(), rate.two());
  }

  private static void title(StringBuilder text, String what, String first, String second) {
    line(text, "%n%-48s %14s %14s %8s", what, first, second, "ratio");
  }

  private static void counts(StringBuilder text, String what, long few, long many) {
    line(text, "%-48s %,14d %,14d", what, few, many);
  }

  private static void figures(StringBuilder text, String what, double few, double many) {
    line(text, "%-48s %,14.1f %,14.1f %8.2f", what, few, many, many / few);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
