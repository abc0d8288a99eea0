package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that dossiers and steps share: texts, dates of 14 digits, dossier codes, statuses. */
final class ItemChecks {
  /** Date 6 or 8 digits, order number 4 to 7; agency code of either decision. */
  private static final Pattern DOSSIER_CODE =
      Pattern.compile(
          "(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\\.[0-9]+)*)"
              + "-([0-9]{6}|[0-9]{8})-[0-9]{4,7}");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern FOURTEEN_DIGITS = Pattern.compile("[0-9]{14}");
  private static final Pattern STATUS = Pattern.compile("[1-9]|10");

  private ItemChecks() {}

  /** The field must be there, as a text. */
  static Optional<Problem> present(JsonNode item, String field) {
    JsonNode value = item.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.of(Problem.of(field, "thiếu trường bắt buộc"));
    }
    return value.isTextual()
        ? Optional.empty()
        : Optional.of(Problem.of(field, "phải là chuỗi ký tự"));
  }

  /** The field must be there and not blank. */
  static Optional<Problem> filled(JsonNode item, String field) {
    return present(item, field)
        .or(
            () ->
                item.path(field).asText().isBlank()
                    ? Optional.of(Problem.of(field, "không được để trống"))
                    : Optional.empty());
  }

  /** A text if it is there at all. */
  static Optional<Problem> textIfThere(JsonNode item, String field) {
    return item.path(field).isMissingNode() ? Optional.empty() : present(item, field);
  }

  static Optional<Problem> oneOf(JsonNode item, String field, Set<String> allowed) {
    String value = item.path(field).asText();
    return allowed.contains(value)
        ? Optional.empty()
        : Optional.of(Problem.of(field, "giá trị '" + value + "' không có trong danh mục"));
  }

  static Optional<Problem> status(JsonNode item, String field) {
    String value = item.path(field).asText();
    return STATUS.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(Problem.of(field, "trạng thái '" + value + "' không có trong danh mục"));
  }

  /** Empty, or a real point in time of 14 digits. */
  static Optional<Problem> date(JsonNode item, String field) {
    String value = item.path(field).asText();
    return value.isEmpty() || time(value).isPresent()
        ? Optional.empty()
        : Optional.of(Problem.of(field, "ngày phải có dạng yyyyMMddHHmmss"));
  }

  static Optional<LocalDateTime> time(String value) {
    if (!FOURTEEN_DIGITS.matcher(value).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(value, TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Problem> dossierCode(JsonNode item) {
    Matcher code = DOSSIER_CODE.matcher(item.path("MaHoSo").asText());
    return code.matches() && isDay(code.group(1))
        ? Optional.empty()
        : Optional.of(Problem.of("MaHoSo", "mã hồ sơ không đúng quy tắc"));
  }

  private static boolean isDay(String digits) {
    try {
      LocalDate.parse(digits.length() == 6 ? "20" + digits : digits, DAY);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
