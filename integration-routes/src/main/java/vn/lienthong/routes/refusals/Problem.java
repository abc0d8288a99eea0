package vn.lienthong.routes.refusals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/**
 * What a caller over HTTP is told when the hub says no (RFC 9457), in both languages.
 *
 * @param error row of the catalogue
 * @param english what happened
 * @param vietnamese what happened
 * @param field which field of the call is wrong
 */
public record Problem(HubError error, String english, String vietnamese, Optional<String> field) {
  /** Media type of {@link #json}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = HubJson.newMapper();

  /** A problem with what was found filled in. */
  public static Problem of(HubError error, Object... found) {
    return new Problem(error, error.english(found), error.vietnamese(found), Optional.empty());
  }

  /** A field of the call is wrong. */
  public static Problem ofField(String field, String found) {
    HubError error = HubError.CALL_FIELD_WRONG;
    return new Problem(
        error, error.english(field, found), error.vietnamese(field, found), Optional.of(field));
  }

  /** What ended the call; the texts come without code and advice, which stand apart. */
  public static Problem of(HubException e) {
    return new Problem(
        e.error(),
        stripped(e.english(), e.error(), e.error().adviceEnglish()),
        stripped(e.vietnamese(), e.error(), e.error().adviceVietnamese()),
        e.field());
  }

  private static String stripped(String text, HubError error, String advice) {
    String from = text.substring(error.code().length()).strip();
    return from.endsWith(advice)
        ? from.substring(0, from.length() - advice.length()).strip()
        : from;
  }

  /** The document, in UTF-8. */
  public byte[] json(String correlationId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:lien-thong:error:" + error.code());
    members.put("title", error.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    members.put("status", error.httpStatus());
    members.put("detail", english);
    members.put("code", error.code());
    field.ifPresent(f -> members.put("field", f));
    members.put("detailVi", vietnamese);
    members.put("advice", error.adviceEnglish());
    members.put("adviceVi", error.adviceVietnamese());
    members.put("correlationId", correlationId);
    try {
      return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts become JSON", e);
    }
  }
}
