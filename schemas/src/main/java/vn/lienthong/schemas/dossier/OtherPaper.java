package vn.lienthong.schemas.dossier;

import java.util.Optional;

/** A paper beyond the components of the procedure. */
public record OtherPaper(String name, int copies, Optional<String> kind) {}
