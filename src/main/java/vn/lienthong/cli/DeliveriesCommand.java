package vn.lienthong.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.dossiers.DeliveryFilter;
import vn.lienthong.routes.dossiers.DeliveryKind;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryRow;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.EventsAgain;
import vn.lienthong.routes.dossiers.HandOver;
import vn.lienthong.routes.dossiers.MassReplay;
import vn.lienthong.routes.dossiers.Replay;
import vn.lienthong.routes.partner.PartnerDesk;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** {@code ./hub deliveries}: what goes to whom, why it does not, and sending it again. */
@Command(
    name = "deliveries",
    description = "What is delivered to whom, what is refused and why, and sending it again.")
final class DeliveriesCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  private static final List<String> OF_MANY =
      List.of("dossier", "version", "kind", "state", "changed", "error", "field", "mend");
  private static final List<String> OF_SAMPLE =
      List.of("dossier", "version", "kind", "state", "error");
  private static final List<String> OF_ONE =
      List.of(
          "version",
          "kind",
          "state",
          "owner",
          "attempts",
          "changed",
          "error",
          "field",
          "said",
          "mend");

  @Command(name = "list", description = "Deliveries, the newest changes first.")
  int list(
      @Mixin HubVerb verb,
      @Option(names = "--state", description = "One of ${COMPLETION-CANDIDATES}.")
          Optional<DeliveryState> state,
      @Option(names = "--kind", description = "One of ${COMPLETION-CANDIDATES}.")
          Optional<DeliveryKind> kind,
      @Option(names = "--error", paramLabel = "CODE", description = "Error code, such as LT-3001.")
          Optional<String> error,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          List<DeliveryRow> rows =
              hub.getBean(DeliveryLedger.class)
                  .list(new DeliveryFilter(state, kind, error), limit.value());
          out.print(rows, OF_MANY, row -> cells(row, OF_MANY, verb.texts()));
          return 0;
        });
  }

  @Command(name = "show", description = "All deliveries of one dossier, in order, and its owner.")
  int show(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "DOSSIER", description = "Code of the dossier.") String dossier) {
    return verb.with(
        (hub, out) -> {
          List<DeliveryRow> rows = hub.getBean(DeliveryLedger.class).show(dossier);
          out.print(rows, OF_ONE, row -> cells(row, OF_ONE, verb.texts()));
          return rows.isEmpty() ? 1 : 0;
        });
  }

  @Command(
      name = "replay",
      description =
          "Sends refused, parked or doubtful deliveries of a dossier, or of a filter, again.")
  int replay(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(
              arity = "0..1",
              paramLabel = "DOSSIER",
              description = "Code of the dossier; without it a filter is needed.")
          Optional<String> dossier,
      @Option(names = "--version", description = "Only this one of the dossier.")
          Optional<Long> version,
      @Mixin ReplayOptions many) {
    if (dossier.isPresent() == many.isGiven() || (version.isPresent() && dossier.isEmpty())) {
      throw Limits.wrong("replay", "DOSSIER [--version N] | --state, --error …", "");
    }
    Replay.Act act = new Replay.Act(operator.operator(), operator.reason());
    return dossier.isPresent()
        ? replayOne(verb, dossier.get(), version, act)
        : replayMany(verb, many, act);
  }

  private static int replayOne(
      HubVerb verb, String dossier, Optional<Long> version, Replay.Act act) {
    return verb.with(
        (hub, out) -> {
          Replay replay = hub.getBean(Replay.class);
          List<Long> versions =
              version
                  .map(List::of)
                  .orElseGet(() -> held(hub.getBean(DeliveryLedger.class).show(dossier)));
          List<Replay.Result> results =
              versions.stream().map(one -> replay.replay(dossier, one, act)).toList();
          out.say(results, verb.texts().text("deliveries.replayed", released(results)));
          return 0;
        });
  }

  private static int replayMany(HubVerb verb, ReplayOptions many, Replay.Act act) {
    return verb.with(
        (hub, out) -> {
          many.partner().ifPresent(name -> hub.getBean(PartnerDesk.class).show(name));
          MassReplay replay = hub.getBean(MassReplay.class);
          MassReplay.Preview found = replay.preview(many.filter());
          if (many.isDryRun()) {
            out.say(found, found(found, verb.texts()));
            out.table(found.sample(), OF_SAMPLE, DeliveriesCommand::cells);
            return 0;
          }
          out.note(found(found, verb.texts()));
          out.table(found.sample(), OF_SAMPLE, DeliveriesCommand::cells);
          many.demandConfirmed(found);
          MassReplay.Outcome done = replay.replay(many.filter(), many.rate(), act);
          out.say(done, told(done, many.rate(), verb.texts()));
          return done.unknown() + done.unchecked() == 0 ? 0 : 1;
        });
  }

  private static String found(MassReplay.Preview found, Texts texts) {
    return texts.text("deliveries.found", found.total(), found.dossiers());
  }

  private static String told(MassReplay.Outcome done, int rate, Texts texts) {
    List<String> lines = new ArrayList<>();
    long asked = done.known() + done.unknown() + done.unchecked();
    if (done.released() > 0 || asked == 0) {
      lines.add(texts.text("deliveries.released", done.released(), rate));
    }
    if (asked > 0) {
      lines.add(
          texts.text("deliveries.checked", asked, done.known(), done.unknown(), done.unchecked()));
    }
    if (done.unknown() > 0) {
      lines.add(texts.text("deliveries.unknown", String.join(", ", done.unknownDossiers())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static List<String> cells(MassReplay.Sample one) {
    return List.of(
        one.dossier(),
        Long.toString(one.version()),
        one.kind().name(),
        one.state().name(),
        one.errorCode().orElse(""));
  }

  @Command(name = "cancel", description = "Gives one delivery up for good; later ones go on.")
  int cancel(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "DOSSIER", description = "Code of the dossier.") String dossier,
      @Option(
              names = "--version",
              required = true,
              description = "Of the dossier, as show lists it.")
          long version) {
    return verb.with(
        (hub, out) -> {
          hub.getBean(Replay.class)
              .cancel(dossier, version, new Replay.Act(operator.operator(), operator.reason()));
          out.say(
              Map.of("dossier", dossier, "version", version),
              verb.texts().text("deliveries.cancelled", version, dossier));
          return 0;
        });
  }

  @Command(
      name = "hand-over",
      description = "Gives a dossier another owner system; only the owner's changes are sent.")
  int handOver(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "DOSSIER", description = "Code of the dossier.") String dossier,
      @Option(
              names = "--to",
              required = true,
              description = "The new owner: one of ${COMPLETION-CANDIDATES}.")
          OwnerSystem.Kind to,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "Name of the ministry's system, as the feed has it.")
          Optional<String> name) {
    if (!OwnerSystem.fits(to, name)) {
      throw new HubException(HubError.OWNER_WRONG, to);
    }
    return verb.with(
        (hub, out) -> {
          HandOver.Done done =
              hub.getBean(HandOver.class)
                  .handOver(
                      dossier,
                      new OwnerSystem(to, name),
                      new Replay.Act(operator.operator(), operator.reason()));
          out.say(
              done,
              verb.texts()
                  .text(
                      "deliveries.handed-over", dossier, done.from(), done.to(), done.neverSent()));
          return 0;
        });
  }

  @Command(
      name = "tell-again",
      description =
          "Publishes what changed as events again, for listeners whose broker lost its journal.")
  int tellAgain(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Option(
              names = "--since",
              required = true,
              paramLabel = "TIME",
              description = "Of the changes, such as 2026-11-25T01:00:00Z.")
          Instant since) {
    return verb.with(
        (hub, out) -> {
          int told =
              hub.getBean(EventsAgain.class)
                  .since(since, new Replay.Act(operator.operator(), operator.reason()));
          out.say(Map.of("events", told), verb.texts().text("deliveries.told-again", told));
          return 0;
        });
  }

  private static List<Long> held(List<DeliveryRow> rows) {
    return rows.stream()
        .filter(
            row ->
                row.state() == DeliveryState.REFUSED
                    || row.state() == DeliveryState.PARKED
                    || row.state() == DeliveryState.IN_DOUBT)
        .map(DeliveryRow::version)
        .toList();
  }

  private static long released(List<Replay.Result> results) {
    return results.stream().filter(Replay.Result.Released.class::isInstance).count();
  }

  private static List<String> cells(DeliveryRow row, List<String> columns, Texts texts) {
    return columns.stream().map(column -> cell(row, column, texts)).toList();
  }

  private static String cell(DeliveryRow row, String column, Texts texts) {
    Optional<DeliveryRow.Trouble> trouble = row.error();
    return switch (column) {
      case "dossier" -> row.dossier();
      case "version" -> Long.toString(row.version());
      case "kind" -> row.kind().name();
      case "state" -> row.state().name();
      case "owner" -> row.owner().map(OwnerSystem::toString).orElse("");
      case "attempts" -> Integer.toString(row.attempts());
      case "changed" -> texts.times().ofInstant(row.changedAt());
      case "error" -> trouble.map(DeliveryRow.Trouble::code).orElse("");
      case "field" -> trouble.flatMap(DeliveryRow.Trouble::field).orElse("");
      case "said" -> trouble.flatMap(DeliveryRow.Trouble::text).orElse("");
      case "mend" -> trouble.map(one -> texts.advice(one.code())).orElse("");
      default -> throw new IllegalArgumentException(column);
    };
  }
}
