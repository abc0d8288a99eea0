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
  private final SignedRoots roots;
  private final LogFolder folder;
  private final CheckpointSigner signer;
  private final TransactionTemplate transactions;
  private final Clock clock;

  /** Size to which this node's folder was brought; another node may have signed more. */
  private volatile long publishedSize = -1;

  Sequencer(
      TreeStore store,
      SignedRoots roots,
      LogFolder folder,
      CheckpointSigner signer,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.roots = roots;
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
          Optional<SignedRoots.Signed> last = roots.last(tree.epoch());
          if (tree.size() > 0 && last.map(SignedRoots.Signed::size).orElse(0L) < tree.size()) {
            SignedRoots.Signed signed = signed(tree);
            publish(tree, signed);
            roots.keep(tree.epoch(), signed, clock.instant());
            publishedSize = signed.size();
          } else {
            last.ifPresent(signed -> publish(tree, signed));
            publishedSize = last.map(SignedRoots.Signed::size).orElse(0L);
          }
          return 0;
        });
  }

  /**
   * Opens a new log where the old one cannot be continued. Its first entry is {@code act}, which
   * names the old log's last published checkpoint.
   *
   * @param act appends that entry and gives its id
   * @return origin of the new log
   * @throws HubException LT-6056 when the old log can go on
   */
  String openNewLog(Function<String, UUID> act) {
    return openedNewLog(
        old ->
            folder
                .published()
                .filter(published -> obstacle(old, published).isPresent())
                .orElseThrow(() -> new HubException(HubError.LOG_CAN_GO_ON, old.origin())),
        act);
  }

  /**
   * Opens a new log though nobody knows how far the old one was published: its files are lost.
   *
   * @param last the newest checkpoint that is known of
   */
  String openNewLogAfter(LogFolder.Published last, Function<String, UUID> act) {
    return openedNewLog(_ -> last, act);
  }

  private String openedNewLog(
      Function<TreeStore.Tree, LogFolder.Published> lastOf, Function<String, UUID> act) {
    String origin =
        inTransaction(
            () -> {
              store.lockForSealing();
              TreeStore.Tree old = currentTree();
              LogFolder.Published last = lastOf.apply(old);
              LogOrigin next = next(old, last);
              TreeStore.Tree opened = store.open(next.epoch(), next.text());
              UUID first = act.apply(last.note());
              store.place(
                  opened,
                  store.waiting(Integer.MAX_VALUE).stream()
                      .filter(w -> w.id().equals(first))
                      .toList());
              return next.text();
            });
    log.atWarn().addKeyValue("origin", origin).log("new message log opened");
    return origin;
  }

  /** Why the log cannot go on from this checkpoint; empty when it can. */
  Optional<HubException> obstacleTo(LogFolder.Published published) {
    return inTransaction(
        () -> {
          TreeStore.Tree tree = currentTree();
          boolean older =
              LogOrigin.of(tree)
                  .epochOf(published.checkpoint().origin())
                  .filter(epoch -> epoch < tree.epoch())
                  .isPresent();
          return older ? Optional.<HubException>empty() : obstacle(tree, published);
        });
  }

  /** The restored database may not know the epoch that was published: the next is after both. */
  private static LogOrigin next(TreeStore.Tree old, LogFolder.Published last) {
    LogOrigin own = LogOrigin.of(old);
    int published =
        own.epochOf(last.checkpoint().origin())
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.LOG_CONTRADICTS_CHECKPOINT, last.checkpoint().size()));
    return new LogOrigin(own.name(), Math.max(old.epoch(), published) + 1);
  }

  private SignedRoots.Signed signed(TreeStore.Tree tree) {
    Checkpoint checkpoint = new Checkpoint(tree.origin(), tree.size(), tree.range().root());
    return new SignedRoots.Signed(
        tree.size(),
        checkpoint.root(),
        signer.note(checkpoint),
        signer.cms(checkpoint, clock.instant()));
  }

  private void publish(TreeStore.Tree tree, SignedRoots.Signed signed) {
    long published = folder.published().map(LogFolder.Published::size).orElse(0L);
    if (published < signed.size()) {
      folder.writeTiles(store, tree.epoch(), published, signed.size());
      folder.publish(signed);
      tidy(published, signed.size());
    }
  }

  private void tidy(long from, long to) {
    try {
      folder.dropPartialTiles(from, to);
    } catch (HubException e) { // files too many are no reason not to seal
      log.atWarn().addKeyValue("error", e.error().code()).log("partial tiles are left");
    }
  }

  private TreeStore.Tree currentTree() {
    return store.tree().orElseGet(() -> store.open(1, signer.firstOrigin()));
  }

  /** The tree, once it is sure that it holds everything that was published. */
  private TreeStore.Tree checkedTree() {
    TreeStore.Tree tree = currentTree();
    Optional<LogFolder.Published> found = folder.published();
    if (found.isEmpty()) {
      return tree;
    }
    LogFolder.Published published = found.orElseThrow();
    Optional<Integer> older =
        LogOrigin.of(tree)
            .epochOf(published.checkpoint().origin())
            .filter(epoch -> epoch < tree.epoch());
    if (older.isPresent()) {
      folder.putAside("-" + older.orElseThrow());
      return tree;
    }
    Optional<HubException> obstacle = obstacle(tree, published);
    if (obstacle.isPresent()) {
      throw obstacle.orElseThrow();
    }
    return tree;
  }

  /** Why this tree does not go on from what was published, if it does not. */
  private Optional<HubException> obstacle(TreeStore.Tree tree, LogFolder.Published published) {
    Checkpoint file = published.checkpoint();
    if (!file.origin().equals(tree.origin())) {
      boolean later =
          LogOrigin.of(tree)
              .epochOf(file.origin())
              .filter(epoch -> epoch > tree.epoch())
              .isPresent();
      return Optional.of(
          later
              ? new HubException(HubError.LOG_BEHIND_CHECKPOINT, 0, file.size())
              : new HubException(HubError.LOG_CONTRADICTS_CHECKPOINT, file.size()));
    }
    if (file.size() > tree.size()) {
      return Optional.of(
          new HubException(HubError.LOG_BEHIND_CHECKPOINT, tree.size(), file.size()));
    }
    // the row is not there where its commit was lost after the file was written
    return roots.holds(tree.epoch(), file.size(), file.root())
            || Arrays.equals(file.root(), store.rootAt(tree.epoch(), file.size()))
        ? Optional.empty()
        : Optional.of(new HubException(HubError.LOG_CONTRADICTS_CHECKPOINT, file.size()));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(_ -> work.get()));
  }
}
