package vn.lienthong.signing.cms;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.SigningKey;

/**
 * CMS AuthEnvelopedData (RFC 5083), DER: AES-256-GCM (RFC 5084) under a key of its own, which is
 * wrapped for each recipient with RSAES-OAEP and SHA-256 (RFC 4056). {@code openssl cms -decrypt
 * -inform DER -recip CERT -inkey KEY} opens it, from OpenSSL 3.0 on.
 */
public final class EnvelopedCms {
  private static final int LEAST_BITS = 2048;
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final AlgorithmIdentifier OAEP =
      new AlgorithmIdentifier(
          PKCSObjectIdentifiers.id_RSAES_OAEP,
          new RSAESOAEPparams(
              SHA_256,
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA_256),
              RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

  /** The JDK knows the parameters of AES-256-GCM by name only. */
  private static final Provider GCM_BY_OID = new BouncyCastleProvider();

  private EnvelopedCms() {}

  /**
   * Encrypts so that any one of the recipients can read it.
   *
   * @throws HubException LT-9046 when a recipient's key is not RSA of 2048 bits or more
   */
  public static byte[] seal(byte[] content, List<X509Certificate> recipients) {
    CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
    for (X509Certificate recipient : recipients) {
      generator.addRecipientInfoGenerator(forRecipient(recipient));
    }
    try {
      OutputAEADEncryptor encryptor =
          (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).build();
      return generator
          .generate(new CMSProcessableByteArray(content), encryptor)
          .toASN1Structure()
          .getEncoded("DER");
    } catch (CMSException | IOException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM and RSA-OAEP", e);
    }
  }

  private static JceKeyTransRecipientInfoGenerator forRecipient(X509Certificate recipient) {
    String name = recipient.getSubjectX500Principal().getName();
    if (!(recipient.getPublicKey() instanceof RSAPublicKey key)) {
      throw new HubException(
          HubError.BACKUP_RECIPIENT_UNFIT, name, recipient.getPublicKey().getAlgorithm());
    }
    if (key.getModulus().bitLength() < LEAST_BITS) {
      throw new HubException(
          HubError.BACKUP_RECIPIENT_UNFIT, name, "RSA " + key.getModulus().bitLength());
    }
    try {
      return new JceKeyTransRecipientInfoGenerator(recipient, OAEP);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /**
   * Decrypts with the key of one recipient.
   *
   * @throws HubException LT-9043 when it is not for this key, or was altered
   */
  public static byte[] open(byte[] sealed, SigningKey key) {
    try {
      CMSAuthEnvelopedData enveloped = new CMSAuthEnvelopedData(sealed);
      RecipientInformation ours =
          enveloped.getRecipientInfos().get(new JceKeyTransRecipientId(key.certificate()));
      if (ours == null) {
        throw new HubException(
            HubError.BACKUP_NOT_OPENED, key.certificate().getSubjectX500Principal().getName());
      }
      JceKeyTransAuthEnvelopedRecipient recipient =
          new JceKeyTransAuthEnvelopedRecipient(key.key());
      recipient.setContentProvider(GCM_BY_OID);
      return ours.getContent(recipient);
    } catch (CMSException e) {
      throw new HubException(e, HubError.BACKUP_NOT_OPENED, String.valueOf(e.getMessage()));
    }
  }
}
