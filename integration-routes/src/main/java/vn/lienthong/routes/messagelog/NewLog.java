package vn.lienthong.routes.messagelog;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;

/** Opens a new log after a restore that lost published entries: an administrator's act. */
public final class NewLog {
  private final MessageLog log;
  private final Sequencer sequencer;

  NewLog(MessageLog log, Sequencer sequencer) {
    this.log = log;
    this.sequencer = sequencer;
  }

  /**
   * Opens the log of the next epoch; the old one's files are put aside. Its first entry names the
   * last checkpoint that the old log published, in {@code message}: origin, size, root.
   */
  public void open(String reason, String administrator) {
    sequencer.openNewLog(note -> append(note, reason, administrator));
  }

  private UUID append(String note, String reason, String administrator) {
    String last = note.isEmpty() ? "none" : named(SignedNote.parse(note).text());
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
