package vn.lienthong.connectors.npsp.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the portal's printed texts of channels, times and fees. */
final class ChannelTexts {
  static final Map<String, String> CHANNEL_CODES =
      Map.of("Trực tiếp", "1", "Trực tuyến", "2", "Dịch vụ bưu chính", "3");

  private static final Pattern TIME = Pattern.compile("(.+): ([0-9.,]+) (.+)");
  private static final Pattern FEE =
      Pattern.compile("(?:(Phí|Lệ phí) )?([0-9][0-9.,]*) (?:VNĐ|đồng)");

  private ChannelTexts() {}

  /** How long, in which unit. */
  record Time(String amount, String unit) {}

  /** A fee: code 1 fee or 2 charge, empty when not printed; the amount as the wire writes it. */
  record Fee(String code, String amount, String printed) {}

  /** Times by channel, as printed: "Trực tuyến: 5 ngày làm việc; Trực tiếp: 7 ngày". */
  static Map<String, List<Time>> times(String printed) {
    Map<String, List<Time>> times = new LinkedHashMap<>();
    for (String part : printed.split("; ", -1)) {
      Matcher time = TIME.matcher(part);
      if (time.matches()) {
        times
            .computeIfAbsent(time.group(1), _ -> new ArrayList<>())
            .add(new Time(time.group(2), time.group(3)));
      }
    }
    return times;
  }

  /** Fees, as printed. "Miễn phí" goes out as "Không", amounts with dots, as the portal sends. */
  static List<Fee> fees(String printed) {
    List<Fee> fees = new ArrayList<>();
    for (String part : printed.split("; ", -1)) {
      Matcher fee = FEE.matcher(part);
      if (fee.matches()) {
        String kind = fee.group(1) == null ? "" : fee.group(1).equals("Phí") ? "1" : "2";
        fees.add(new Fee(kind, fee.group(2).replace(',', '.'), part));
      } else if (!part.isBlank()) {
        fees.add(new Fee("", "Không", part));
      }
    }
    return fees;
  }
}
