package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.TlogProof;

/** Writes one entry with the proof that it is in the log, apart from the rest of the log. */
public final class LogProofs {
  private final MessageLog log;
  private final TreeStore store;
  private final SignedRoots roots;
  private final TransactionTemplate transactions;

  LogProofs(MessageLog log, TreeStore store, SignedRoots roots, TransactionTemplate transactions) {
    this.log = log;
    this.store = store;
    this.roots = roots;
    this.transactions = transactions;
  }

  /**
   * Writes {@code <index>.json}, the entry's exact bytes, and {@code <index>.tlog-proof} (C2SP
   * tlog-proof) into a folder. That it was done becomes an entry.
   *
   * @return the proof's file
   * @throws HubException LT-6052 before the first checkpoint, LT-6057 when the newest does not
   *     cover the index, LT-9004 or LT-9005 when the files cannot be written
   */
  public Path write(long index, Path folder, String who, String reason) {
    TreeStore.Tree tree =
        store.tree().orElseThrow(() -> new HubException(HubError.LOG_NOT_SEALED_YET));
    SignedRoots.Signed signed =
        roots.last(tree.epoch()).orElseThrow(() -> new HubException(HubError.LOG_NOT_SEALED_YET));
    if (index < 0 || index >= signed.size()) {
      throw new HubException(HubError.LOG_INDEX_NOT_COVERED, index, signed.size());
    }
    transactions.executeWithoutResult(
        _ ->
            log.append(
                OperatorActs.act(
                    "log-proof",
                    who,
                    Optional.empty(),
                    "entry " + index,
                    OperatorActs.text(reason))));
    TlogProof proof =
        new TlogProof(
            index, store.inclusionProof(tree.epoch(), index, signed.size()), signed.note());
    LogFolder out = LogFolder.copyAt(folder);
    out.write(index + ".json", store.entries(tree.epoch(), index, index + 1).getFirst());
    out.write(index + ".tlog-proof", proof.encode().getBytes(StandardCharsets.UTF_8));
    return folder.resolve(index + ".tlog-proof");
  }
}
