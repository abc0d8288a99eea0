package vn.lienthong.routes.messagelog;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Runs the sequencer and keeps why it stands still, for health and page. */
public final class SealingStatus {
  private static final Logger log = LoggerFactory.getLogger(SealingStatus.class);

  private final Sequencer sequencer;
  private volatile Optional<String> fault = Optional.empty();

  SealingStatus(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  /** Why nothing is sealed, in English with advice; empty while sealing works. */
  public Optional<String> fault() {
    return fault;
  }

  /** One run. Appending goes on whatever it meets; it is tried again at the next one. */
  public synchronized void seal() {
    try {
      int sealed = sequencer.sealOnce();
      if (fault.isPresent()) {
        fault = Optional.empty();
        log.atInfo().addKeyValue("entries", sealed).log("message log is sealed again");
      }
    } catch (HubException e) {
      stands(e.error(), e.english());
    } catch (DataAccessException | TransactionException e) {
      stands(HubError.DATABASE_UNREACHABLE, "the database does not answer");
    }
  }

  private void stands(HubError error, String text) {
    if (!fault.equals(Optional.of(text))) {
      fault = Optional.of(text);
      log.atError().addKeyValue("error", error.code()).log("message log is not sealed");
    }
  }
}
