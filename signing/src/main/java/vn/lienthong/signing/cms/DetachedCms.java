package vn.lienthong.signing.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
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
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/** CMS SignedData without the content (RFC 5652), DER, with the signer's chain and signing time. */
public final class DetachedCms {
  private DetachedCms() {}

  /** Signs the content, and checks what it signed before handing it out. */
  public static byte[] sign(SigningKey key, byte[] content, Instant at) {
    try {
      String algorithm =
          key.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      ContentSigner signer = new JcaContentSignerBuilder(algorithm).build(key.key());
      ASN1EncodableVector attributes = new ASN1EncodableVector();
      attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
              .build(signer, key.certificate()));
      generator.addCertificates(new JcaCertStore(key.chain()));
      byte[] made =
          generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
      if (verify(made, content, TrustAnchors.of(List.of(key.certificate())), at)
          instanceof CmsCheck.Invalid(String text)) {
        throw new HubException(HubError.SIGNATURE_NOT_MADE, key.alias(), text);
      }
      return made;
    } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
      throw new HubException(
          e, HubError.SIGNATURE_NOT_MADE, key.alias(), String.valueOf(e.getMessage()));
    }
  }

  /** Checks every signer over the content, and that its certificate ends at an anchor. */
  public static CmsCheck verify(byte[] p7s, byte[] content, TrustAnchors anchors, Instant at) {
    try {
      CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(content), p7s);
      if (signed.getSignerInfos().size() != 1) {
        return new CmsCheck.Invalid(signed.getSignerInfos().size() + " signers, one is expected");
      }
      SignerInformation signer = signed.getSignerInfos().iterator().next();
      @SuppressWarnings("unchecked") // BouncyCastle's selector is raw
      Collection<X509CertificateHolder> own = signed.getCertificates().getMatches(signer.getSID());
      if (own.isEmpty()) {
        return new CmsCheck.Invalid("the signer's certificate is not in it");
      }
      JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
      X509Certificate leaf = converter.getCertificate(own.iterator().next());
      if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(leaf))) {
        return new CmsCheck.Invalid("the content is not what was signed");
      }
      List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
      for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
        X509Certificate other = converter.getCertificate(holder);
        if (!other.equals(leaf)) {
          chain.add(other);
        }
      }
      return anchors
          .fault(chain, at)
          .<CmsCheck>map(CmsCheck.Invalid::new)
          .orElseGet(() -> new CmsCheck.Valid(leaf, claimedAt(signer)));
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      return new CmsCheck.Invalid("cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      return new CmsCheck.Invalid("is no CMS: " + e.getClass().getSimpleName());
    }
  }

  private static Optional<Instant> claimedAt(SignerInformation signer) {
    return Optional.ofNullable(signer.getSignedAttributes())
        .map(attributes -> attributes.get(CMSAttributes.signingTime))
        .map(attribute -> Time.getInstance(attribute.getAttrValues().getObjectAt(0)))
        .map(time -> time.getDate().toInstant());
  }
}
