package vn.lienthong.signing.verify;

import java.util.Optional;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;

/**
 * What the auditor trusts; it comes from the auditor, never from the log.
 *
 * @param logKey verifier key of the log's checkpoints
 * @param authorities at which the certificate of {@code checkpoint.p7s} must end
 * @param olderCheckpoint a checkpoint that was kept outside, as text
 */
public record Anchors(
    Optional<VerifierKey> logKey,
    Optional<TrustAnchors> authorities,
    Optional<String> olderCheckpoint) {}
