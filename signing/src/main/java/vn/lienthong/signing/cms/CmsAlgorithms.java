package vn.lienthong.signing.cms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.lienthong.signing.policy.SignaturePolicy;

/**
 * Which algorithms CMS signatures are made and read with. Sources: Circular 15/2025/TT-BKHCN annex
 * (RSASSA-PSS, ECDSA, SHA-256 or longer); RFC 4056, RFC 5754. PKCS#1 v1.5 is read because tokens of
 * the public-duty service make it, and never made.
 */
final class CmsAlgorithms {
  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  /** The digest inside each signature algorithm; rsaEncryption takes that of the signer info. */
  private static final Map<ASN1ObjectIdentifier, ASN1ObjectIdentifier> SIGNATURES =
      Map.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, NISTObjectIdentifiers.id_sha256,
          PKCSObjectIdentifiers.sha384WithRSAEncryption, NISTObjectIdentifiers.id_sha384,
          PKCSObjectIdentifiers.sha512WithRSAEncryption, NISTObjectIdentifiers.id_sha512,
          X9ObjectIdentifiers.ecdsa_with_SHA256, NISTObjectIdentifiers.id_sha256,
          X9ObjectIdentifiers.ecdsa_with_SHA384, NISTObjectIdentifiers.id_sha384,
          X9ObjectIdentifiers.ecdsa_with_SHA512, NISTObjectIdentifiers.id_sha512,
          EdECObjectIdentifiers.id_Ed25519, NISTObjectIdentifiers.id_sha512);

  /** Only to read PSS: BouncyCastle asks for it by a name that the JDK's providers do not know. */
  private static final Provider PSS_READER = new BouncyCastleProvider();

  private CmsAlgorithms() {}

  static ContentSigner signer(PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    if (key.getAlgorithm().equals("RSA")) {
      return new PssSigner(key);
    }
    boolean longer = key instanceof ECKey ec && ec.getParams().getOrder().bitLength() > 256;
    return new JcaContentSignerBuilder(longer ? "SHA384withECDSA" : "SHA256withECDSA").build(key);
  }

  static SignerInformationVerifier verifier(SignerInformation signer, PublicKey key)
      throws OperatorCreationException {
    JcaSimpleSignerInfoVerifierBuilder builder = new JcaSimpleSignerInfoVerifierBuilder();
    if (PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(signer.getEncryptionAlgOID())) {
      builder.setProvider(PSS_READER);
    }
    return builder.build(key);
  }

  /** Why this signature may not be believed whatever it says, or empty. */
  static Optional<String> fault(SignerInformation signer, PublicKey key) {
    ASN1ObjectIdentifier digest = signer.getDigestAlgorithmID().getAlgorithm();
    AlgorithmIdentifier signature =
        AlgorithmIdentifier.getInstance(signer.toASN1Structure().getDigestEncryptionAlgorithm());
    if (!DIGESTS.contains(digest) || !DIGESTS.contains(inner(signature, digest))) {
      return Optional.of("its algorithms are not allowed: " + signature.getAlgorithm());
    }
    return SignaturePolicy.isStrong(key)
        ? Optional.empty()
        : Optional.of("its key is too weak or of a kind that is not allowed");
  }

  private static ASN1ObjectIdentifier inner(AlgorithmIdentifier signature, ASN1ObjectIdentifier d) {
    ASN1ObjectIdentifier algorithm = signature.getAlgorithm();
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return d;
    }
    if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return RSASSAPSSparams.getInstance(signature.getParameters())
          .getHashAlgorithm()
          .getAlgorithm();
    }
    return SIGNATURES.getOrDefault(algorithm, algorithm);
  }
}
