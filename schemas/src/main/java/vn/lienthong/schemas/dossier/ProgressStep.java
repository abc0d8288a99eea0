package vn.lienthong.schemas.dossier;

import java.time.Instant;
import java.util.Optional;

/** One step of a dossier's way through the office (tiến độ xử lý). */
public record ProgressStep(
    DossierCode dossier,
    Officer officer,
    Instant at,
    String content,
    int localStatus,
    Optional<Instant> startedAt,
    Optional<Instant> dueAt) {

  /** Who did the step. Prints itself without the name. */
  public record Officer(
      Optional<String> name, Optional<String> title, Optional<String> department) {
    @Override
    public String toString() {
      return "Officer[" + department.orElse("") + "]";
    }
  }

  /** The national status, or empty when the local number stands for none. */
  public Optional<DossierStatus> status() {
    return DossierStatus.ofNationalCode(localStatus);
  }
}
