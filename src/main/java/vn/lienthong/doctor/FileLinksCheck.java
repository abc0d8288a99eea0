package vn.lienthong.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.lienthong.routes.files.FileLinkProperties;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.schemas.error.HubError;

/** Whether partners reach the hub under hub.public-url, where they fetch files of dossiers. */
final class FileLinksCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FileLinkProperties links;
  private final NpspProperties npsp;

  FileLinksCheck(FileLinkProperties links, NpspProperties npsp) {
    this.links = links;
    this.npsp = npsp;
  }

  List<Finding> look() {
    List<Finding> all = new ArrayList<>(reach());
    all.addAll(fetch());
    return all;
  }

  /** A security server in the province's own network stands between, so both may be private. */
  List<Finding> reach() {
    Findings findings = new Findings("file-links");
    Neighbourhood own = Neighbourhood.of(links.publicUrl());
    Neighbourhood partner = Partner.where(npsp);
    String url = links.publicUrl().toString();
    if (partner == Neighbourhood.THIS_MACHINE) {
      return findings.list();
    }
    switch (own) {
      case THIS_MACHINE -> findings.problem("loopback", url);
      case PRIVATE ->
          findings.bad(partner != Neighbourhood.PRIVATE, "private", url, npsp.adapterUrl());
      case UNKNOWN -> findings.problem("unresolved", url);
      case PUBLIC -> {
        // as partners need it
      }
    }
    return findings.list();
  }

  /** An address that was never given out has to be answered by our own refusal. */
  private List<Finding> fetch() {
    Findings findings = new Findings("file-links");
    URI address =
        URI.create(
            links.publicUrl().toString().replaceAll("/+$", "")
                + "/files/doctor-"
                + UUID.randomUUID());
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      boolean ours =
          answer.statusCode() == HubError.FILE_LINK_UNKNOWN.httpStatus()
              && answer.body().contains(HubError.FILE_LINK_UNKNOWN.code());
      if (ours) {
        findings.ok("answers", links.publicUrl().toString());
      } else {
        findings.problem("other", links.publicUrl().toString(), answer.statusCode());
      }
    } catch (ConnectException | HttpConnectTimeoutException e) {
      findings.problem("closed", links.publicUrl().toString());
    } catch (IOException e) {
      findings.problem("broken", links.publicUrl().toString(), String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return findings.list();
  }
}
