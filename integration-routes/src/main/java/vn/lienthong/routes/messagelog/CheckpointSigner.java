package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.merkle.SignedNote;

/** Signs checkpoints twice: as a note with Ed25519, and as CMS with the X.509 log key. */
final class CheckpointSigner {
  private final String name;
  private final SigningKey noteKey;
  private final SigningKey cmsKey;

  /**
   * @param name of the log: origin of its first epoch and name of its note key
   */
  CheckpointSigner(String name, SigningKey noteKey, SigningKey cmsKey) {
    this.name = name;
    this.noteKey = noteKey;
    this.cmsKey = cmsKey;
  }

  /** First line of the checkpoints of this epoch. */
  String origin(int epoch) {
    return epoch == 1 ? name : name + "/" + epoch;
  }

  String note(String text) {
    return SignedNote.sign(text, name, noteKey.key(), noteKey.certificate().getPublicKey())
        .encode();
  }

  byte[] cms(String text, Instant at) {
    return DetachedCms.sign(cmsKey, text.getBytes(StandardCharsets.UTF_8), at);
  }

  /** The key by which an auditor checks the notes. */
  String verifierKey() {
    return SignedNote.verifierKey(name, noteKey.certificate().getPublicKey());
  }

  /** Certificates of the CMS signature, leaf first. */
  List<X509Certificate> certificates() {
    return cmsKey.chain();
  }
}
