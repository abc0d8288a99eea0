package vn.lienthong.signing.cms;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import vn.lienthong.signing.policy.SignaturePolicy;

/**
 * RSASSA-PSS with SHA-256 and a salt of 32 bytes (RFC 4056) by whichever provider holds the key.
 * BouncyCastle's own builder asks for the algorithm by a name that only its own provider knows, and
 * keys on a token are not in that.
 */
final class PssSigner implements ContentSigner {
  private final Signature signature;

  PssSigner(PrivateKey key) throws GeneralSecurityException {
    signature = Signature.getInstance(SignaturePolicy.PS256.jdkName());
    signature.initSign(key);
    signature.setParameter(SignaturePolicy.PS256.parameters().orElseThrow());
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSAandMGF1");
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          signature.update(bytes, from, length);
        } catch (SignatureException e) {
          throw new IOException(e);
        }
      }
    };
  }

  @Override
  public byte[] getSignature() {
    try {
      return signature.sign();
    } catch (SignatureException e) {
      throw new IllegalStateException("RSASSA-PSS", e);
    }
  }
}
