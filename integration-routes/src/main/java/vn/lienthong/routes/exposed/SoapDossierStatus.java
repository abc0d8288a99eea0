package vn.lienthong.routes.exposed;

import java.util.List;
import java.util.Optional;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.camel.component.cxf.common.message.CxfConstants;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.message.Message;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.routes.dossiers.DossierStanding;
import vn.lienthong.schemas.dossier.DossierStatus;

/** Operation getDossierStatus of contract hub/dossier-status.wsdl. */
final class SoapDossierStatus {
  private static final String FIELD = "dossierCode";

  private final DossierStatusService service;

  SoapDossierStatus(DossierStatusService service) {
    this.service = service;
  }

  /** The answer's payload, or a typed fault. */
  CxfPayload<SoapHeader> answer(
      @Body CxfPayload<SoapHeader> question,
      @Header(CxfConstants.CAMEL_CXF_MESSAGE) Message message) {
    SoapCall call = SoapCall.of(message.getExchange()).orElseThrow();
    String code = code(question);
    call.about(code);
    return switch (service.find(call.client().orElseThrow(), code, FIELD)) {
      case StatusAnswer.Found(DossierStanding dossier) ->
          new CxfPayload<>(
              List.of(), List.<Source>of(new DOMSource(xml(dossier))), java.util.Map.of());
      case StatusAnswer.Refused refused -> {
        call.refused(refused.problem().error());
        throw SoapFaults.of(refused.problem(), call.correlationId());
      }
    };
  }

  private static String code(CxfPayload<SoapHeader> question) {
    Element element = question.getBody().getFirst();
    return Optional.ofNullable(DOMUtils.getFirstChildWithName(element, SoapFaults.NAMESPACE, FIELD))
        .map(Element::getTextContent)
        .orElse("");
  }

  private static Element xml(DossierStanding dossier) {
    Document document = DOMUtils.createDocument();
    Element wrapper = document.createElementNS(SoapFaults.NAMESPACE, "getDossierStatusResponse");
    document.appendChild(wrapper);
    Element root = document.createElementNS(SoapFaults.NAMESPACE, "dossierStatus");
    wrapper.appendChild(root);
    child(root, FIELD, dossier.code().value());
    child(root, "procedureCode", dossier.procedure().value());
    child(root, "agencyCode", dossier.agencyCode());
    child(root, "agencyName", dossier.agencyName());
    dossier
        .status()
        .ifPresent(
            (DossierStatus status) -> {
              child(root, "statusCode", Integer.toString(status.nationalCode()));
              child(root, "statusName", status.vietnamese());
            });
    dossier.receivedAt().ifPresent(at -> child(root, "receivedAt", at.toString()));
    dossier.dueAt().ifPresent(at -> child(root, "dueAt", at.toString()));
    dossier.finishedAt().ifPresent(at -> child(root, "finishedAt", at.toString()));
    child(root, "version", Long.toString(dossier.version()));
    child(root, "capturedAt", dossier.capturedAt().toString());
    return wrapper;
  }

  private static void child(Element parent, String name, String text) {
    Element child = parent.getOwnerDocument().createElementNS(SoapFaults.NAMESPACE, name);
    child.setTextContent(text);
    parent.appendChild(child);
  }
}
