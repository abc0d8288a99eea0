package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.routes.procedures.ProcedureRegistry.InForce;
import vn.lienthong.routes.procedures.ProcedureRegistry.Next;
import vn.lienthong.routes.procedures.ProcedureRegistry.State;

/**
 * Compares what the portal said with the registry and works out what is to be written. Nothing is
 * written here, so that a dry run takes the same way.
 */
final class RegistryUpdate {
  private final SyncRun run;
  private final ChangeRule rule;
  private final Map<String, InForce> inForce;
  private final Map<String, ProcedureDocument> documents;
  private final Words words;
  private final Instant now;

  private final List<Next> versions = new ArrayList<>();
  private final List<Differences.Found> differences = new ArrayList<>();
  private final List<Proposals.New> proposals = new ArrayList<>();
  private final List<Place> overtaken = new ArrayList<>();

  RegistryUpdate(
      SyncRun run,
      ChangeRule rule,
      Map<String, InForce> inForce,
      Map<String, ProcedureDocument> documents,
      Words words,
      Instant now) {
    this.run = run;
    this.rule = rule;
    this.inForce = inForce;
    this.documents = documents;
    this.words = words;
    this.now = now;
  }

  List<Next> versions() {
    return versions;
  }

  List<Differences.Found> differences() {
    return differences;
  }

  List<Proposals.New> proposals() {
    return proposals;
  }

  List<Place> overtaken() {
    return overtaken;
  }

  /** Takes one document of the portal. */
  void take(Detail.Read detail) {
    String code = detail.item().code().value();
    InForce current = inForce.get(code);
    if (current == null) {
      begin(detail, 1, detail.document());
      note(code, FieldChange.Kind.ADDED, detail.name());
      run.count(SyncRun.End.ADDED);
    } else if (current.state() == State.CLOSED) {
      begin(detail, current.version() + 1, detail.document());
      note(code, FieldChange.Kind.REOPENED, detail.name());
      run.count(SyncRun.End.CHANGED);
    } else if (current.hash().equals(detail.document().hash())) {
      overtake(code, Set.of());
      run.count(SyncRun.End.UNCHANGED);
    } else {
      compare(detail, current);
    }
  }

  private void compare(Detail.Read detail, InForce current) {
    String code = detail.item().code().value();
    ProcedureDocument registry = registered(code);
    List<FieldChange> changes = FieldComparison.of(registry, detail.document());
    ChangeRule.Decision decision = rule.decide(registry, detail.document(), changes);
    boolean applies = !decision.applied().hash().equals(current.hash());
    Set<Proposal.Area> news = propose(code, decision);
    int place = 0;
    for (FieldChange change : changes) {
      boolean waits = decision.waits(change);
      boolean isNew = !waits || news.stream().anyMatch(a -> change.path().startsWith(a.field()));
      if (isNew) {
        differences.add(new Differences.Found(code, place++, change, waits));
      }
    }
    if (applies) {
      begin(detail, current.version() + 1, decision.applied());
    }
    run.count(applies ? SyncRun.End.CHANGED : SyncRun.End.UNCHANGED);
  }

  /** Proposes what waits, once; answers the parts that are newly proposed. */
  private Set<Proposal.Area> propose(String code, ChangeRule.Decision decision) {
    Set<Proposal.Area> stillWaiting = new TreeSet<>();
    Set<Proposal.Area> news = new TreeSet<>();
    for (ChangeRule.Waiting part : decision.waiting()) {
      Place place = new Place(code, part.area());
      Words.Move move =
          new Words.Move(
              ProcedureDocument.hashOf(part.registry()), ProcedureDocument.hashOf(part.value()));
      if (words.isNews(place, move)) {
        add(place, kinds(part.kinds()), Optional.of(part.value()), move);
        news.add(part.area());
      }
      if (!words.wasRejected(place, move)) {
        stillWaiting.add(part.area());
      }
    }
    overtake(code, stillWaiting);
    return news;
  }

  /**
   * A procedure in the registry that the national list no longer holds.
   *
   * @param since first list without it; another time of missing it is another withdrawal
   * @param waits whether an operator must decide
   */
  void gone(String code, Instant since, boolean waits) {
    InForce current = inForce.get(code);
    if (current == null || current.state() == State.CLOSED) {
      return;
    }
    Place place = new Place(code, Proposal.Area.WITHDRAWAL);
    Words.Move move = new Words.Move("OPEN", since.toString());
    if (!waits) {
      close(code, current);
      differences.add(new Differences.Found(code, 0, FieldChange.withdrawal(), false));
      run.count(SyncRun.End.WITHDRAWN);
    } else if (words.isNews(place, move)) {
      add(place, "withdrawal", Optional.empty(), move);
      differences.add(new Differences.Found(code, 0, FieldChange.withdrawal(), true));
    }
  }

  private void close(String code, InForce current) {
    ProcedureDocument document = registered(code);
    String name = document.json().path("name").asText();
    versions.add(new Next(code, current.version() + 1, name, State.CLOSED, document, now));
    Place.allOf(code).forEach(this::overtakeIfWaiting);
  }

  private ProcedureDocument registered(String code) {
    ProcedureDocument document = documents.get(code);
    if (document == null) {
      throw new IllegalStateException("no document in force under " + code);
    }
    return document;
  }

  private void add(Place place, String kinds, Optional<JsonNode> value, Words.Move move) {
    proposals.add(new Proposals.New(UuidCreator.getTimeOrderedEpoch(), place, kinds, value, move));
    run.proposed(1);
  }

  private void overtake(String code, Set<Proposal.Area> stillWaiting) {
    for (Proposal.Area area : List.of(Proposal.Area.TERMS, Proposal.Area.COMPONENTS)) {
      if (!stillWaiting.contains(area)) {
        overtakeIfWaiting(new Place(code, area));
      }
    }
  }

  private void overtakeIfWaiting(Place place) {
    if (words.waits(place)) {
      overtaken.add(place);
    }
  }

  private void begin(Detail.Read detail, long version, ProcedureDocument document) {
    versions.add(
        new Next(
            detail.item().code().value(),
            version,
            document.json().path("name").asText(),
            State.OPEN,
            document,
            detail.at()));
  }

  private void note(String code, FieldChange.Kind kind, String name) {
    differences.add(
        new Differences.Found(
            code, 0, new FieldChange("name", kind, Optional.empty(), Optional.of(name)), false));
  }

  private static String kinds(Set<FieldChange.Kind> kinds) {
    return kinds.stream()
        .sorted()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }
}
