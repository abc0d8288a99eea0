package vn.lienthong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.app.Language;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.ProofVerifier;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/** {@code ./hub verify}: an exported log, or the proof of one entry, offline. */
@Command(
    name = "verify",
    exitCodeOnInvalidInput = VerifyCommand.NOT_RUN,
    exitCodeOnExecutionException = VerifyCommand.NOT_RUN,
    description =
        "Checks an exported log offline. Status: 0 valid, 1 invalid, 2 indeterminate, 3 not checked.")
final class VerifyCommand implements Callable<Integer> {
  /** Nothing was checked: no such folder, no such key. Apart from the three verdicts. */
  static final int NOT_RUN = 3;

  private static final String PROOF = ".tlog-proof";

  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of an exported log, or a .tlog-proof with the entry's .json beside it.")
  private Path folder = Path.of("");

  @Option(
      names = "--vkey",
      paramLabel = "FILE",
      description = "Verifier key of the log, as the province handed it over.")
  private Optional<Path> verifierKey = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description = "Certificate authorities that you trust; may be repeated.")
  private List<Path> authorities = List.of();

  @Option(
      names = "--older",
      paramLabel = "CHECKPOINT",
      description =
          "An older checkpoint that was kept outside: the log must extend it; may be repeated.")
  private List<Path> older = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When certificates must be valid, such as 2026-11-24T00:00:00Z; default: now. For who"
              + " knows from elsewhere that the checkpoint existed then.")
  private Optional<Instant> at = Optional.empty();

  @Option(names = "--json", description = "Writes the report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Path exported = folder.toAbsolutePath().normalize();
    Report report = exported.toString().endsWith(PROOF) ? proof(exported) : log(exported);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? ReportText.json(report)
            : ReportText.lines(report, common.language() == Language.VIETNAMESE).stripTrailing());
    return report.verdict().exitStatus();
  }

  private Report log(Path exported) {
    if (!Files.isDirectory(exported)) {
      throw new HubException(
          HubError.FILE_UNUSABLE, exported, new Reason("không phải thư mục", "not a folder"));
    }
    Anchors anchors =
        new Anchors(
            verifierKey.map(VerifyCommand::key),
            authorities.isEmpty()
                ? Optional.empty()
                : Optional.of(TrustAnchors.read(authorities.toArray(Path[]::new))),
            older.stream().map(VerifyCommand::read).toList());
    Instant now = at.orElseGet(() -> Clock.systemUTC().instant());
    return LogVerifier.verify(exported, anchors, now);
  }

  private Report proof(Path proof) {
    String name = "" + proof.getFileName();
    Path entry = proof.resolveSibling(name.substring(0, name.length() - PROOF.length()) + ".json");
    return ProofVerifier.verify(
        name, bytes(proof), bytes(entry), verifierKey.map(VerifyCommand::key));
  }

  private static SignedNote.VerifierKey key(Path file) {
    try {
      return SignedNote.VerifierKey.parse(read(file).strip());
    } catch (IllegalArgumentException e) {
      throw new HubException(e, HubError.FILE_UNUSABLE, file, "" + e.getMessage());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) { // also where it is not UTF-8
      throw new HubException(e, HubError.FILE_UNUSABLE, file, e.getClass().getSimpleName());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new HubException(e, HubError.FILE_UNUSABLE, file, Reason.of(e));
    }
  }
}
