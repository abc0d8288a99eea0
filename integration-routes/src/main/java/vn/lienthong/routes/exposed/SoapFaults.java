package vn.lienthong.routes.exposed;

import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.routes.refusals.Problem;

/** Problems as typed faults: element hubFault of the contract. */
final class SoapFaults {
  static final String NAMESPACE = "urn:vn:lien-thong:dossier-status:1";
  private static final QName CLIENT =
      new QName("http://schemas.xmlsoap.org/soap/envelope/", "Client");
  private static final QName SERVER =
      new QName("http://schemas.xmlsoap.org/soap/envelope/", "Server");

  private SoapFaults() {}

  static SoapFault of(Problem problem, String correlationId) {
    SoapFault fault =
        new SoapFault(problem.english(), problem.error().httpStatus() >= 500 ? SERVER : CLIENT);
    Document document = DOMUtils.createDocument();
    Element detail = document.createElement("detail");
    Element typed = document.createElementNS(NAMESPACE, "hubFault");
    detail.appendChild(typed);
    child(typed, "code", problem.error().code());
    problem.field().ifPresent(field -> child(typed, "field", field));
    child(typed, "textEn", problem.english());
    child(typed, "textVi", problem.vietnamese());
    child(typed, "adviceEn", problem.error().adviceEnglish());
    child(typed, "adviceVi", problem.error().adviceVietnamese());
    child(typed, "correlationId", correlationId);
    fault.setDetail(detail);
    return fault;
  }

  private static void child(Element parent, String name, String text) {
    Element child = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
    child.setTextContent(text);
    parent.appendChild(child);
  }
}
