package vn.lienthong.routes.exposed;

import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.wss4j.common.ext.WSSecurityException;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.error.HubError;

/** Gives every fault the type of the contract, also those that the SOAP stack raises. */
final class TypeSoapFaults extends AbstractSoapInterceptor {
  TypeSoapFaults() {
    super(Phase.SETUP);
  }

  @Override
  public void handleMessage(SoapMessage message) {
    Exception raised = message.getContent(Exception.class);
    if (raised instanceof SoapFault fault && fault.getDetail() != null) {
      return;
    }
    String correlationId =
        SoapCall.of(message.getExchange()).map(SoapCall::correlationId).orElse("-");
    Problem problem = problem(raised);
    SoapCall.of(message.getExchange()).ifPresent(call -> call.refused(problem.error()));
    message.setContent(Exception.class, SoapFaults.of(problem, correlationId));
  }

  private static Problem problem(Exception raised) {
    for (Throwable cause = raised; cause != null; cause = cause.getCause()) {
      if (cause instanceof WSSecurityException) {
        return Unrecognised.SIGNATURE.problem();
      }
    }
    boolean theirs =
        raised instanceof SoapFault fault && !"Server".equals(fault.getFaultCode().getLocalPart())
            || isAboutXml(raised);
    return theirs
        ? Problem.ofField("Envelope", String.valueOf(raised.getMessage()))
        : Problem.of(HubError.SERVICE_FAILED);
  }

  private static boolean isAboutXml(Throwable raised) {
    for (Throwable cause = raised; cause != null; cause = cause.getCause()) {
      if (cause instanceof javax.xml.stream.XMLStreamException
          || cause instanceof org.xml.sax.SAXException) {
        return true;
      }
    }
    return false;
  }
}
