package vn.lienthong.schemas.dossier;

import java.util.Optional;

/** A paper that the procedure gave the citizen. */
public record ResultPaper(
    String name,
    Optional<String> componentCode,
    Optional<String> id,
    Optional<String> resultCode,
    Optional<FileReference> file) {}
