package vn.lienthong.connectors.onestop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The JSON of the REST form; names and meaning in docs/partners/onestop.md section 3. */
public final class RestWire {
  private RestWire() {}

  /** Header with the digest of a file, lower-case hex. */
  public static final String SHA256_HEADER = "X-Content-SHA256";

  /** The mapper of this form: the hub's, which keeps the digits of a number as written. */
  public static ObjectMapper newMapper() {
    ObjectMapper json = HubJson.newMapper();
    json.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    return json;
  }

  /** Answer to {@code GET feed}. */
  public record Feed(List<Row> rows, FeedHorizon horizon) {
    public Feed {
      rows = List.copyOf(rows);
      Objects.requireNonNull(horizon, "horizon");
    }

    /** The page on the wire. */
    public static Feed of(FeedPage page, ObjectMapper json) throws JsonProcessingException {
      List<Row> rows = new ArrayList<>();
      for (FeedRow row : page.rows()) {
        rows.add(
            new Row(
                row.tx(),
                row.seq(),
                row.epoch(),
                row.kind(),
                row.code(),
                row.version(),
                json.readTree(row.document())));
      }
      return new Feed(rows, page.horizon());
    }

    FeedPage page() {
      return new FeedPage(rows.stream().map(Row::row).toList(), horizon);
    }
  }

  /** One row of the feed; the document stands in it as JSON. */
  public record Row(
      String tx, long seq, int epoch, String kind, String code, long version, JsonNode document) {
    public Row {
      Objects.requireNonNull(tx, "tx");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(document, "document");
    }

    FeedRow row() {
      return new FeedRow(tx, seq, epoch, kind, code, version, document.toString());
    }
  }

  /** Body of {@code POST acknowledgements}. */
  public record Acknowledgements(List<Acknowledgement> acknowledgements) {
    public Acknowledgements {
      acknowledgements = List.copyOf(acknowledgements);
    }
  }

  /** Answer to {@code GET procedures} and body of {@code PUT procedures}. */
  public record Procedures(List<Copy> procedures) {
    public Procedures {
      procedures = List.copyOf(procedures);
    }
  }

  /** One procedure. */
  public record Copy(
      ProcedureCode code, long version, ProcedureCopy.State state, JsonNode document) {
    public Copy {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(document, "document");
    }

    /** The copy on the wire. */
    public static Copy of(ProcedureCopy copy, ObjectMapper json) throws JsonProcessingException {
      return new Copy(copy.code(), copy.version(), copy.state(), json.readTree(copy.document()));
    }

    /** The copy as the hub takes it. */
    public ProcedureCopy copy() {
      return new ProcedureCopy(code, version, state, document.toString());
    }
  }
}
