package vn.lienthong.schemas.dossier;

import java.util.List;

/** Figures of Decision 766/QD-TTg: what is digitised, and which databases were consulted. */
public record Digitisation(
    boolean hasDigitisedComponents, boolean accountVerifiedByVneid, List<String> databases) {
  public Digitisation {
    databases = List.copyOf(databases);
  }
}
