package vn.lienthong.routes.exposed;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.cxf.common.DataFormat;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.DossierRegister;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;

/** What ministries call, over SOAP and REST, and who may. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExposedProperties.class)
class ExposedConfiguration {

  @Bean
  Clients exposedClients(JdbcClient jdbc, DatabaseTime time) {
    return new Clients(jdbc, time.clock());
  }

  @Bean
  ForgetOldCallsRoute forgetOldCallsRoute(Clients clients) {
    return new ForgetOldCallsRoute(clients);
  }

  @Bean
  AccessRights accessRights(JdbcClient jdbc, Clock clock) {
    return new AccessRights(jdbc, clock);
  }

  @Bean
  RegisterClient registerClient(
      Clients clients, AccessRights rights, MessageLog log, PlatformTransactionManager manager) {
    return new RegisterClient(clients, rights, log, new TransactionTemplate(manager));
  }

  @Bean
  RateLimits exposedRateLimits(ExposedProperties settings, Clock clock) {
    return new RateLimits(settings.callsPerMinute(), clock);
  }

  @Bean
  DossierStatusService dossierStatusService(
      DossierRegister register, AccessRights rights, RateLimits limits) {
    return new DossierStatusService(register::find, rights, limits);
  }

  @Bean
  CallEntries callEntries(MessageLog log, PlatformTransactionManager manager) {
    return new CallEntries(log, new TransactionTemplate(manager));
  }

  @Bean
  DossierStatusController dossierStatusController(
      DossierStatusService service,
      Clients clients,
      CallEntries entries,
      RefusedCalls refused,
      RateLimits limits,
      KeyStoreFile keys,
      TrustAnchors anchors,
      ExposedProperties settings,
      Clock clock) {
    return new DossierStatusController(
        service,
        new RestCallers(clients, anchors, settings, clock),
        entries,
        refused,
        limits,
        keys.signingKey(settings.keyAlias()),
        clock);
  }

  @Bean
  TokenController tokenController(
      Clients clients,
      CallEntries entries,
      RefusedCalls refused,
      RateLimits limits,
      ExposedProperties settings) {
    return new TokenController(clients, entries, refused, limits, settings);
  }

  @Bean
  FilterRegistrationBean<RefuseOnLowDisk> refuseOnLowDisk(DiskSpace disk, RefusedCalls refused) {
    var filter = new FilterRegistrationBean<>(new RefuseOnLowDisk(disk, refused));
    filter.addUrlPatterns("/api/v1/dossiers/*", "/token");
    return filter;
  }

  @Bean
  ContractController contractController() {
    return new ContractController();
  }

  @Bean(DossierStatusSoapRoute.ENDPOINT)
  @ConditionalOnWebApplication
  CxfEndpoint dossierStatusEndpoint(
      CamelContext camel,
      Clients clients,
      CallEntries entries,
      RefusedCalls refused,
      KeyStoreFile keys,
      TrustAnchors anchors,
      ExposedProperties settings,
      DiskSpace disk,
      Clock clock) {
    CxfEndpoint endpoint = new CxfEndpoint();
    endpoint.setCamelContext(camel);
    endpoint.setAddress("/dossier-status");
    endpoint.setWsdlURL("classpath:hub/dossier-status.wsdl");
    endpoint.setServiceName("{" + SoapFaults.NAMESPACE + "}DossierStatusService");
    endpoint.setPortName("{" + SoapFaults.NAMESPACE + "}DossierStatusPort");
    endpoint.setDataFormat(DataFormat.PAYLOAD);
    endpoint.setSchemaValidationEnabled(true);
    long seconds = settings.window().toSeconds();
    endpoint.getInInterceptors().add(new ReceiveSoapCall(settings.maxBodyBytes(), disk));
    endpoint.getInInterceptors().add(SoapSecurity.in(anchors, seconds));
    endpoint.getInInterceptors().add(SoapSecurity.covering());
    endpoint.getInInterceptors().add(new RecogniseSoapCaller(clients, anchors, settings, clock));
    WSS4JOutInterceptor signing = SoapSecurity.out(keys.signingKey(settings.keyAlias()), seconds);
    RecordSoapAnswer recording = new RecordSoapAnswer(entries, refused);
    endpoint.getOutInterceptors().add(signing);
    endpoint.getOutInterceptors().add(recording);
    endpoint.getOutFaultInterceptors().add(new TypeSoapFaults());
    endpoint.getOutFaultInterceptors().add(signing);
    endpoint.getOutFaultInterceptors().add(recording);
    return endpoint;
  }

  @Bean
  @ConditionalOnWebApplication
  DossierStatusSoapRoute dossierStatusSoapRoute(DossierStatusService service) {
    return new DossierStatusSoapRoute(new SoapDossierStatus(service));
  }
}
