package vn.lienthong.connectors.npsp;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What differs between installations of the portal's protocol: generation, field names, date
 * patterns, code lists, the meaning of answers, and what to do with a missing, empty or long value.
 * Checked at construction.
 *
 * @param name of the variant
 * @param generation which code writes the calls
 * @param names of request fields whose case differs between client versions
 * @param datePattern of every date unless {@code datePatterns} names the field
 * @param datePatterns by path of the wire field
 * @param answers meaning of answers, first match wins
 * @param fields treatment of wire fields by path; a field that is not here is sent as it is
 * @param codes code lists: list, then the hub's name, then the wire code
 */
public record NpspTables(
    String name,
    Generation generation,
    Names names,
    String datePattern,
    Map<String, String> datePatterns,
    List<AnswerRule> answers,
    Map<String, FieldRule> fields,
    Map<String, Map<String, String>> codes) {
  public NpspTables {
    datePatterns = Map.copyOf(datePatterns);
    answers = List.copyOf(answers);
    fields = Map.copyOf(fields);
    codes = Map.copyOf(codes);
    TablesCheck.check(datePattern, datePatterns, answers, fields, codes);
  }

  /** A generation of the protocol: how calls are written. */
  public enum Generation {
    /** Session, envelope and service names at two endpoints. */
    ADAPTER,
    /** A province's relay: bare arrays at an address for each kind of push, lists by GET. */
    RELAY
  }

  /** Request fields by their name in this variant. */
  public record Names(String lookupDossier, String detailProcedure) {}

  /** What an answer means. */
  public enum Meaning {
    SUCCESS,
    DUPLICATE,
    SESSION_EXPIRED,
    TEMPORARY,
    IN_DOUBT,
    REFUSED
  }

  /**
   * One row of the table of answers. Each pattern that is there must match: {@code service}, {@code
   * http} and {@code errorCode} the whole value, {@code message} any part of it.
   *
   * @param service the hub's name of the call, such as dossier-add
   * @param source where the row comes from, or UNVERIFIED
   */
  public record AnswerRule(
      Optional<Pattern> service,
      Optional<Pattern> http,
      Optional<Pattern> errorCode,
      Optional<Pattern> message,
      Meaning meaning,
      String source) {

    boolean matches(String call, int status, String code, String text) {
      return service.map(p -> p.matcher(call).matches()).orElse(true)
          && http.map(p -> p.matcher(String.valueOf(status)).matches()).orElse(true)
          && errorCode.map(p -> p.matcher(code).matches()).orElse(true)
          && message.map(p -> p.matcher(text).find()).orElse(true);
    }
  }

  /** What to do with a value that breaks a rule. */
  public enum Treatment {
    SEND,
    CUT,
    REFUSE
  }

  /**
   * Treatment of one wire field. Only a rule with a source refuses.
   *
   * @param missing when the owner system gave none: SEND leaves the field out
   * @param empty when the owner system gave an empty text
   * @param longest number of characters that a source names
   * @param tooLong when it is longer
   * @param onlyWith sent only when another field, written before it, has one of these values
   * @param source where the rule comes from
   */
  public record FieldRule(
      Optional<Treatment> missing,
      Optional<Treatment> empty,
      Optional<Integer> longest,
      Optional<Treatment> tooLong,
      Optional<Condition> onlyWith,
      String source) {}

  /** Another field of the same item and the values that it must have. */
  public record Condition(String field, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** One of the tables that the connector brings: adapter-2019, adapter-older, relay-2023. */
  public static NpspTables ofClassPath(String name) {
    return TablesFile.ofClassPath(name);
  }

  /** Tables that an installation wrote itself, whole or as changes to one that is brought. */
  public static NpspTables ofFile(Path file) {
    return TablesFile.ofFile(file);
  }

  /** The wire code of one of the hub's names. */
  Optional<String> code(String list, String hubName) {
    return Optional.ofNullable(codes.getOrDefault(list, Map.of()).get(hubName));
  }

  DateTimeFormatter dates(String path) {
    return DateTimeFormatter.ofPattern(datePatterns.getOrDefault(path, datePattern));
  }
}
