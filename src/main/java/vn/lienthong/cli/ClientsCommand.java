package vn.lienthong.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** {@code ./hub clients}: who may call the exposed services, and what each may see. */
@Command(
    name = "clients",
    description = "Who may call the exposed services; nothing is allowed unless granted.")
final class ClientsCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "add", description = "Registers a client, by certificate or with a secret.")
  int add(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "NAME", description = "Name of the client.") String name,
      @Option(
              names = "--certificate",
              paramLabel = "PEM",
              description = "It signs its calls; without this it gets a secret for POST /token.")
          Optional<Path> certificate) {
    return verb.with(
        (hub, out) -> {
          RegisterClient clients = hub.getBean(RegisterClient.class);
          if (certificate.isPresent()) {
            clients.addWithCertificate(name, read(certificate.orElseThrow()), operator.operator());
            out.say(Map.of("client", name), verb.texts().text("clients.done"));
          } else {
            String secret = clients.addWithSecret(name, operator.operator());
            out.say(
                Map.of("client", name, "secret", secret),
                verb.texts().text("clients.secret", name, secret));
          }
          return 0;
        });
  }

  @Command(name = "grant", description = "Lets a client use a service within a scope.")
  int grant(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "NAME", description = "Name of the client.") String name,
      @Option(
              names = "--service",
              defaultValue = RegisterClient.DOSSIER_STATUS,
              description = "Service; default: ${DEFAULT-VALUE}.")
          String service,
      @Option(names = "--agency", required = true, description = "Code with those below it, or *.")
          String agency,
      @Option(
              names = "--procedure",
              defaultValue = "*",
              description = "Code of a procedure, or * for all.")
          String procedure) {
    return verb.with(
        (hub, out) -> {
          hub.getBean(RegisterClient.class)
              .grant(
                  name, new RegisterClient.Scope(service, agency, procedure), operator.operator());
          out.say(Map.of("client", name), verb.texts().text("clients.done"));
          return 0;
        });
  }

  @Command(name = "revoke", description = "Shuts a client out for good.")
  int revoke(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "NAME", description = "Name of the client.") String name) {
    return verb.with(
        (hub, out) -> {
          hub.getBean(RegisterClient.class).revoke(name, operator.reason(), operator.operator());
          out.say(Map.of("client", name), verb.texts().text("clients.done"));
          return 0;
        });
  }

  @Command(name = "list", description = "All clients.")
  int list(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          out.print(
              hub.getBean(RegisterClient.class).list(),
              List.of("client", "active", "signs"),
              one ->
                  List.of(
                      one.name(), Boolean.toString(one.active()), Boolean.toString(one.signs())));
          return 0;
        });
  }

  private static X509Certificate read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | CertificateException e) {
      throw new HubException(
          e, HubError.FILE_UNUSABLE, file, "no certificate (PEM): " + e.getClass().getSimpleName());
    }
  }
}
