package vn.lienthong.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import vn.lienthong.cli.Limits;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Batch;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.ErrorCodes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.KnownAdds;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Wrapping;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** How the simulated portal behaves, as options of the command line. */
final class PortalOptions {
  @Option(
      names = "--steps",
      defaultValue = "DEDUPLICATED",
      description = "What a repeated step does: ${COMPLETION-CANDIDATES}.")
  private Steps steps = Steps.DEDUPLICATED;

  @Option(
      names = "--batch",
      defaultValue = "ATOMIC",
      description = "What a batch with a bad item does: ${COMPLETION-CANDIDATES}.")
  private Batch batch = Batch.ATOMIC;

  @Option(
      names = "--error-codes",
      defaultValue = "TEXT_00",
      description = "How success is written: ${COMPLETION-CANDIDATES}.")
  private ErrorCodes errorCodes = ErrorCodes.TEXT_00;

  @Option(
      names = "--wrapping",
      defaultValue = "PLAIN",
      description = "Answers as they are or as text in field message: ${COMPLETION-CANDIDATES}.")
  private Wrapping wrapping = Wrapping.PLAIN;

  @Option(
      names = "--known-adds",
      defaultValue = "REFUSED",
      description = "What an add of a known dossier does: ${COMPLETION-CANDIDATES}.")
  private KnownAdds knownAdds = KnownAdds.REFUSED;

  @Option(
      names = "--session-minutes",
      defaultValue = "30",
      paramLabel = "N",
      description = "How long a session lasts.")
  private int sessionMinutes = 30;

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description =
          "Certificates of the CA of those who sign; without it signatures are not checked.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--signatures",
      description = "What is demanded of requests: ${COMPLETION-CANDIDATES}; needs --trust.")
  private Optional<RequestCheck> signatures = Optional.empty();

  @Option(
      names = "--sign-with",
      paramLabel = "P12",
      description = "Key store of the key that signs answers; without it they are not signed.")
  private Optional<Path> signWith = Optional.empty();

  @Option(
      names = "--sign-password-file",
      paramLabel = "FILE",
      description = "File with its password; default: file password beside it.")
  private Optional<Path> signPasswordFile = Optional.empty();

  @Option(names = "--sign-alias", defaultValue = "npsp", description = "Name of the key.")
  private String signAlias = "npsp";

  NpspSimulatorSettings applied(NpspSimulatorSettings settings) {
    Limits.within("--session-minutes", sessionMinutes, 1, 1440);
    return settings
        .withModes(new Modes(steps, batch, errorCodes, wrapping, knownAdds))
        .withSessionLifetime(Duration.ofMinutes(sessionMinutes))
        .withSignatures(new Signatures(check(), trust, signWith.map(this::answerKey)));
  }

  private RequestCheck check() {
    RequestCheck usual = trust.isPresent() ? RequestCheck.OPTIONAL : RequestCheck.OFF;
    RequestCheck asked = signatures.orElse(usual);
    if (asked != RequestCheck.OFF && trust.isEmpty()) {
      throw Limits.wrong("--signatures", "+ --trust", asked.name());
    }
    return asked;
  }

  private AnswerKey answerKey(Path store) {
    Path file = signPasswordFile.orElseGet(() -> store.resolveSibling("password"));
    try {
      return new AnswerKey(store, Files.readString(file).strip(), signAlias);
    } catch (IOException e) {
      throw new HubException(e, HubError.FILE_UNUSABLE, file, e.getClass().getSimpleName());
    }
  }
}
