package vn.lienthong.console.deliveries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.routes.dossiers.DeliveryRow;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DossierFacts;
import vn.lienthong.routes.messagelog.EntryDraft.Kind;
import vn.lienthong.routes.messagelog.LogSearch;

/**
 * What happened to one dossier: how it stands, each delivery step by step, and what else the log
 * holds about it.
 */
record Story(
    String dossier, List<DossierFacts> facts, List<Delivery> deliveries, List<Step> others) {
  Story {
    facts = List.copyOf(facts);
    deliveries = List.copyOf(deliveries);
    others = List.copyOf(others);
  }

  /** One delivery and what happened to it, in order of time. */
  record Delivery(DeliveryRow row, List<Step> steps) {
    Delivery {
      steps = List.copyOf(steps);
    }

    /** The catalogue's code of what is wrong, or nothing. */
    public String error() {
      return row.error().map(DeliveryRow.Trouble::code).orElse("");
    }

    /** Where it is wrong, or nothing. */
    public String field() {
      return row.error().flatMap(DeliveryRow.Trouble::field).orElse("");
    }

    /** What the partner or the rule said, or nothing. */
    public String said() {
      return row.error().flatMap(DeliveryRow.Trouble::text).orElse("");
    }

    /** Whether the one-stop system had something to be told of. */
    public boolean isOver() {
      return row.state() != DeliveryState.DUE && row.state() != DeliveryState.IN_FLIGHT;
    }
  }

  /**
   * Something that happened.
   *
   * @param what CAPTURED, STATE, or the kind of the entry
   */
  record Step(Instant at, String what, Optional<LogSearch.Found> entry) {}

  /** Whether an operator may send something of it again. */
  public boolean isHeld() {
    return deliveries.stream().anyMatch(one -> one.row().state().blocks());
  }

  /** Puts the entries of the log to the deliveries that they are about. */
  static Story of(
      String dossier,
      List<DossierFacts> facts,
      List<DeliveryRow> rows,
      List<LogSearch.Found> entries) {
    Set<LogSearch.Found> told = new HashSet<>();
    List<Delivery> deliveries = new ArrayList<>();
    for (DeliveryRow row : rows) {
      List<LogSearch.Found> own = entriesOf(row, entries);
      told.addAll(own);
      deliveries.add(new Delivery(row, steps(row, own)));
    }
    return new Story(
        dossier,
        facts,
        deliveries,
        entries.stream().filter(one -> !told.contains(one)).map(Story::step).toList());
  }

  /**
   * Its items and the acts on it name the delivery; the calls and answers are those of its items.
   */
  private static List<LogSearch.Found> entriesOf(DeliveryRow row, List<LogSearch.Found> entries) {
    String id = row.id().toString();
    Set<String> calls =
        entries.stream()
            .filter(one -> one.kind() == Kind.ITEM && one.call().messageId().equals(id))
            .map(one -> one.call().callId())
            .collect(Collectors.toSet());
    return entries.stream()
        .filter(
            one ->
                one.call().messageId().equals(id)
                    || (one.kind() != Kind.ITEM && calls.contains(one.call().callId())))
        .toList();
  }

  private static List<Step> steps(DeliveryRow row, List<LogSearch.Found> entries) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(row.capturedAt(), "CAPTURED", Optional.empty()));
    entries.forEach(one -> steps.add(step(one)));
    // The state is written a moment before the entry of the answer that gave it.
    steps.add(new Step(row.changedAt(), "STATE", Optional.empty()));
    return steps;
  }

  private static Step step(LogSearch.Found entry) {
    return new Step(entry.appendedAt(), entry.kind().name(), Optional.of(entry));
  }
}
