package vn.lienthong.connectors.npsp.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.lienthong.connectors.npsp.simulator.TestCertificates.Holder;

/** Signs a request as a right caller does; a test changes one thing. */
record TestSigner(
    Holder holder,
    Holder shown,
    JWSAlgorithm algorithm,
    Instant issuedAt,
    String jwtId,
    String audience,
    String method,
    String path,
    Set<String> critical) {

  static TestSigner right(Holder holder) {
    return new TestSigner(
        holder,
        holder,
        holder.keys().getPrivate() instanceof ECPrivateKey
            ? JWSAlgorithm.ES256
            : JWSAlgorithm.PS256,
        Instant.now(),
        UUID.randomUUID().toString(),
        RehearsalClient.DSTCODE,
        "POST",
        "/mapi/g",
        Set.of("b64"));
  }

  TestSigner showing(Holder other) {
    return new TestSigner(
        holder, other, algorithm, issuedAt, jwtId, audience, method, path, critical);
  }

  TestSigner by(JWSAlgorithm other) {
    return new TestSigner(holder, shown, other, issuedAt, jwtId, audience, method, path, critical);
  }

  TestSigner at(Instant other) {
    return new TestSigner(holder, shown, algorithm, other, jwtId, audience, method, path, critical);
  }

  TestSigner to(String other) {
    return new TestSigner(holder, shown, algorithm, issuedAt, jwtId, other, method, path, critical);
  }

  TestSigner bound(String otherMethod, String otherPath) {
    return new TestSigner(
        holder, shown, algorithm, issuedAt, jwtId, audience, otherMethod, otherPath, critical);
  }

  TestSigner critical(String... names) {
    return new TestSigner(
        holder, shown, algorithm, issuedAt, jwtId, audience, method, path, Set.of(names));
  }

  String sign(String body) throws JOSEException, CertificateEncodingException {
    byte[] certificate = shown.certificate().getEncoded();
    JWSHeader header =
        new JWSHeader.Builder(algorithm)
            .base64URLEncodePayload(false)
            .criticalParams(critical)
            .x509CertChain(List.of(Base64.encode(certificate)))
            .x509CertSHA256Thumbprint(Base64URL.encode(ContentHash.sha256(certificate)))
            .customParam("iat", issuedAt.getEpochSecond())
            .customParam("jti", jwtId)
            .customParam("cid", "correlation-1")
            .customParam("aud", audience)
            .customParam("htm", method)
            .customParam("htu", path)
            .build();
    JWSSigner signer =
        holder.keys().getPrivate() instanceof ECPrivateKey ec
            ? new ECDSASigner(ec)
            : new RSASSASigner(holder.keys().getPrivate());
    String input = header.toBase64URL() + "." + body;
    return header.toBase64URL()
        + ".."
        + signer.sign(header, input.getBytes(StandardCharsets.UTF_8));
  }
}
