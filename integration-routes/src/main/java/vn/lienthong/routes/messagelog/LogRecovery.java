package vn.lienthong.routes.messagelog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;

/**
 * How the message log goes on in a restored database: only if that can extend everything the old
 * one published. What was published last stands in the data folder; where that is lost nobody here
 * knows it, and a new log is opened.
 */
public final class LogRecovery {
  private final Path dataDir;
  private final LogFolder folder;
  private final CheckpointSigner signer;
  private final Clock clock;

  public LogRecovery(Path dataDir, LogProperties log, KeyStoreFile keys, Clock clock) {
    this.dataDir = dataDir;
    this.folder = new LogFolder(dataDir.resolve("log"));
    this.signer =
        new CheckpointSigner(
            log.origin(), keys.signingKey(log.noteKey()), keys.signingKey(log.cmsKey()));
    this.clock = clock;
  }

  /** How the log goes on. */
  public sealed interface Outcome {
    /** The restored database holds all that was published. */
    record GoesOn() implements Outcome {}

    /** It does not, or nobody knows; the auditors need the new verifier key. */
    record Opened(String origin, String verifierKey) implements Outcome {}
  }

  /** The note that was published last, as it lies in the data folder. */
  public Optional<String> published() {
    return folder.published().map(LogFolder.Published::note);
  }

  /**
   * Decides for a restored database, and writes the act into its log. Changes no file of the log
   * that lies there.
   *
   * @param backedUp the note that was published when the backup was made
   * @param act what was restored, by whom is said apart
   * @throws HubException LT-6050, LT-6051 when the restored database does not even hold what had
   *     been published when it was backed up
   */
  public Outcome goOn(DataSource restored, Optional<String> backedUp, String act, String operator) {
    JdbcClient jdbc = JdbcClient.create(restored);
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(restored));
    TreeStore store = new TreeStore(jdbc);
    SignedRoots roots = new SignedRoots(jdbc);
    Sequencer sequencer = new Sequencer(store, roots, folder, signer, transactions, clock);
    MessageLog log = new MessageLog(jdbc, clock, new SecureRandom());
    Optional<LogFolder.Published> known = backedUp.map(LogRecovery::published);
    known
        .flatMap(sequencer::obstacleTo)
        .ifPresent(
            obstacle -> {
              throw obstacle;
            });
    Outcome outcome = outcome(sequencer, new NewLog(log, sequencer, signer), known, act, operator);
    transactions.executeWithoutResult(
        _ ->
            log.append(
                OperatorActs.act(
                    "restore",
                    operator,
                    Optional.empty(),
                    outcome.getClass().getSimpleName(),
                    OperatorActs.text(act))));
    if (folder.published().isEmpty()) {
      writeOld(store, roots);
    }
    return outcome;
  }

  private Outcome outcome(
      Sequencer sequencer,
      NewLog newLog,
      Optional<LogFolder.Published> known,
      String act,
      String operator) {
    Optional<LogFolder.Published> here = folder.published();
    if (here.isPresent() && !isBehind(here.orElseThrow(), known)) {
      if (sequencer.obstacleTo(here.orElseThrow()).isEmpty()) {
        return new Outcome.GoesOn();
      }
      return opened(newLog.openAfter(here.orElseThrow(), act, operator));
    }
    return known
        .map(last -> opened(newLog.openAfter(last, act, operator)))
        .orElseGet(Outcome.GoesOn::new);
  }

  private static Outcome opened(NewLog.Opened opened) {
    return new Outcome.Opened(opened.origin(), opened.verifierKey());
  }

  /** True when the folder here is an older copy than the one that was backed up. */
  private boolean isBehind(LogFolder.Published here, Optional<LogFolder.Published> known) {
    return known.filter(backedUp -> isBefore(here.checkpoint(), backedUp.checkpoint())).isPresent();
  }

  private boolean isBefore(Checkpoint one, Checkpoint other) {
    int epoch = epoch(one);
    int otherEpoch = epoch(other);
    return epoch < otherEpoch || (epoch == otherEpoch && one.size() < other.size());
  }

  private int epoch(Checkpoint checkpoint) {
    return new LogOrigin(signer.firstOrigin(), 1).epochOf(checkpoint.origin()).orElse(1);
  }

  /** The files of the log that ended, which are lost here, from the database. */
  private void writeOld(TreeStore store, SignedRoots roots) {
    int newest = store.tree().map(TreeStore.Tree::epoch).orElse(1);
    for (int epoch = 1; epoch < newest; epoch++) {
      Path place = dataDir.resolve("log-" + epoch);
      Optional<SignedRoots.Signed> last = roots.last(epoch);
      if (last.isPresent() && !Files.exists(place)) {
        LogFolder old = new LogFolder(place);
        old.writeTiles(store, epoch, 0, last.orElseThrow().size());
        old.publish(last.orElseThrow());
      }
    }
  }

  private static LogFolder.Published published(String note) {
    return new LogFolder.Published(note, Checkpoint.parse(SignedNote.parse(note).text()));
  }
}
