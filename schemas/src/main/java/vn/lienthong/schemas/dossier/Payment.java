package vn.lienthong.schemas.dossier;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What is to be paid and whether it was paid online. */
public record Payment(Online online, List<Fee> fees) {
  public Payment {
    fees = List.copyOf(fees);
  }

  /** Online payment of the dossier's fees. */
  public enum Online {
    NO_FEE,
    PAID,
    UNPAID
  }

  /** One fee. {@code code} is 1 for phí and 2 for lệ phí in the national list. */
  public record Fee(
      String name,
      Optional<String> code,
      Optional<String> collection,
      BigDecimal amountVnd,
      Optional<String> kind) {}
}
