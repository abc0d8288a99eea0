package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/** Reads many details at once, and goes on after an outage of the portal. */
final class DetailReader {
  private static final int CHUNK = 100;
  private static final Duration CHUNK_TIME = Duration.ofSeconds(5);
  private static final int ROUNDS_FOR_A_LOST_ANSWER = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final NpspReads npsp;
  private final int parallel;
  private final Duration patience;
  private final Clock clock;

  DetailReader(NpspReads npsp, int parallel, Duration patience, Clock clock) {
    this.npsp = npsp;
    this.parallel = parallel;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Reads all items and hands them on in chunks, in this thread. What the portal could not answer
   * is asked again, until nothing comes for the time of patience; then it is handed on as missing.
   */
  void read(SyncRun run, List<ProcedureSummary> items, Consumer<List<Detail>> sink) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            parallel, Thread.ofPlatform().daemon().name("procedure-details-", 0).factory())) {
      try {
        rounds(run, items, threads, sink);
      } catch (RuntimeException e) {
        // The portal is not asked on for what nobody takes any more.
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private void rounds(
      SyncRun run,
      List<ProcedureSummary> items,
      ExecutorService threads,
      Consumer<List<Detail>> sink) {
    Instant lastAnswer = clock.instant();
    List<ProcedureSummary> due = items;
    for (int round = 1; !due.isEmpty(); round++) {
      List<Detail.Missing> later = round(run, due, round, threads, sink);
      lastAnswer = later.size() < due.size() ? clock.instant() : lastAnswer;
      if (!later.isEmpty() && !isWorthAnotherRound(run, lastAnswer)) {
        later.forEach(_ -> run.progress().oneDone());
        sink.accept(List.copyOf(later));
        return;
      }
      due = later.stream().map(Detail.Missing::item).toList();
    }
  }

  private boolean isWorthAnotherRound(SyncRun run, Instant lastAnswer) {
    return Duration.between(lastAnswer, clock.instant()).compareTo(patience) < 0
        && !run.progress().waitOrCancelled(PAUSE);
  }

  private List<Detail.Missing> round(
      SyncRun run,
      List<ProcedureSummary> due,
      int round,
      ExecutorService threads,
      Consumer<List<Detail>> sink) {
    var answers = new ExecutorCompletionService<Detail>(threads);
    AtomicInteger missesInARow = new AtomicInteger();
    due.forEach(item -> answers.submit(() -> detail(run, item, round, missesInARow)));
    List<Detail.Missing> later = new ArrayList<>();
    List<Detail> chunk = new ArrayList<>();
    Instant begun = clock.instant();
    for (int left = due.size(); left > 0; left--) {
      Detail detail = next(answers);
      if (detail instanceof Detail.Missing missing && missing.later()) {
        later.add(missing);
      } else {
        run.progress().oneDone();
        chunk.add(detail);
      }
      if (left == 1 || chunk.size() == CHUNK || isOld(begun)) {
        handOn(chunk, sink);
        begun = clock.instant();
      }
    }
    return later;
  }

  /** True when a slow portal has filled so little that waiting on would risk it in a kill. */
  private boolean isOld(Instant chunkBegun) {
    return chunkBegun.plus(CHUNK_TIME).isBefore(clock.instant());
  }

  private static void handOn(List<Detail> chunk, Consumer<List<Detail>> sink) {
    if (!chunk.isEmpty()) {
      sink.accept(List.copyOf(chunk));
      chunk.clear();
    }
  }

  private static Detail next(ExecutorCompletionService<Detail> answers) {
    try {
      return answers.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading details", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("reading a detail failed", e.getCause());
    }
  }

  private Detail detail(SyncRun run, ProcedureSummary item, int round, AtomicInteger missesInARow) {
    if (run.progress().isCancelled()) {
      return missing(item, HubError.PARTNER_HELD_BACK, "not asked: the run was ended", true);
    }
    if (missesInARow.get() >= 2 * parallel) {
      return missing(item, HubError.PARTNER_UNREACHABLE, "not asked: the portal is away", true);
    }
    Detail detail =
        switch (npsp.detail().apply(run.request(), item.code())) {
          case ReadOutcome.Value<Procedure> value -> read(item, value);
          case ReadOutcome.Failed<Procedure> failed -> failed(item, failed.outcome(), round);
        };
    if (detail instanceof Detail.Missing missing && missing.later()) {
      missesInARow.incrementAndGet();
    } else {
      missesInARow.set(0);
    }
    return detail;
  }

  private Detail read(ProcedureSummary item, ReadOutcome.Value<Procedure> value) {
    Procedure procedure = value.value();
    if (!procedure.code().equals(item.code())) {
      return missing(
          item, HubError.PROCEDURE_UNREADABLE, "the answer is about " + procedure.code(), false);
    }
    ProcedureDocument document = ProcedureDocument.of(procedure);
    if (document.text().contains("\\u0000")) {
      return missing(
          item, HubError.PROCEDURE_UNREADABLE, "a text holds the character U+0000", false);
    }
    return new Detail.Read(item, procedure.name(), document, value.findings(), clock.instant());
  }

  private Detail.Missing failed(ProcedureSummary item, DeliveryOutcome outcome, int round) {
    return switch (outcome) {
      case DeliveryOutcome.Refused refused -> missing(item, refused.error(), refused.text(), false);
      case DeliveryOutcome.Deferred deferred ->
          missing(item, deferred.error(), deferred.text(), !deferred.usesAttempt());
      case DeliveryOutcome.SessionExpired expired ->
          missing(item, HubError.PARTNER_HELD_BACK, expired.text(), true);
      case DeliveryOutcome.Unknown unknown ->
          missing(item, unknown.error(), unknown.text(), round < ROUNDS_FOR_A_LOST_ANSWER);
      case DeliveryOutcome.Accepted _ ->
          missing(item, HubError.PROCEDURE_UNREADABLE, "an answer without a document", false);
    };
  }

  private Detail.Missing missing(
      ProcedureSummary item, HubError error, String text, boolean later) {
    return new Detail.Missing(item, error, text, later, clock.instant());
  }
}
