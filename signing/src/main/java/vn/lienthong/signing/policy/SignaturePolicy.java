package vn.lienthong.signing.policy;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms of signed messages. Sources: Circular 15/2025/TT-BKHCN annex (RSA ≥ 2048 with
 * RSASSA-PSS, ECDSA ≥ 256, SHA-256 or longer); RFC 7518 section 3 for the names. SHA-1 and RSA
 * below 2048 are never made; PKCS#1 v1.5 is read because real tokens still make it, and only where
 * a profile allows.
 */
public enum SignaturePolicy {
  /** RFC 7518 section 3.4. */
  ES256("SHA256withECDSAinP1363Format", 256, true),
  ES384("SHA384withECDSAinP1363Format", 384, true),
  /** RFC 7518 section 3.5: salt as long as the hash. */
  PS256("RSASSA-PSS", 2048, true),
  /** RFC 7518 section 3.3; read by profile, never made. */
  RS256("SHA256withRSA", 2048, false);

  private final String jdkName;
  private final int leastBits;
  private final boolean made;

  SignaturePolicy(String jdkName, int leastBits, boolean made) {
    this.jdkName = jdkName;
    this.leastBits = leastBits;
    this.made = made;
  }

  /** The name that {@link java.security.Signature} knows. */
  public String jdkName() {
    return jdkName;
  }

  /** The parameters to set, for PSS. */
  public Optional<PSSParameterSpec> parameters() {
    return this == PS256
        ? Optional.of(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1))
        : Optional.empty();
  }

  /** The algorithm of a JWS header by its name, when the policy knows it. */
  public static Optional<SignaturePolicy> named(String name) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }

  /** The algorithm that this key signs with, or empty when the policy forbids the key. */
  public static Optional<SignaturePolicy> forSigning(Key key) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.made && algorithm.fits(key))
        .findFirst();
  }

  /** True when the key is of the kind and length that the algorithm needs. */
  public boolean fits(Key key) {
    return switch (this) {
      case ES256 -> key instanceof ECKey ec && bits(ec) == 256;
      case ES384 -> key instanceof ECKey ec && bits(ec) == 384;
      case PS256, RS256 -> key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= leastBits;
    };
  }

  /** True for keys of a kind and length that any signature here may be made or read with. */
  public static boolean isStrong(Key key) {
    return key instanceof EdECKey || Arrays.stream(values()).anyMatch(policy -> policy.fits(key));
  }

  private static int bits(ECKey key) {
    return key.getParams().getOrder().bitLength();
  }
}
