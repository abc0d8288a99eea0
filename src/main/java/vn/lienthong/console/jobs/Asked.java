package vn.lienthong.console.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/** The bodies of what people ask for; what is wrong with one is named with its field. */
final class Asked {
  private final ObjectMapper json =
      HubJson.newMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Why. */
  record Act(Optional<String> reason) {}

  /** A run now. */
  record Run(Optional<String> reason, boolean full, boolean acceptList) {}

  /** Another timetable; without one that of the settings. */
  record Times(Optional<String> reason, Optional<String> timetable) {}

  /** A window of the past. */
  record Fill(Optional<String> reason, Optional<Instant> from, Optional<Instant> to) {}

  /**
   * Reads a body.
   *
   * @throws HubException LT-7004 naming the field that is wrong
   */
  <T> T read(byte[] body, Class<T> form) {
    try {
      T read = json.readValue(body, form);
      if (read == null) {
        throw wrong("body", "null");
      }
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw wrong(e.getPropertyName(), "unknown; known are " + e.getKnownPropertyIds());
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      throw wrong(field.isEmpty() ? "body" : field, e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw wrong("body", "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong("body", String.valueOf(e.getMessage()));
    }
  }

  /**
   * The value.
   *
   * @throws HubException LT-7004 when it is missing
   */
  static <T> T needed(Optional<T> value, String field) {
    return value.orElseThrow(() -> wrong(field, "missing"));
  }

  private static HubException wrong(String field, String found) {
    return new HubException(HubError.CALL_FIELD_WRONG, field, found);
  }
}
