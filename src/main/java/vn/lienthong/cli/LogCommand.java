package vn.lienthong.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.Erasure;
import vn.lienthong.routes.messagelog.LogExport;
import vn.lienthong.routes.messagelog.LogProofs;
import vn.lienthong.routes.messagelog.LogSearch;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.messagelog.NewLog;

/** {@code ./hub log}: searching the message log, exporting it, and what is rarely done to it. */
@Command(
    name = "log",
    description = "The signed message log: search, export, proof, vkey, erase, new.")
final class LogCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "search", description = "Finds entries; the search itself becomes one.")
  int search(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Option(names = "--dossier", paramLabel = "CODE", description = "Code of a dossier.")
          Optional<String> dossier,
      @Option(names = "--partner", description = "Such as npsp.") Optional<String> partner,
      @Option(names = "--call", paramLabel = "ID", description = "Id of a call.")
          Optional<String> call,
      @Option(names = "--kind", description = "One of ${COMPLETION-CANDIDATES}.")
          Optional<EntryDraft.Kind> kind,
      @Option(names = "--from", paramLabel = "TIME", description = "Such as 2026-11-24T00:00:00Z.")
          Optional<Instant> from,
      @Option(names = "--to", paramLabel = "TIME", description = "Exclusive.") Optional<Instant> to,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          List<LogSearch.Found> found =
              hub.getBean(LogSearch.class)
                  .search(
                      new LogSearch.Query(dossier, partner, call, kind, from, to, limit.value()),
                      operator.operator(),
                      operator.reason());
          out.print(
              found,
              List.of("index", "time", "kind", "partner", "service", "outcome", "error", "call"),
              LogCommand::cells);
          return 0;
        });
  }

  @Command(name = "export", description = "Writes the sealed log into a folder.")
  int export(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "DIR", description = "Folder to be made.") Path folder,
      @Option(
              names = "--payloads",
              description = "Discloses contents with their salts; they hold personal data.")
          boolean payloads) {
    return verb.with(
        (hub, out) -> {
          LogExport.Exported exported =
              hub.getBean(LogExport.class)
                  .export(
                      folder.toAbsolutePath().normalize(),
                      payloads,
                      operator.operator(),
                      operator.reason());
          out.say(exported, verb.texts().text("log.exported", exported.size(), exported.folder()));
          return 0;
        });
  }

  @Command(
      name = "proof",
      description = "Writes one entry with the proof that it is in the log, into a folder.")
  int proof(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "INDEX", description = "Number of the entry, from 0.") long index,
      @Parameters(paramLabel = "DIR", description = "Folder to be made.") Path folder) {
    return verb.with(
        (hub, out) -> {
          Path proof =
              hub.getBean(LogProofs.class)
                  .write(
                      index,
                      folder.toAbsolutePath().normalize(),
                      operator.operator(),
                      operator.reason());
          out.say(Map.of("proof", proof.toString()), proof.toString());
          return 0;
        });
  }

  @Command(
      name = "vkey",
      description = "Prints the verifier key of the log, to be handed to auditors.")
  int vkey(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          String key = hub.getBean(LogStatus.class).verifierKey();
          out.say(Map.of("verifierKey", key), key);
          return 0;
        });
  }

  @Command(
      name = "erase",
      description = "Erases what the log holds about a dossier; its entries and digests stay.")
  int erase(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Option(
              names = "--dossier",
              paramLabel = "CODE",
              required = true,
              description = "Code of a dossier.")
          String dossier) {
    return verb.with(
        (hub, out) -> {
          int bodies =
              hub.getBean(Erasure.class).erase(dossier, operator.operator(), operator.reason());
          out.say(Map.of("bodies", bodies), verb.texts().text("log.erased", bodies));
          return 0;
        });
  }

  @Command(
      name = "new",
      description = "Opens a new log where a restored database cannot continue the old one.")
  int open(@Mixin HubVerb verb, @Mixin OperatorOptions operator) {
    return verb.with(
        (hub, out) -> {
          NewLog.Opened opened =
              hub.getBean(NewLog.class).open(operator.reason(), operator.operator());
          out.say(opened, verb.texts().text("log.opened", opened.origin(), opened.verifierKey()));
          return 0;
        });
  }

  private static List<String> cells(LogSearch.Found one) {
    return List.of(
        one.index().isPresent() ? Long.toString(one.index().getAsLong()) : "-",
        one.appendedAt().toString(),
        one.kind().name(),
        one.partner(),
        one.service(),
        one.outcome().orElse(""),
        one.errorCode().orElse(""),
        one.call().callId());
  }
}
