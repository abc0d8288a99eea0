package vn.lienthong.connectors.npsp.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Signs answers like requests are signed, bound to the request besides: claims {@code status} and
 * {@code req} (base64url SHA-256 of the request's JWS as sent; empty when it had none).
 */
final class AnswerSigner {
  private final JWSSigner signer;
  private final JWSAlgorithm algorithm;
  private final List<Base64> chain;
  private final Base64URL thumbprint;
  private final String audience;
  private final Clock clock;

  AnswerSigner(AnswerKey settings, String audience, Clock clock) {
    this.audience = audience;
    this.clock = clock;
    try (InputStream in = Files.newInputStream(settings.pkcs12())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      char[] password = settings.password().toCharArray();
      store.load(in, password);
      PrivateKey key = (PrivateKey) store.getKey(settings.alias(), password);
      Certificate[] certificates = store.getCertificateChain(settings.alias());
      if (key == null || certificates == null) {
        throw new HubException(
            HubError.NPSP_SIMULATOR_KEYS, settings.pkcs12(), "no key named " + settings.alias());
      }
      boolean ec = key instanceof ECPrivateKey;
      algorithm = ec ? JWSAlgorithm.ES256 : JWSAlgorithm.PS256;
      signer = ec ? new ECDSASigner((ECPrivateKey) key) : new RSASSASigner(key);
      chain = new ArrayList<>();
      for (Certificate certificate : certificates) {
        chain.add(Base64.encode(certificate.getEncoded()));
      }
      thumbprint = Base64URL.encode(ContentHash.sha256(certificates[0].getEncoded()));
    } catch (IOException | GeneralSecurityException | JOSEException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_KEYS, settings.pkcs12(), e.toString());
    }
  }

  /** The answer with its signature in the header X-JWS-Signature. */
  HttpReply.Whole sign(HttpReply.Whole answer, HttpRequest request, Optional<String> correlation) {
    var header =
        new JWSHeader.Builder(algorithm)
            .base64URLEncodePayload(false)
            .criticalParams(Set.of("b64"))
            .x509CertChain(chain)
            .x509CertSHA256Thumbprint(thumbprint)
            .customParam("iat", clock.instant().getEpochSecond())
            .customParam("jti", UUID.randomUUID().toString())
            .customParam("cid", correlation.orElse("-"))
            .customParam("aud", audience)
            .customParam("htm", request.method())
            .customParam("htu", request.path())
            .customParam("status", answer.status());
    header.customParam(
        "req", request.header(RequestSignatures.HEADER).map(AnswerSigner::digest).orElse(""));
    return answer.with("X-JWS-Signature", detached(header.build(), answer.body()));
  }

  private static String digest(String jws) {
    return Base64URL.encode(ContentHash.sha256(jws.getBytes(StandardCharsets.US_ASCII))).toString();
  }

  private String detached(JWSHeader header, byte[] body) {
    String protectedPart = header.toBase64URL().toString();
    byte[] start = (protectedPart + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] input = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, input, start.length, body.length);
    try {
      return protectedPart + ".." + signer.sign(header, input);
    } catch (JOSEException e) {
      throw new IllegalStateException("the simulator's key cannot sign", e);
    }
  }
}
