package vn.lienthong.signing.verify;

import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;

/**
 * What the auditor trusts; it comes from the auditor, never from the log.
 *
 * @param logKey verifier key of the log's checkpoints; its name is the log's origin
 * @param authorities at which the certificate of {@code checkpoint.p7s} must end
 * @param olderCheckpoints checkpoints that were kept outside, as they were published
 */
public record Anchors(
    Optional<VerifierKey> logKey,
    Optional<TrustAnchors> authorities,
    List<String> olderCheckpoints) {
  /** Trusts nothing: at most INDETERMINATE comes of it. */
  public static final Anchors NONE = new Anchors(Optional.empty(), Optional.empty(), List.of());

  public Anchors {
    olderCheckpoints = List.copyOf(olderCheckpoints);
  }

  /** Key and authorities, without older checkpoints. */
  public static Anchors of(VerifierKey logKey, TrustAnchors authorities) {
    return new Anchors(Optional.of(logKey), Optional.of(authorities), List.of());
  }
}
