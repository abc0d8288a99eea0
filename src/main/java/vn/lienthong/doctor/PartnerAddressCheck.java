package vn.lienthong.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import vn.lienthong.routes.partner.NpspProperties;

/** Whether the portal's address has a machine behind it that answers, by TLS where it is https. */
final class PartnerAddressCheck {
  private final NpspProperties npsp;

  PartnerAddressCheck(NpspProperties npsp) {
    this.npsp = npsp;
  }

  List<Finding> look() {
    Findings findings = new Findings("partners");
    URI address = address();
    if (address.getHost() == null) {
      findings.problem("no-address");
      return findings.list();
    }
    int port = port(address);
    try {
      InetAddress host = InetAddress.getByName(address.getHost());
      try (Socket socket = new Socket()) {
        int patience = (int) npsp.connectTimeout().toMillis();
        socket.connect(new InetSocketAddress(host, port), patience);
        if ("https".equals(address.getScheme())) {
          shakeHands(socket, address, port, patience);
        }
      }
      findings.ok("answers", address.toString(), host.getHostAddress());
    } catch (UnknownHostException _) {
      findings.problem("unresolved", address.getHost());
    } catch (SSLException e) {
      findings.problem("tls", address.toString(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      findings.problem("silent", address.toString(), String.valueOf(e.getMessage()));
    }
    return findings.list();
  }

  private URI address() {
    try {
      return URI.create(npsp.adapterUrl());
    } catch (IllegalArgumentException _) {
      return URI.create("");
    }
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  private static void shakeHands(Socket socket, URI address, int port, int patience)
      throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, address.getHost(), port, true)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.setSoTimeout(patience);
      tls.startHandshake();
    } catch (SSLException e) {
      throw e;
    } catch (IOException e) {
      throw new SSLException(String.valueOf(e.getMessage()), e);
    }
  }
}
