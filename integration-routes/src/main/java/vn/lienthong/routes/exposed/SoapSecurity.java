package vn.lienthong.routes.exposed;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.ws.security.wss4j.DefaultCryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * WS-Security of the exposed SOAP services: X.509 token profile 1.1, direct reference, Body and
 * Timestamp signed, both ways.
 */
final class SoapSecurity {
  private static final String CRYPTO = "hub.crypto";
  private static final String PASSWORD = "in-memory";
  private static final String PARTS =
      "{Element}{http://schemas.xmlsoap.org/soap/envelope/}Body;"
          + "{Element}{http://docs.oasis-open.org/wss/2004/01/"
          + "oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp";

  private SoapSecurity() {}

  static WSS4JInInterceptor in(TrustAnchors anchors, long seconds) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        WSHandlerConstants.ACTION,
        WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE);
    settings.put(WSHandlerConstants.SIG_VER_PROP_REF_ID, CRYPTO);
    settings.put(CRYPTO, trusting(anchors));
    settings.put(WSHandlerConstants.TTL_TIMESTAMP, Long.toString(seconds));
    settings.put(WSHandlerConstants.TTL_FUTURE_TIMESTAMP, Long.toString(seconds));
    settings.put(WSHandlerConstants.IS_BSP_COMPLIANT, "true");
    return new WSS4JInInterceptor(settings);
  }

  static DefaultCryptoCoverageChecker covering() {
    DefaultCryptoCoverageChecker checker = new DefaultCryptoCoverageChecker();
    checker.setSignBody(true);
    checker.setSignTimestamp(true);
    return checker;
  }

  static WSS4JOutInterceptor out(SigningKey key, long seconds) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        WSHandlerConstants.ACTION,
        WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE);
    settings.put(WSHandlerConstants.SIG_PROP_REF_ID, CRYPTO);
    settings.put(CRYPTO, holding(key));
    settings.put(WSHandlerConstants.SIGNATURE_USER, key.alias());
    settings.put(
        WSHandlerConstants.PW_CALLBACK_REF,
        (CallbackHandler)
            callbacks -> {
              for (var callback : callbacks) {
                if (callback instanceof WSPasswordCallback asked) {
                  asked.setPassword(PASSWORD);
                }
              }
            });
    settings.put(WSHandlerConstants.SIG_KEY_ID, "DirectReference");
    settings.put(
        WSHandlerConstants.SIG_ALGO,
        key.key().getAlgorithm().startsWith("EC")
            ? "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
            : "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    settings.put(WSHandlerConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256");
    settings.put(WSHandlerConstants.SIGNATURE_PARTS, PARTS);
    settings.put(WSHandlerConstants.TTL_TIMESTAMP, Long.toString(seconds));
    return new WSS4JOutInterceptor(settings);
  }

  private static Merlin trusting(TrustAnchors anchors) {
    try {
      KeyStore trust = empty();
      List<X509Certificate> certificates = anchors.certificates();
      for (int i = 0; i < certificates.size(); i++) {
        trust.setCertificateEntry("anchor-" + i, certificates.get(i));
      }
      Merlin merlin = new Merlin();
      merlin.setTrustStore(trust);
      return merlin;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("certificates that were read can be kept", e);
    }
  }

  private static Merlin holding(SigningKey key) {
    try {
      KeyStore store = empty();
      store.setKeyEntry(
          key.alias(),
          key.key(),
          PASSWORD.toCharArray(),
          key.chain().toArray(X509Certificate[]::new));
      Merlin merlin = new Merlin();
      merlin.setKeyStore(store);
      return merlin;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key that was read can be kept", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
