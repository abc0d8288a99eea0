package vn.lienthong.connectors.onestop.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import vn.lienthong.schemas.dossier.DossierStatus;

/**
 * What happens to one dossier: its moves with their times, drawn from the brief alone. Move 0 is
 * the registration.
 */
final class Story {
  // Moves after which citizens and NPSP must see more than the step says.
  private static final Set<DossierStatus> WITH_SNAPSHOT =
      Set.of(
          DossierStatus.NEWLY_REGISTERED,
          DossierStatus.RECEIVED,
          DossierStatus.NOT_RECEIVED,
          DossierStatus.SUPPLEMENT_REQUIRED,
          DossierStatus.WITHDRAWN_BY_CITIZEN,
          DossierStatus.STOPPED,
          DossierStatus.PROCESSED,
          DossierStatus.RESULT_RETURNED);

  private final Brief brief;
  private final Flow flow;
  private final List<Instant> times;
  private final Traits traits;

  /** One move: its place in the story, the status it leads to, when it is made. */
  record Move(int position, DossierStatus status, Instant at) {
    boolean hasStep() {
      return position > 0;
    }

    boolean hasSnapshot() {
      return WITH_SNAPSHOT.contains(status);
    }

    int rows() {
      return (hasStep() ? 1 : 0) + (hasSnapshot() ? 1 : 0);
    }
  }

  private Story(Brief brief, Flow flow, List<Instant> times, Traits traits) {
    this.brief = brief;
    this.flow = flow;
    this.times = times;
    this.traits = traits;
  }

  static Story of(Brief brief) {
    // The multiplier spreads neighbouring ordinals over the whole range (Knuth, golden ratio).
    SplittableRandom random =
        new SplittableRandom(brief.seed() ^ (brief.ordinal() * 0x9E3779B97F4A7C15L));
    Flow flow = Flow.choose(random);
    List<Instant> times = new ArrayList<>();
    Instant at = brief.day().plusSeconds(random.nextLong(8 * 3600));
    for (DossierStatus status : flow.statuses()) {
      times.add(at);
      at = at.plus(wait(status, random));
    }
    return new Story(brief, flow, times, Traits.draw(random, flow));
  }

  // How long it stays in a status: minutes at the counter, hours at a desk, days at home.
  private static Duration wait(DossierStatus status, SplittableRandom random) {
    return switch (status) {
      case NEWLY_REGISTERED -> Duration.ofMinutes(5 + random.nextInt(90));
      case RECEIVED -> Duration.ofMinutes(30 + random.nextInt(300));
      case SUPPLEMENT_REQUIRED, FINANCIAL_OBLIGATION_REQUIRED ->
          Duration.ofHours(12 + random.nextInt(84));
      case IN_PROCESS -> Duration.ofMinutes(240 + random.nextInt(5 * 1440));
      case PROCESSED -> Duration.ofMinutes(60 + random.nextInt(1440));
      case NOT_RECEIVED, WITHDRAWN_BY_CITIZEN, STOPPED, RESULT_RETURNED -> Duration.ZERO;
    };
  }

  Brief brief() {
    return brief;
  }

  Traits traits() {
    return traits;
  }

  int moves() {
    return flow.statuses().size();
  }

  Move move(int position) {
    return new Move(position, flow.statuses().get(position), times.get(position));
  }

  /** The moves up to and with this one. */
  List<Move> until(int position) {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i <= position; i++) {
      moves.add(move(i));
    }
    return moves;
  }
}
