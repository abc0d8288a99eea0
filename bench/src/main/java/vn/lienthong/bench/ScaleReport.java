package vn.lienthong.bench;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** All figures of one run, and the ratios between them. */
record ScaleReport(StoredRounds stored, WaitingRound fewWaiting, WaitingRound manyWaiting) {

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "%n%-44s %14s %14s %8s", "Stored", "few", "many", "ratio");
    counts(text, "dossiers", stored.few().dossiers(), stored.many().dossiers());
    counts(text, "deliveries", stored.few().deliveries(), stored.many().deliveries());
    counts(text, "log entries", stored.few().logEntries(), stored.many().logEntries());
    median(text, "a delivery, us", StoredRounds.Figures::microsPerDelivery);
    median(text, "start, s", StoredRounds.Figures::startSeconds);
    median(text, "live heap, MB", StoredRounds.Figures::heapMb);
    median(text, "sums, ms", StoredRounds.Figures::sumsMillis);
    median(text, "newest hundred delivered, ms", StoredRounds.Figures::listMillis);
    median(text, "one dossier, ms", StoredRounds.Figures::showMillis);
    line(text, "%n%-44s %14s %14s %8s", "Waiting", "few", "many", "ratio");
    counts(text, "deliveries", fewWaiting.waiting(), manyWaiting.waiting());
    waiting(text, "live heap, MB", WaitingRound::heapMb);
    waiting(text, "start, s", WaitingRound::startSeconds);
    waiting(text, "sums, ms", WaitingRound::sumsMillis);
    waiting(text, "lag, ms", WaitingRound::lagMillis);
    waiting(text, "deliveries a second while it drains", WaitingRound::deliveriesPerSecond);
    return text.append('\n').toString();
  }

  private void median(
      StringBuilder text, String what, ToDoubleFunction<StoredRounds.Figures> figure) {
    figures(text, what, stored.few().median(figure), stored.many().median(figure));
  }

  private void waiting(StringBuilder text, String what, ToDoubleFunction<WaitingRound> figure) {
    figures(text, what, figure.applyAsDouble(fewWaiting), figure.applyAsDouble(manyWaiting));
  }

  private static void counts(StringBuilder text, String what, long few, long many) {
    line(text, "%-44s %,14d %,14d", what, few, many);
  }

  private static void figures(StringBuilder text, String what, double few, double many) {
    line(text, "%-44s %,14.1f %,14.1f %8.2f", what, few, many, many / few);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
