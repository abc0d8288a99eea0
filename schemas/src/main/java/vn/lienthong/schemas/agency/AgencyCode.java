package vn.lienthong.schemas.agency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Code of an agency in the form of Decision 20/2020/QD-TTg ({@code H38.101}): groups of digits and
 * capitals, the level-1 agency leftmost, at most 35 characters. The older form of QCVN 102:2016
 * ({@code 000.00.01.H38}) is read and turned round.
 */
public record AgencyCode(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[0-9A-Z]+(\\.[0-9A-Z]+)*");
  private static final Pattern OLD_FORM =
      Pattern.compile("([0-9]{3})\\.([0-9]{2})\\.([0-9]{2})\\.([A-Z][0-9]{2})");

  public AgencyCode {
    if (value.length() > 35 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "agency code must be capitals, digits and dots, at most 35: '" + value + "'");
    }
  }

  /** Reads either form; {@code 000.00.01.H38} and {@code H38.1} become one code. */
  public static AgencyCode of(String raw) {
    var old = OLD_FORM.matcher(raw);
    if (!old.matches()) {
      return new AgencyCode(raw);
    }
    List<String> groups = new ArrayList<>(Arrays.asList(raw.split("\\.")));
    Collections.reverse(groups);
    while (groups.size() > 1 && Integer.parseInt(groups.getLast()) == 0) {
      groups.removeLast();
    }
    for (int i = 1; i < groups.size(); i++) {
      groups.set(i, String.valueOf(Integer.parseInt(groups.get(i))));
    }
    return new AgencyCode(String.join(".", groups));
  }

  /** The level-1 agency: for Lào Cai, H38. */
  public String levelOne() {
    int dot = value.indexOf('.');
    return dot < 0 ? value : value.substring(0, dot);
  }

  @Override
  public String toString() {
    return value;
  }
}
