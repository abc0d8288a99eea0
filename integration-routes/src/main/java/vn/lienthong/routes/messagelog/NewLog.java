package vn.lienthong.routes.messagelog;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;

/** Opens a new log after a restore that lost published entries: an administrator's act. */
public final class NewLog {
  private final MessageLog log;
  private final Sequencer sequencer;
  private final CheckpointSigner signer;

  NewLog(MessageLog log, Sequencer sequencer, CheckpointSigner signer) {
    this.log = log;
    this.sequencer = sequencer;
    this.signer = signer;
  }

  /**
   * Opens the log of the next epoch; the old one's files are put aside. Its first entry names the
   * last checkpoint that the old log published, in {@code message}: origin, size, root.
   *
   * @return what the auditors need from now on
   * @throws HubException LT-6056 when the old log can go on
   */
  public Opened open(String reason, String administrator) {
    String origin = sequencer.openNewLog(note -> append(note, reason, administrator));
    return new Opened(origin, signer.verifierKey(origin));
  }

  /**
   * A new log.
   *
   * @param verifierKey by which its checkpoints are checked: C2SP signed-note, name+hash+key
   */
  public record Opened(String origin, String verifierKey) {}

  /**
   * As {@link #open}, where the old log's files are lost, so that nobody knows what it published.
   */
  Opened openAfter(LogFolder.Published last, String reason, String administrator) {
    String origin = sequencer.openNewLogAfter(last, note -> append(note, reason, administrator));
    return new Opened(origin, signer.verifierKey(origin));
  }

  private UUID append(String note, String reason, String administrator) {
    String last = named(SignedNote.parse(note).text());
    return log.append(
        OperatorActs.act(
            "log-opened",
            administrator,
            Optional.empty(),
            last,
            OperatorActs.text(reason + "\n\n" + note)));
  }

  private static String named(String text) {
    Checkpoint checkpoint = Checkpoint.parse(text);
    return checkpoint.origin()
        + " "
        + checkpoint.size()
        + " "
        + HexFormat.of().formatHex(checkpoint.root());
  }
}
