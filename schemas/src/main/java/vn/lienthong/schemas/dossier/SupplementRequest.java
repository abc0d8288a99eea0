package vn.lienthong.schemas.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A request that the citizen hand in more, and what came of it. */
public record SupplementRequest(
    String id,
    Optional<String> requestedBy,
    String content,
    Instant requestedAt,
    Optional<Receipt> receipt,
    Optional<String> state,
    List<OtherPaper> papers,
    List<Payment.Fee> fees,
    Optional<Instant> dueBefore,
    Optional<Instant> dueAfter) {
  public SupplementRequest {
    papers = List.copyOf(papers);
    fees = List.copyOf(fees);
  }

  /** Who took the supplement in, and when. */
  public record Receipt(
      Optional<String> receivedBy, Optional<String> information, Instant receivedAt) {}
}
