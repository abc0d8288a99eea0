package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/**
 * What differs between installations of the portal's protocol: field names, date patterns, code
 * lists, the meaning of answers, and what to do with a missing, empty or long value.
 *
 * @param name of the variant
 * @param names of request fields whose case differs between client versions
 * @param datePattern of every date unless {@code datePatterns} names the field
 * @param datePatterns by wire field
 * @param answers meaning of answers, first match wins
 * @param fields treatment of wire fields; a field that is not here is sent as it is
 * @param codes code lists: list, then the hub's name, then the wire code
 */
public record NpspTables(
    String name,
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
    requirePattern(datePattern);
    datePatterns.values().forEach(NpspTables::requirePattern);
  }

  private static void requirePattern(String pattern) {
    Objects.requireNonNull(DateTimeFormatter.ofPattern(pattern));
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
   * One row of the table of answers; each pattern that is there must match the whole value, {@code
   * message} any part of it, case ignored.
   *
   * @param source where the row comes from, or UNVERIFIED
   */
  public record AnswerRule(
      Optional<Pattern> http,
      Optional<Pattern> errorCode,
      Optional<Pattern> message,
      Meaning meaning,
      String source) {

    boolean matches(int status, String code, String text) {
      return http.map(p -> p.matcher(String.valueOf(status)).matches()).orElse(true)
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
   * @param source where the rule comes from
   */
  public record FieldRule(
      Optional<Treatment> missing,
      Optional<Treatment> empty,
      Optional<Integer> longest,
      Optional<Treatment> tooLong,
      String source) {}

  /** The tables that the connector brings: adapter-2019. */
  public static NpspTables ofClassPath(String name) {
    try (InputStream in = NpspTables.class.getResourceAsStream("/npsp/" + name + ".json")) {
      if (in == null) {
        throw new HubException(
            HubError.SETTING_INVALID, "hub.npsp.profile", "there is no profile '" + name + "'");
      }
      return read(in.readAllBytes(), name);
    } catch (IOException e) {
      throw new HubException(e, HubError.SETTING_INVALID, "hub.npsp.profile", name);
    }
  }

  /** Tables that an installation wrote itself. */
  public static NpspTables ofFile(Path file) {
    try {
      return read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new HubException(
          e, HubError.SETTING_INVALID, "hub.npsp.profile", file + " cannot be read");
    }
  }

  private static NpspTables read(byte[] json, String name) {
    try {
      ObjectMapper mapper = HubJson.newMapper();
      return mapper.readValue(json, NpspTables.class);
    } catch (IOException e) {
      throw new HubException(
          e, HubError.SETTING_INVALID, "hub.npsp.profile", name + ": " + e.getMessage());
    }
  }

  /** The wire code of one of the hub's names. */
  Optional<String> code(String list, String hubName) {
    return Optional.ofNullable(codes.getOrDefault(list, Map.of()).get(hubName));
  }

  DateTimeFormatter dates(String field) {
    return DateTimeFormatter.ofPattern(datePatterns.getOrDefault(field, datePattern));
  }
}
