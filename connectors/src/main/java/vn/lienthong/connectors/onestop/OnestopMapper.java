package vn.lienthong.connectors.onestop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import vn.lienthong.connectors.onestop.FeedItem.DossierChange;
import vn.lienthong.connectors.onestop.FeedItem.StepChange;
import vn.lienthong.connectors.onestop.FeedItem.Unreadable;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;

/**
 * Reads rows of the change feed into the hub's records and writes them. Strict: every field of the
 * contract that is not optional must be there, no other may be. Pure, safe for threads.
 */
public final class OnestopMapper {
  private final ObjectMapper json = RestWire.newMapper();

  /** What the row says; a row that breaks the contract is an answer too, never an exception. */
  public FeedItem read(FeedRow row) {
    if (row.version() < 1) {
      return unreadable(row, HubError.DOCUMENT_FIELD_WRONG, "version", "số nguyên từ 1");
    }
    return switch (row.kind()) {
      case "dossier" -> dossier(row);
      case "step" -> step(row);
      default -> unreadable(row, HubError.DOCUMENT_FIELD_WRONG, "kind", "dossier hoặc step");
    };
  }

  /** The document of a snapshot, as {@link #read} takes it. */
  public String write(Dossier dossier) {
    return text(dossier);
  }

  /** The document of a step, as {@link #read} takes it. */
  public String write(ProgressStep step) {
    return text(step);
  }

  private FeedItem dossier(FeedRow row) {
    try {
      JsonNode document = json.readTree(row.document());
      var fault = DocumentCheck.firstFault(document, Dossier.class);
      if (fault.isPresent()) {
        return unreadable(row, fault.get());
      }
      Dossier dossier = json.treeToValue(document, Dossier.class);
      return sameCode(row, dossier.code(), "code")
          .orElseGet(() -> new DossierChange(dossier.code(), row.version(), dossier));
    } catch (JsonProcessingException e) {
      return notJson(row, e);
    }
  }

  private FeedItem step(FeedRow row) {
    try {
      JsonNode document = json.readTree(row.document());
      var fault = DocumentCheck.firstFault(document, ProgressStep.class);
      if (fault.isPresent()) {
        return unreadable(row, fault.get());
      }
      ProgressStep step = json.treeToValue(document, ProgressStep.class);
      return sameCode(row, step.dossier(), "dossier")
          .orElseGet(() -> new StepChange(step.dossier(), row.version(), step));
    } catch (JsonProcessingException e) {
      return notJson(row, e);
    }
  }

  private static Optional<FeedItem> sameCode(FeedRow row, DossierCode code, String field) {
    return row.code().equals(code.value())
        ? Optional.empty()
        : Optional.of(unreadable(row, HubError.DOCUMENT_OF_ANOTHER, field, ""));
  }

  private static FeedItem notJson(FeedRow row, JsonProcessingException e) {
    var at = e.getLocation();
    String where =
        at == null ? "JSON" : "JSON, dòng " + at.getLineNr() + ", cột " + at.getColumnNr();
    HubError error = HubError.DOCUMENT_UNREADABLE;
    return new Unreadable(
        row.code(), row.version(), error, Optional.empty(), sentence(error, where));
  }

  private static FeedItem unreadable(FeedRow row, DocumentCheck.Fault fault) {
    return unreadable(row, fault.error(), fault.field(), fault.mustBe());
  }

  private static FeedItem unreadable(FeedRow row, HubError error, String field, String mustBe) {
    return new Unreadable(
        row.code(), row.version(), error, Optional.of(field), sentence(error, field, mustBe));
  }

  private static String sentence(HubError error, Object... found) {
    return error.vietnamese(found) + " " + error.adviceVietnamese();
  }

  private String text(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the hub's own records are always JSON", e);
    }
  }
}
