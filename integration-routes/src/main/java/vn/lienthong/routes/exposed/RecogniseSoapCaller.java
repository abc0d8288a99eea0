package vn.lienthong.routes.exposed;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.security.wss4j.CryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * After the signature was found right over Body and Timestamp: whose it is, that its certificate
 * ends where we trust, and that the call was not here before.
 */
final class RecogniseSoapCaller extends AbstractSoapInterceptor {
  private final Clients clients;
  private final TrustAnchors anchors;
  private final ExposedProperties settings;
  private final Clock clock;

  RecogniseSoapCaller(
      Clients clients, TrustAnchors anchors, ExposedProperties settings, Clock clock) {
    super(Phase.PRE_PROTOCOL);
    addAfter(WSS4JInInterceptor.class.getName());
    addAfter(CryptoCoverageChecker.class.getName());
    this.clients = clients;
    this.anchors = anchors;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    SoapCall call = SoapCall.of(message.getExchange()).orElseThrow();
    WSSecurityEngineResult signed =
        signature(message).orElseThrow(() -> refused(call, Unrecognised.SIGNATURE.problem()));
    X509Certificate certificate =
        Optional.ofNullable(
                (X509Certificate) signed.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))
            .orElseThrow(() -> refused(call, Unrecognised.SIGNATURE.problem()));
    byte[] value = (byte[]) signed.get(WSSecurityEngineResult.TAG_SIGNATURE_VALUE);
    Optional<String> fault = anchors.fault(List.of(certificate), clock.instant());
    if (fault.isPresent()) {
      throw refused(call, Unrecognised.SIGNATURE.problem(fault.orElseThrow()));
    }
    String sha256 = HexFormat.of().formatHex(SigningKey.thumbprint(certificate));
    Client client =
        clients
            .byCertificate(sha256)
            .orElseThrow(() -> refused(call, Unrecognised.CERTIFICATE.problem()));
    String text = Base64.getEncoder().encodeToString(value);
    if (!clients.seeFirst("wss", sha256, text, settings.window().multipliedBy(3))) {
      throw refused(call, Problem.of(HubError.CALL_REPEATED, text.substring(0, 16)));
    }
    call.recognised(client, new EntryDraft.Signature("WSS-X509", text, sha256));
  }

  private static Optional<WSSecurityEngineResult> signature(SoapMessage message) {
    if (!(message.get(WSHandlerConstants.RECV_RESULTS) instanceof List<?> results)) {
      return Optional.empty();
    }
    return results.stream()
        .filter(WSHandlerResult.class::isInstance)
        .map(WSHandlerResult.class::cast)
        .flatMap(
            result -> result.getActionResults().getOrDefault(WSConstants.SIGN, List.of()).stream())
        .findFirst();
  }

  private static RuntimeException refused(SoapCall call, Problem problem) {
    call.refused(problem.error());
    return SoapFaults.of(problem, call.correlationId());
  }
}
