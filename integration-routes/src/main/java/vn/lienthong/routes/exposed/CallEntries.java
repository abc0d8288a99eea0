package vn.lienthong.routes.exposed;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.EntryDraft.About;
import vn.lienthong.routes.messagelog.EntryDraft.Call;
import vn.lienthong.routes.messagelog.EntryDraft.Direction;
import vn.lienthong.routes.messagelog.EntryDraft.Kind;
import vn.lienthong.routes.messagelog.EntryDraft.Outcome;
import vn.lienthong.routes.messagelog.EntryDraft.Payload;
import vn.lienthong.routes.messagelog.MessageLog;

/** Writes a call of a client and its answer into the log, before the answer leaves. */
final class CallEntries {
  private final MessageLog log;
  private final TransactionTemplate transaction;

  CallEntries(MessageLog log, TransactionTemplate transaction) {
    this.log = log;
    this.transaction = transaction;
  }

  /**
   * What went back.
   *
   * @param dossier whom the call was about, as the caller wrote it
   */
  record Answer(
      byte[] bytes,
      String mediaType,
      Optional<EntryDraft.Signature> signature,
      Optional<String> dossier,
      Optional<String> errorCode,
      int httpStatus) {}

  void write(ClientCall call, Answer answer) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    Call ids = new Call(call.correlationId(), id, id, Optional.empty());
    About about = new About(Optional.of(call.client().name()), answer.dossier(), Optional.empty());
    EntryDraft request =
        new EntryDraft(
            Kind.REQUEST,
            Direction.IN,
            call.client().name(),
            call.service(),
            about,
            ids,
            Optional.of(new Payload(call.request(), call.mediaType(), List.of())),
            call.signature(),
            Optional.empty());
    EntryDraft reply =
        new EntryDraft(
            Kind.ANSWER,
            Direction.OUT,
            call.client().name(),
            call.service(),
            about,
            ids,
            answer.bytes().length == 0
                ? Optional.empty()
                : Optional.of(new Payload(answer.bytes(), answer.mediaType(), List.of())),
            answer.signature(),
            Optional.of(
                new Outcome(
                    answer.errorCode().isEmpty() ? "ACCEPTED" : "REFUSED",
                    answer.errorCode(),
                    Optional.of(answer.httpStatus()))));
    transaction.executeWithoutResult(_ -> log.appendAll(List.of(request, reply)));
  }
}
