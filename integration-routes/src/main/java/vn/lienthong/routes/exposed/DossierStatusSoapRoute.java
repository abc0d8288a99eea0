package vn.lienthong.routes.exposed;

import org.apache.camel.builder.RouteBuilder;

/** Answers ministries' SOAP calls for the status of a dossier. */
final class DossierStatusSoapRoute extends RouteBuilder {
  static final String ID = "exposed-dossier-status-soap";
  static final String ENDPOINT = "dossierStatusEndpoint";

  private final SoapDossierStatus service;

  DossierStatusSoapRoute(SoapDossierStatus service) {
    this.service = service;
  }

  @Override
  public void configure() {
    from("cxf:bean:" + ENDPOINT)
        .routeId(ID)
        .errorHandler(noErrorHandler())
        .bean(service, "answer")
        .id("answer-status");
  }
}
