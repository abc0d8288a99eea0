package vn.lienthong.bench;

import java.util.List;
import java.util.Locale;

/** All figures of one run, and the ratios between them. */
record PathReport(List<PathRound.Result> rounds, PartCosts parts, SealingRate log) {

  String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%nThe whole path: feed, capture, wake-up, claim, sign, log, call, outcome, acknowledge, files");
    line(
        text, "%-38s %10s %10s %12s %10s", "", "dossiers", "dossiers/s", "deliveries/s", "us each");
    for (PathRound.Result round : rounds) {
      line(
          text,
          "%-38s %10d %10.1f %12.0f %10.0f",
          round.setting(),
          round.dossiers(),
          round.dossiersPerSecond(),
          round.deliveries() / round.seconds(),
          round.microsPerDelivery());
    }
    line(text, "%nRatios");
    for (PathRound.Result round : rounds) {
      if (round.setting().logged()) {
        ratios(text, round);
      }
    }
    line(text, "%nBare parts on this machine, microseconds each");
    line(
        text,
        "commit %.0f · signature %.0f · verification %.0f · call with answer %.0f",
        parts.commit(),
        parts.signature(),
        parts.verification(),
        parts.call());
    line(text, "%nMessage log by itself");
    line(text, "appended %.0f/s · sealed %.0f/s", log.appended(), log.sealed());
    return text.append('\n').toString();
  }

  private void ratios(StringBuilder text, PathRound.Result round) {
    PathRound.Result bare =
        rounds.stream()
            .filter(other -> !other.setting().logged())
            .filter(other -> other.setting().batchSize() == round.setting().batchSize())
            .findFirst()
            .orElseThrow();
    PathCounts counts = round.counts();
    double each = round.deliveries();
    double sum =
        (counts.commits() * parts.commit()
                + counts.signatures() * parts.signature()
                + counts.verifications() * parts.verification()
                + (counts.calls() + counts.fetches()) * parts.call())
            / each;
    line(text, "%s", round.setting());
    line(
        text,
        "  (a) without log and signature: %.2f of its speed",
        round.dossiersPerSecond() / bare.dossiersPerSecond());
    line(
        text,
        "  (b) bare parts: %.0f of %.0f us a delivery, ratio %.2f",
        sum,
        round.microsPerDelivery(),
        sum / round.microsPerDelivery());
    line(
        text,
        "      a delivery takes %.2f commits (%.2f flushes), %.2f signatures, %.2f verifications, %.2f calls, %.2f fetches, %.2f entries",
        counts.commits() / each,
        counts.flushes() / each,
        counts.signatures() / each,
        counts.verifications() / each,
        counts.calls() / each,
        counts.fetches() / each,
        counts.entries() / each);
    WhereTimeGoes time = round.time();
    line(
        text,
        "      %.1f s wall: Java %.1f s (compiler %.1f, collector %.1f), PostgreSQL %.1f s of processor time",
        time.wall(),
        time.java(),
        time.compiler(),
        time.collector(),
        time.postgres());
    line(text, "      Java samples by part, percent: %s", time.shares());
    line(
        text,
        "      memory: live heap %d MB, JVM %d MB, PostgreSQL %d MB",
        round.memory().liveHeapAfterGc(),
        round.memory().rssJvm(),
        round.memory().rssPostgres());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
