package vn.lienthong.routes.messagelog;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.Checkpoint;

/**
 * Gives committed entries their places in the tree, signs the committed root and publishes it. Any
 * number may run: a database lock lets one at a time seal, another one at a time sign. Killed
 * anywhere, the next run finishes what is missing.
 */
public final class Sequencer {
  private static final int BATCH = 4_096;
  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

  private final TreeStore store;
  private final LogFolder folder;
  private final CheckpointSigner signer;
  private final TransactionTemplate transactions;
  private final Clock clock;

  /** Note of the checkpoint file that was last found to be of this tree. */
  private volatile String known = "";

  /** Size to which this node's folder was brought; another node may have signed more. */
  private volatile long publishedSize = -1;

  Sequencer(
      TreeStore store,
      LogFolder folder,
      CheckpointSigner signer,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.folder = folder;
    this.signer = signer;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Seals what is committed, signs and publishes. Costs one query when there is nothing to do.
   *
   * @return entries that got their place
   * @throws HubException LT-6050 or LT-6051 when the database does not hold what was published
   */
  public int sealOnce() {
    TreeStore.Work work = store.work();
    if (!work.waiting() && work.size() == work.signed() && work.signed() == publishedSize) {
      return 0;
    }
    int sealed = 0;
    int batch;
    do {
      batch = placeBatch();
      sealed += batch;
    } while (batch == BATCH);
    signAndPublish();
    return sealed;
  }

  /** First transaction: places and nodes. */
  int placeBatch() {
    return inTransaction(
        () -> {
          store.lockForSealing();
          TreeStore.Tree tree = checkedTree();
          List<TreeStore.Waiting> entries = store.waiting(BATCH);
          if (!entries.isEmpty()) {
            store.place(tree, entries);
          }
          return entries.size();
        });
  }

  /**
   * Second transaction: only a root that is committed gets signed, and nobody sees it before it is
   * on the disk.
   */
  void signAndPublish() {
    inTransaction(
        () -> {
          store.lockForSigning();
          TreeStore.Tree tree = checkedTree();
          Optional<TreeStore.Signed> last = store.lastCheckpoint(tree.epoch());
          if (tree.size() > 0 && last.map(TreeStore.Signed::size).orElse(0L) < tree.size()) {
            TreeStore.Signed signed = signed(tree);
            publish(tree, signed);
            store.keep(tree.epoch(), signed, clock.instant());
            publishedSize = signed.size();
          } else {
            last.ifPresent(signed -> publish(tree, signed));
            publishedSize = last.map(TreeStore.Signed::size).orElse(0L);
          }
          return 0;
        });
  }

  /**
   * Opens a new log where the old one cannot be continued. Its first entry is {@code act}, which
   * names the old log's last published checkpoint.
   *
   * @param act appends that entry and gives its id
   */
  void openNewLog(Function<String, UUID> act) {
    inTransaction(
        () -> {
          store.lockForSealing();
          TreeStore.Tree old = store.tree().orElseGet(() -> store.open(1, signer.origin(1)));
          String lastNote = folder.published().map(LogFolder.Published::note).orElse("");
          int epoch = old.epoch() + 1;
          TreeStore.Tree opened = store.open(epoch, signer.origin(epoch));
          UUID first = act.apply(lastNote);
          store.place(
              opened,
              store.waiting(Integer.MAX_VALUE).stream().filter(w -> w.id().equals(first)).toList());
          return 0;
        });
    log.atWarn().log("new message log opened");
  }

  private TreeStore.Signed signed(TreeStore.Tree tree) {
    Checkpoint checkpoint = new Checkpoint(tree.origin(), tree.size(), tree.range().root());
    return new TreeStore.Signed(
        tree.size(),
        checkpoint.root(),
        signer.note(checkpoint.text()),
        signer.cms(checkpoint.text(), clock.instant()));
  }

  private void publish(TreeStore.Tree tree, TreeStore.Signed signed) {
    long published = folder.published().map(LogFolder.Published::size).orElse(0L);
    if (published < signed.size()) {
      folder.writeTiles(store, tree.epoch(), published, signed.size());
      folder.publish(signed);
    }
    known = signed.note();
  }

  /** The tree, once it is sure that it holds everything that was published. */
  private TreeStore.Tree checkedTree() {
    TreeStore.Tree tree = store.tree().orElseGet(() -> store.open(1, signer.origin(1)));
    Optional<LogFolder.Published> published = folder.published();
    if (published.isEmpty()) {
      return tree;
    }
    Checkpoint file = published.get().checkpoint();
    if (!file.origin().equals(tree.origin())) {
      int older =
          store
              .epochOf(file.origin())
              .orElseThrow(() -> new HubException(HubError.LOG_BEHIND_CHECKPOINT, 0, file.size()));
      folder.putAside("-" + older);
      return tree;
    }
    if (file.size() > tree.size()) {
      throw new HubException(HubError.LOG_BEHIND_CHECKPOINT, tree.size(), file.size());
    }
    if (!published.get().note().equals(known)) {
      if (!Arrays.equals(file.root(), store.rootAt(tree.epoch(), file.size()))) {
        throw new HubException(HubError.LOG_CONTRADICTS_CHECKPOINT, file.size());
      }
      known = published.get().note();
    }
    return tree;
  }

  private int inTransaction(Supplier<Integer> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
