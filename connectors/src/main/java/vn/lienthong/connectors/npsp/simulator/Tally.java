package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** The counters, rebuilt from the effects file at start. Guarded by the book's lock. */
final class Tally {
  private long applied;
  private long appliedTwice;
  private long repeated;
  private long orderViolations;
  private long invalidSignatures;
  private long refused;
  private long lookups;
  private long filesFetched;
  private long filesMissing;
  private long filesWrongHash;
  private long filesWrongType;
  private long filesFailed;
  private long steps;
  private long duplicatesAnswered;

  /** Counts one line of the effects file. */
  void count(JsonNode line) {
    switch (line.path("t").asText()) {
      case "call" -> call(line);
      case "lookup" -> lookups++;
      case "signature" -> invalidSignatures++;
      case "file" -> file(line.path("r").asText());
      default -> {
        // The header counts nothing.
      }
    }
  }

  private void call(JsonNode line) {
    duplicatesAnswered += line.path("dup").asLong();
    for (JsonNode refusal : line.path("refused")) {
      refused++;
      orderViolations += refusal.path("order").asBoolean() ? 1 : 0;
    }
    for (JsonNode effect : line.path("effects")) {
      applied++;
      steps += effect.path("kind").asText().equals("step") ? 1 : 0;
      appliedTwice += effect.path("appliedTwice").asBoolean() ? 1 : 0;
      repeated += effect.path("repeated").asBoolean() ? 1 : 0;
      orderViolations += effect.path("orderViolation").asBoolean() ? 1 : 0;
    }
  }

  private void file(String result) {
    switch (result) {
      case "fetched" -> filesFetched++;
      case "missing" -> filesMissing++;
      case "wrong-hash" -> filesWrongHash++;
      case "wrong-type" -> filesWrongType++;
      default -> filesFailed++;
    }
  }

  NpspSimulatorState state(long dossiers, long filesPending) {
    return new NpspSimulatorState(
        applied,
        appliedTwice,
        repeated,
        orderViolations,
        invalidSignatures,
        refused,
        lookups,
        filesFetched,
        filesMissing,
        filesWrongHash,
        filesWrongType,
        filesFailed,
        filesPending,
        dossiers,
        steps,
        duplicatesAnswered);
  }
}
