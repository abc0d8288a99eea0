package vn.lienthong.signing.cms;

import static org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * CMS SignedData without the content (RFC 5652), DER, with the signer's chain, signing time and
 * signing-certificate-v2 (RFC 5035): CAdES-B.
 */
public final class DetachedCms {
  private static final int MOST_BYTES = 1_000_000;

  private DetachedCms() {}

  /**
   * Signs the content, and checks what it signed before handing it out.
   *
   * @param at signing time that is claimed; the certificate must be valid then
   * @throws HubException LT-5005 when the key cannot sign
   */
  public static byte[] sign(SigningKey key, byte[] content, Instant at) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(attributes(key, at)))
              .build(CmsAlgorithms.signer(key.key()), key.certificate()));
      generator.addCertificates(new JcaCertStore(key.chain()));
      byte[] made =
          generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
      TrustAnchors itself = TrustAnchors.of(List.of(key.certificate()));
      return switch (verify(made, content, itself, at)) {
        case CmsCheck.Valid _ -> made;
        case CmsCheck.OutOfDate(_, _, String text) -> throw notMade(key, text);
        case CmsCheck.Untrusted(_, String text) -> throw notMade(key, text);
        case CmsCheck.Invalid(String text) -> throw notMade(key, text);
      };
    } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
      throw new HubException(
          e, HubError.SIGNATURE_NOT_MADE, key.alias(), String.valueOf(e.getMessage()));
    }
  }

  private static HubException notMade(SigningKey key, String text) {
    return new HubException(HubError.SIGNATURE_NOT_MADE, key.alias(), text);
  }

  private static AttributeTable attributes(SigningKey key, Instant at) {
    ESSCertIDv2 certificate = new ESSCertIDv2(SigningKey.thumbprint(key.certificate()));
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(certificate))));
    return new AttributeTable(attributes);
  }

  /**
   * Checks the one signer over the content, and that his certificate ends at an anchor.
   *
   * @param at the time at which certificates must be valid
   */
  public static CmsCheck verify(byte[] p7s, byte[] content, TrustAnchors anchors, Instant at) {
    if (p7s.length > MOST_BYTES) {
      return new CmsCheck.Invalid("has " + p7s.length + " bytes");
    }
    try {
      CMSSignedData signed =
          new CMSSignedData(
              new CMSProcessableByteArray(content),
              ContentInfo.getInstance(ASN1Primitive.fromByteArray(p7s)));
      if (signed.getSignerInfos().size() != 1) {
        return new CmsCheck.Invalid(signed.getSignerInfos().size() + " signers, one is expected");
      }
      SignerInformation signer = signed.getSignerInfos().iterator().next();
      List<X509Certificate> chain = chain(signed, signer);
      if (chain.isEmpty()) {
        return new CmsCheck.Invalid("the signer's certificate is not in it");
      }
      return signatureFault(signer, chain.getFirst())
          .<CmsCheck>map(CmsCheck.Invalid::new)
          .orElseGet(() -> trust(signer, chain, anchors, at));
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      return new CmsCheck.Invalid("cannot be read: " + e.getMessage());
    } catch (IOException | RuntimeException e) { // BouncyCastle's parsers throw all kinds
      return new CmsCheck.Invalid("is no CMS: " + e.getClass().getSimpleName());
    }
  }

  /** The signer's certificate first, then whatever else is in it; empty without his. */
  private static List<X509Certificate> chain(CMSSignedData signed, SignerInformation signer)
      throws GeneralSecurityException {
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    @SuppressWarnings("unchecked") // BouncyCastle's selector is raw
    Collection<X509CertificateHolder> own = signed.getCertificates().getMatches(signer.getSID());
    List<X509Certificate> chain = new ArrayList<>();
    if (own.isEmpty()) {
      return chain;
    }
    chain.add(converter.getCertificate(own.iterator().next()));
    for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
      chain.add(converter.getCertificate(holder));
    }
    return chain;
  }

  private static Optional<String> signatureFault(SignerInformation signer, X509Certificate leaf)
      throws CMSException, OperatorCreationException, GeneralSecurityException {
    Optional<String> weak = CmsAlgorithms.fault(signer, leaf.getPublicKey());
    if (weak.isPresent()) {
      return weak;
    }
    // by key, not by certificate: whether that was valid at the claimed time is looked at apart
    if (!signer.verify(CmsAlgorithms.verifier(signer, leaf.getPublicKey()))) {
      return Optional.of("the content is not what was signed");
    }
    return attribute(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2)
        .map(value -> SigningCertificateV2.getInstance(value).getCerts()[0])
        .filter(named -> named.getHashAlgorithm().getAlgorithm().equals(id_sha256))
        .filter(named -> !Arrays.equals(named.getCertHash(), SigningKey.thumbprint(leaf)))
        .map(_ -> "it was signed for another certificate");
  }

  private static CmsCheck trust(
      SignerInformation signer, List<X509Certificate> chain, TrustAnchors anchors, Instant at) {
    X509Certificate leaf = chain.getFirst();
    Optional<Instant> claimed =
        attribute(signer, CMSAttributes.signingTime)
            .map(value -> Time.getInstance(value).getDate().toInstant());
    Optional<String> fault = anchors.fault(chain, at);
    if (fault.isEmpty()) {
      return new CmsCheck.Valid(leaf, claimed);
    }
    return claimed
        .filter(then -> then.isBefore(at) && anchors.fault(chain, then).isEmpty())
        .<CmsCheck>map(then -> new CmsCheck.OutOfDate(leaf, then, fault.orElseThrow()))
        .orElseGet(() -> new CmsCheck.Untrusted(leaf, fault.orElseThrow()));
  }

  private static Optional<ASN1Encodable> attribute(
      SignerInformation signer, ASN1ObjectIdentifier name) {
    return Optional.ofNullable(signer.getSignedAttributes())
        .map(attributes -> attributes.get(name))
        .map(attribute -> attribute.getAttrValues().getObjectAt(0));
  }
}
