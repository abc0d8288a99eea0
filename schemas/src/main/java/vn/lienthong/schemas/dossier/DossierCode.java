package vn.lienthong.schemas.dossier;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Code of a dossier (hồ sơ), as its owner system issued it. 1 to 50 characters, none of them white
 * space or control; case kept. No meaning is read from it.
 *
 * <p>Source: docs/partners/npsp.md, dossier codes (Circular 01/2018/TT-VPCP article 19; real
 * systems vary in agency code, date and sequence).
 */
public record DossierCode(@JsonValue String value) {
  public DossierCode {
    if (value.isEmpty()
        || value.length() > 50
        || !value.chars().allMatch(c -> c > ' ' && c != 0x7f && !Character.isWhitespace(c))) {
      throw new IllegalArgumentException(
          "dossier code must have 1 to 50 characters and no blank: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
