package vn.lienthong.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A certificate authority of openssl's that answers by OCSP and CRL whom it has revoked. */
final class TestIssuer implements AutoCloseable {
  static final String PASSWORD = "test";

  private final Path folder;
  private final HttpServer server;

  TestIssuer(Path folder) throws Exception {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/crl", exchange -> answer(exchange, Files.readAllBytes(at("crl.der"))));
    server.createContext("/ocsp", this::ocsp);
    server.start();
    Files.writeString(at("index.txt"), "");
    Files.writeString(at("number"), "01\n");
    Files.writeString(
        at("ca.cnf"),
        """
        [ca]
        default_ca = one
        [one]
        database = %s
        crlnumber = %s
        default_md = sha256
        default_crl_days = 30
        """
            .formatted(at("index.txt"), at("number")));
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "900",
        "-subj",
        "/CN=issuer",
        "-keyout",
        "ca.key",
        "-out",
        "ca.crt",
        "-addext",
        "keyUsage=keyCertSign,cRLSign,digitalSignature");
    writeCrl();
  }

  /** A key store with one key, whose certificate says where to ask. */
  Path keyStore(String extensions) throws Exception {
    Files.writeString(at("leaf.ext"), "keyUsage=digitalSignature\n" + extensions + "\n");
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=leaf",
        "-keyout",
        "leaf.key",
        "-out",
        "leaf.csr");
    openssl(
        "x509",
        "-req",
        "-in",
        "leaf.csr",
        "-CA",
        "ca.crt",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "4660",
        "-days",
        "800",
        "-extfile",
        "leaf.ext",
        "-out",
        "leaf.crt");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        "leaf.key",
        "-in",
        "leaf.crt",
        "-certfile",
        "ca.crt",
        "-name",
        "leaf",
        "-passout",
        "pass:" + PASSWORD,
        "-out",
        "leaf.p12");
    note("V\t491231235959Z\t\t1234\tunknown\t/CN=leaf\n");
    return at("leaf.p12");
  }

  Path certificate() {
    return at("ca.crt");
  }

  String atOcsp() {
    return "authorityInfoAccess=OCSP;URI:" + url("/ocsp");
  }

  String atCrl() {
    return "crlDistributionPoints=URI:" + url("/crl");
  }

  void revoke() throws Exception {
    note("R\t491231235959Z\t261101000000Z,keyCompromise\t1234\tunknown\t/CN=leaf\n");
  }

  private void note(String line) throws Exception {
    Files.writeString(at("index.txt"), line);
    writeCrl();
  }

  private void writeCrl() throws Exception {
    openssl(
        "ca",
        "-config",
        "ca.cnf",
        "-gencrl",
        "-keyfile",
        "ca.key",
        "-cert",
        "ca.crt",
        "-out",
        "crl.pem");
    openssl("crl", "-in", "crl.pem", "-outform", "DER", "-out", "crl.der");
  }

  private void ocsp(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")) {
      String coded = exchange.getRequestURI().getRawPath().substring("/ocsp/".length());
      asked = Base64.getDecoder().decode(URLDecoder.decode(coded, StandardCharsets.UTF_8));
    }
    Files.write(at("asked"), asked);
    openssl(
        "ocsp",
        "-index",
        "index.txt",
        "-CA",
        "ca.crt",
        "-rsigner",
        "ca.crt",
        "-rkey",
        "ca.key",
        "-reqin",
        "asked",
        "-respout",
        "answer",
        "-ndays",
        "1");
    answer(exchange, Files.readAllBytes(at("answer")));
  }

  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private void openssl(String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("openssl"), List.of(arguments).stream())
                    .toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", arguments) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
