package vn.lienthong.routes.exposed;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.apache.cxf.message.Exchange;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.schemas.error.HubError;

/** What is known of a SOAP call so far; lives in the exchange of one call, in one thread. */
final class SoapCall {
  private final String correlationId;
  private final String source;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private Optional<Client> client = Optional.empty();
  private Optional<EntryDraft.Signature> signature = Optional.empty();
  private Optional<String> dossier = Optional.empty();
  private Optional<HubError> error = Optional.empty();

  SoapCall(String correlationId, String source) {
    this.correlationId = correlationId;
    this.source = source;
  }

  static Optional<SoapCall> of(Exchange exchange) {
    return Optional.ofNullable(exchange.get(SoapCall.class));
  }

  String correlationId() {
    return correlationId;
  }

  String source() {
    return source;
  }

  ByteArrayOutputStream request() {
    return request;
  }

  Optional<Client> client() {
    return client;
  }

  Optional<EntryDraft.Signature> signature() {
    return signature;
  }

  Optional<String> dossier() {
    return dossier;
  }

  Optional<HubError> error() {
    return error;
  }

  void recognised(Client who, EntryDraft.Signature by) {
    client = Optional.of(who);
    signature = Optional.of(by);
  }

  void about(String code) {
    dossier = Optional.of(code);
  }

  void refused(HubError why) {
    error = Optional.of(why);
  }
}
