package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;

/** Signs checkpoints twice: as a note with Ed25519, and as CMS with the X.509 log key. */
final class CheckpointSigner {
  private final String name;
  private final SigningKey noteKey;
  private final SigningKey cmsKey;

  /**
   * @param name of the log: origin of its first epoch
   */
  CheckpointSigner(String name, SigningKey noteKey, SigningKey cmsKey) {
    this.name = name;
    this.noteKey = noteKey;
    this.cmsKey = cmsKey;
  }

  /** Origin of a log that is opened for the first time. */
  String firstOrigin() {
    return name;
  }

  /** The checkpoint as it is published; the key's name is the log's origin (C2SP tlog-policy). */
  String note(Checkpoint checkpoint) {
    return SignedNote.sign(
            checkpoint.text(),
            checkpoint.origin(),
            noteKey.key(),
            noteKey.certificate().getPublicKey())
        .encode();
  }

  byte[] cms(Checkpoint checkpoint, Instant at) {
    return DetachedCms.sign(cmsKey, checkpoint.text().getBytes(StandardCharsets.UTF_8), at);
  }

  /** The key by which an auditor checks the notes of the log of this origin. */
  String verifierKey(String origin) {
    return SignedNote.verifierKey(origin, noteKey.certificate().getPublicKey());
  }

  /** Certificates of the CMS signature, leaf first. */
  List<X509Certificate> certificates() {
    return cmsKey.chain();
  }
}
