package vn.lienthong.schemas.dossier;

import java.util.Optional;

/** One paper of the dossier, as handed in. */
public record SubmittedFile(
    String id,
    String name,
    boolean deleted,
    Optional<String> componentCode,
    Optional<FileReference> file,
    boolean digitised,
    Reuse reuse,
    boolean fromNationalStore,
    Optional<String> substituteResultCode) {

  /** Where a digitised paper was taken from. */
  public enum Reuse {
    NONE,
    FROM_COMPONENT,
    FROM_RESULT
  }
}
