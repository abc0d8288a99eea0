package vn.lienthong.connectors.onestop;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * Compares a document with the record that it must fill, before it is bound: Jackson alone would
 * take a missing number for 0 and a missing flag for false. Names field and rule, never the value.
 */
final class DocumentCheck {

  /** The first fault of a document. */
  record Fault(HubError error, String field, String mustBe) {}

  private DocumentCheck() {}

  /** The first fault, or empty when the document fits the type. */
  static Optional<Fault> firstFault(JsonNode document, Class<? extends Record> type) {
    return record(document, type, "");
  }

  private static Optional<Fault> record(JsonNode node, Class<?> type, String path) {
    if (!node.isObject()) {
      return wrong(path, "một đối tượng JSON");
    }
    Set<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        return Optional.of(new Fault(HubError.DOCUMENT_FIELD_UNKNOWN, path + shortened(name), ""));
      }
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<Fault> fault =
          value(
              node.path(component.getName()),
              component.getGenericType(),
              path + component.getName());
      if (fault.isPresent()) {
        return fault;
      }
    }
    return type == OwnerSystem.class ? nameOfOwner(node, path) : Optional.empty();
  }

  private static Optional<Fault> nameOfOwner(JsonNode node, String path) {
    OwnerSystem.Kind kind = OwnerSystem.Kind.valueOf(node.path("kind").textValue());
    Optional<String> name = Optional.ofNullable(node.path("name").textValue());
    return check(
        OwnerSystem.fits(kind, name),
        path + "name",
        "văn bản 1 đến 100 ký tự, bỏ trống khi kind là ONE_STOP");
  }

  private static Optional<Fault> value(JsonNode node, Type type, String path) {
    boolean absent = node.isMissingNode() || node.isNull();
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return absent ? Optional.empty() : value(node, inner, path);
      }
      return absent ? missing(path) : list(node, inner, path);
    }
    return absent ? missing(path) : plain(node, (Class<?>) type, path);
  }

  private static Optional<Fault> list(JsonNode node, Type inner, String path) {
    if (!node.isArray()) {
      return wrong(path, "một danh sách");
    }
    for (int i = 0; i < node.size(); i++) {
      Optional<Fault> fault = value(node.get(i), inner, path + "[" + i + "]");
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> plain(JsonNode node, Class<?> type, String path) {
    if (type == boolean.class) {
      return check(node.isBoolean(), path, "true hoặc false");
    }
    if (type == int.class || type == long.class) {
      boolean fits = type == int.class ? node.canConvertToInt() : node.canConvertToLong();
      return check(node.isIntegralNumber() && fits, path, "số nguyên");
    }
    if (type == BigDecimal.class) {
      return check(node.isNumber(), path, "một số");
    }
    if (type.isRecord() && type != DossierCode.class && type != ProcedureCode.class) {
      return record(node, type, path + ".");
    }
    return check(node.isTextual(), path, "văn bản").or(() -> text(node.textValue(), type, path));
  }

  private static Optional<Fault> text(String text, Class<?> type, String path) {
    if (type == Instant.class) {
      return check(isInstant(text), path, "thời điểm UTC dạng 2026-11-24T01:00:00Z");
    }
    if (type == DossierCode.class) {
      return check(isDossierCode(text), path, "mã hồ sơ 1 đến 50 ký tự, không có khoảng trắng");
    }
    if (type == ProcedureCode.class) {
      return check(ProcedureCode.parse(text).isPresent(), path, "mã thủ tục dạng 1.234567");
    }
    if (type.isEnum()) {
      List<String> names =
          Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      return check(names.contains(text), path, "một trong " + String.join(", ", names));
    }
    return Optional.empty();
  }

  private static boolean isInstant(String text) {
    try {
      return Instant.parse(text).toString().length() > 0;
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static boolean isDossierCode(String text) {
    try {
      return new DossierCode(text).value().length() > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Optional<Fault> check(boolean fits, String path, String mustBe) {
    return fits ? Optional.empty() : wrong(path, mustBe);
  }

  private static Optional<Fault> wrong(String path, String mustBe) {
    return Optional.of(new Fault(HubError.DOCUMENT_FIELD_WRONG, trimmed(path), mustBe));
  }

  private static Optional<Fault> missing(String path) {
    return Optional.of(new Fault(HubError.FIELD_MISSING, path, ""));
  }

  private static String trimmed(String path) {
    if (path.isEmpty()) {
      return "document";
    }
    return path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }
}
