package vn.lienthong.routes.exposed;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.schemas.error.HubError;

/** Holds an answer back until call and answer stand in the log. */
final class RecordSoapAnswer extends AbstractPhaseInterceptor<Message> {
  private static final String MEDIA_TYPE = "text/xml; charset=utf-8";

  private final CallEntries entries;
  private final RefusedCalls refused;

  RecordSoapAnswer(CallEntries entries, RefusedCalls refused) {
    super(Phase.PRE_STREAM);
    this.entries = entries;
    this.refused = refused;
  }

  @Override
  public void handleMessage(Message message) {
    OutputStream out = message.getContent(OutputStream.class);
    SoapCall.of(message.getExchange())
        .ifPresent(call -> message.setContent(OutputStream.class, new HeldBack(out, call)));
  }

  /** Writes through when it is closed, not before. */
  private final class HeldBack extends FilterOutputStream {
    private final SoapCall call;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean closed;

    HeldBack(OutputStream out, SoapCall call) {
      super(out);
      this.call = call;
    }

    @Override
    public void write(int b) {
      held.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      held.write(bytes, from, length);
    }

    @Override
    public void flush() {
      // nothing leaves before it stands in the log
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      record(call, held.toByteArray());
      held.writeTo(out);
      out.close();
    }
  }

  private void record(SoapCall call, byte[] answer) {
    Optional<HubError> error = call.error();
    if (call.client().isEmpty()) {
      refused.count(
          RegisterClient.DOSSIER_STATUS, call.source(), error.orElse(HubError.CALLER_UNKNOWN));
      return;
    }
    if (error.equals(Optional.of(HubError.CALLS_TOO_MANY))) {
      refused.count(
          RegisterClient.DOSSIER_STATUS,
          call.client().orElseThrow().name(),
          HubError.CALLS_TOO_MANY);
      return;
    }
    entries.write(
        new ClientCall(
            call.client().orElseThrow(),
            RegisterClient.DOSSIER_STATUS,
            call.correlationId(),
            call.request().toByteArray(),
            MEDIA_TYPE,
            call.signature()),
        new CallEntries.Answer(
            answer,
            MEDIA_TYPE,
            Optional.empty(),
            call.dossier(),
            error.map(HubError::code),
            error.isEmpty() ? 200 : 500));
  }
}
