package vn.lienthong.routes.exposed;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.error.HubError;

/** First of all: keeps the exact bytes of a call, as many as are taken, if there is room. */
final class ReceiveSoapCall extends AbstractPhaseInterceptor<Message> {
  private final int maxBodyBytes;
  private final DiskSpace disk;

  ReceiveSoapCall(int maxBodyBytes, DiskSpace disk) {
    super(Phase.RECEIVE);
    this.maxBodyBytes = maxBodyBytes;
    this.disk = disk;
  }

  @Override
  public void handleMessage(Message message) {
    HttpServletRequest http =
        Objects.requireNonNull(
            (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST));
    InputStream in = message.getContent(InputStream.class);
    if (in == null || "GET".equals(http.getMethod())) {
      return;
    }
    SoapCall call =
        new SoapCall(
            CorrelationId.from(Optional.ofNullable(http.getHeader(CorrelationId.HEADER))),
            http.getRemoteAddr());
    message.getExchange().put(SoapCall.class, call);
    if (disk.low().isPresent()) {
      call.refused(HubError.INTAKE_PAUSED);
      throw SoapFaults.of(Problem.of(HubError.INTAKE_PAUSED), call.correlationId());
    }
    try {
      byte[] bytes = in.readNBytes(maxBodyBytes + 1);
      if (bytes.length > maxBodyBytes) {
        call.refused(HubError.CALL_TOO_LARGE);
        throw SoapFaults.of(
            Problem.of(HubError.CALL_TOO_LARGE, maxBodyBytes), call.correlationId());
      }
      call.request().writeBytes(bytes);
      message.setContent(InputStream.class, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new Fault(e);
    }
  }
}
