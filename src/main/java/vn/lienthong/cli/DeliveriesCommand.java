package vn.lienthong.cli;

import java.time.Instant;
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
import vn.lienthong.routes.dossiers.Replay;

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
  private static final List<String> OF_ONE =
      List.of("version", "kind", "state", "attempts", "changed", "error", "field", "said", "mend");

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

  @Command(name = "show", description = "All deliveries of one dossier, in order.")
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
      description = "Sends refused, parked or doubtful deliveries of a dossier again.")
  int replay(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "DOSSIER", description = "Code of the dossier.") String dossier,
      @Option(names = "--version", description = "Only this one.") Optional<Long> version) {
    return verb.with(
        (hub, out) -> {
          Replay replay = hub.getBean(Replay.class);
          Replay.Act act = new Replay.Act(operator.operator(), operator.reason());
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
