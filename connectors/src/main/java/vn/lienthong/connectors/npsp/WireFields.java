package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.lienthong.schemas.json.HubJson;

/**
 * Every field that is written to the portal: its path on the wire and where its value stands in the
 * document of the one-stop system. The table is the resource npsp/fields.json; it is printed in
 * docs/partners/npsp.md.
 */
final class WireFields {
  private static final List<Field> ALL = read();
  private static final Pattern NAMED =
      Pattern.compile("\\b([A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+)*) ?:");

  private final Map<String, Field> byPath;

  /** What is pushed. */
  enum Message {
    DOSSIER,
    STEP
  }

  /**
   * One field.
   *
   * @param field path on the wire, such as TaiLieuNop.IsDeleted
   * @param hub path of its value in the document of the one-stop system
   * @param cardinality as the source has it; within lists the hub's own, no source tells
   * @param source which client names it
   */
  record Field(Message message, String field, String hub, String cardinality, String source) {}

  private WireFields(Message message) {
    byPath =
        ALL.stream()
            .filter(field -> field.message() == message)
            .collect(Collectors.toUnmodifiableMap(Field::field, Function.identity()));
  }

  static WireFields of(Message message) {
    return new WireFields(message);
  }

  static List<Field> all() {
    return ALL;
  }

  /** Wire paths of both messages. */
  static Set<String> paths() {
    return ALL.stream().map(Field::field).collect(Collectors.toUnmodifiableSet());
  }

  /** Where the value of this field comes from; a field outside the table cannot be written. */
  String hubField(String path) {
    return Objects.requireNonNull(byPath.get(path), path).hub();
  }

  /**
   * The hub's field that a refusal speaks of: the first wire name of the table with a colon behind
   * it, as in "Hồ sơ H38-…: NgayHenTra: ngày hẹn trả trước ngày tiếp nhận".
   */
  Optional<String> named(String message) {
    Matcher names = NAMED.matcher(message);
    while (names.find()) {
      Optional<Field> field = Optional.ofNullable(byPath.get(names.group(1)));
      if (field.isPresent()) {
        return field.map(Field::hub);
      }
    }
    return Optional.empty();
  }

  private static List<Field> read() {
    try (InputStream in = WireFields.class.getResourceAsStream("/npsp/fields.json")) {
      return HubJson.newMapper()
          .readValue(Objects.requireNonNull(in), new TypeReference<List<Field>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("npsp/fields.json", e);
    }
  }
}
