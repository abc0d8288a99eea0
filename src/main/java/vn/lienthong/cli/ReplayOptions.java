package vn.lienthong.cli;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.MassReplay;
import vn.lienthong.routes.dossiers.ReplayFilter;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Which deliveries of many are replayed, how fast, and that the operator means it. */
final class ReplayOptions {
  @Option(
      names = "--state",
      split = ",",
      description =
          "REFUSED, PARKED, IN_DOUBT (those that wait for you), DELIVERED (only asked for);"
              + " default: REFUSED,PARKED.")
  private List<DeliveryState> states = List.of();

  @Option(names = "--error", paramLabel = "CODE", description = "Error code, such as LT-3001.")
  private Optional<String> error = Optional.empty();

  @Option(names = "--partner", description = "Such as npsp.")
  private Optional<String> partner = Optional.empty();

  @Option(names = "--agency", paramLabel = "CODE", description = "Agency with those below it.")
  private Optional<String> agency = Optional.empty();

  @Option(names = "--procedure", paramLabel = "CODE", description = "Code of a procedure.")
  private Optional<String> procedure = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "In this state since then or later, such as 2026-11-24T08:00.")
  private Optional<Instant> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "Exclusive.")
  private Optional<Instant> to = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many a second, 1 to 1000; default: ${DEFAULT-VALUE}.")
  private int rate = 20;

  @Option(names = "--dry-run", description = "Only counts and shows what is found.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Replays all that is found.")
  private boolean yes;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Replays all that is found if it is exactly so many.")
  private Optional<Long> count = Optional.empty();

  boolean isDryRun() {
    return dryRun;
  }

  int rate() {
    return Limits.within("--rate", rate, 1, 1000);
  }

  Optional<String> partner() {
    return partner;
  }

  /** True when something restricts: without it nothing is replayed but a named dossier. */
  boolean isGiven() {
    return !states.isEmpty()
        || Stream.of(error, partner, agency, procedure, from, to).anyMatch(Optional::isPresent);
  }

  ReplayFilter filter() {
    Set<DeliveryState> chosen =
        states.isEmpty()
            ? EnumSet.of(DeliveryState.REFUSED, DeliveryState.PARKED)
            : EnumSet.copyOf(states);
    chosen.stream()
        .filter(state -> !ReplayFilter.REPLAYABLE.contains(state))
        .forEach(
            state -> {
              throw Limits.wrong(
                  "--state", "REFUSED | PARKED | IN_DOUBT | DELIVERED", state.name());
            });
    return new ReplayFilter(chosen, error, agency, procedure, from, to);
  }

  /** Ends unless the operator said yes to what is found. */
  void demandConfirmed(MassReplay.Preview found) {
    if (count.isPresent() && count.get() != found.total()) {
      throw new HubException(HubError.REPLAY_COUNT_DIFFERS, found.total(), count.get());
    }
    if (count.isEmpty() && !yes) {
      throw new HubException(HubError.REPLAY_UNCONFIRMED, found.total());
    }
  }
}
