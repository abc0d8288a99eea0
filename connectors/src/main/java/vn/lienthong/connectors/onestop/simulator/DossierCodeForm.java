package vn.lienthong.connectors.onestop.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.lienthong.schemas.dossier.DossierCode;

/**
 * Writes dossier codes {@code <agency>-<yyMMdd>-<number of the day>}: with the agency in the older
 * form of QCVN 102:2016 where it fits (departments), as Circular 01/2018/TT-VPCP article 19 says,
 * else in the form of Decision 20/2020/QD-TTg (communes), as real systems do.
 */
final class DossierCodeForm {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private DossierCodeForm() {}

  static DossierCode code(String agency, String day, int number) {
    return new DossierCode(olderForm(agency) + "-" + day + "-" + "%04d".formatted(number));
  }

  /** The day as it stands in the code. */
  static String day(Instant at) {
    return DAY.format(at.atZone(ZONE));
  }

  /** {@code H38.2} becomes {@code 000.00.02.H38}; {@code H38.101} does not fit and stays. */
  static String olderForm(String agency) {
    String[] groups = agency.split("\\.", -1);
    int second = group(groups, 1);
    int third = group(groups, 2);
    int fourth = group(groups, 3);
    if (groups.length > 4 || second > 99 || third > 99 || fourth > 999) {
      return agency;
    }
    return "%03d.%02d.%02d.%s".formatted(fourth, third, second, groups[0]);
  }

  private static int group(String[] groups, int place) {
    return place < groups.length ? Integer.parseInt(groups[place]) : 0;
  }
}
