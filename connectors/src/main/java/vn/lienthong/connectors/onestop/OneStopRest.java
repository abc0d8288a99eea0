package vn.lienthong.connectors.onestop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The contract by REST, for a vendor who lets nobody into its database. */
public final class OneStopRest implements OneStop {
  private static final int BATCH = 500;
  private static final int PUT_BATCH = 100;

  private final RestCalls calls;
  private final ObjectMapper json = RestWire.newMapper();

  /**
   * @param properties with feed REST
   */
  public OneStopRest(OneStopProperties properties) {
    this.calls = new RestCalls(properties);
  }

  @Override
  public void acknowledge(List<Acknowledgement> acknowledgements) {
    for (int from = 0; from < acknowledgements.size(); from += BATCH) {
      int to = Math.min(from + BATCH, acknowledgements.size());
      var body = new RestWire.Acknowledgements(acknowledgements.subList(from, to));
      calls.write("acknowledging", "POST", "acknowledgements", body, 204);
    }
  }

  @Override
  public List<Acknowledgement> acknowledged(String partner, List<String> codes) {
    return List.of();
  }

  @Override
  public void putProcedures(List<ProcedureCopy> procedures) {
    for (int from = 0; from < procedures.size(); from += PUT_BATCH) {
      int to = Math.min(from + PUT_BATCH, procedures.size());
      var body =
          new RestWire.Procedures(procedures.subList(from, to).stream().map(this::wire).toList());
      calls.write("writing procedures", "PUT", "procedures", body, 204);
    }
  }

  @Override
  public void closeProcedure(ProcedureCode code) {
    calls.write("closing a procedure", "POST", "procedures/" + code + "/close", Map.of(), 404);
  }

  @Override
  public List<ProcedureCopy> procedures() {
    List<ProcedureCopy> all = new ArrayList<>();
    List<RestWire.Copy> page;
    do {
      String after = all.isEmpty() ? "" : all.getLast().code().value();
      page =
          calls
              .get(
                  "reading procedures",
                  "procedures?after=" + after + "&limit=" + BATCH,
                  RestWire.Procedures.class)
              .procedures();
      page.forEach(copy -> all.add(copy.copy()));
    } while (page.size() == BATCH);
    return all;
  }

  @Override
  public Optional<StoredFile> openFile(String key) {
    HttpResponse<byte[]> answer =
        calls.fetch("reading a file", "files/" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(file(answer));
      case 404 -> Optional.empty();
      default -> throw OneStopFailures.ofStatus("reading a file", answer.statusCode());
    };
  }

  private static StoredFile file(HttpResponse<byte[]> answer) {
    String mediaType = answer.headers().firstValue("Content-Type").orElse("");
    String sha256 = answer.headers().firstValue(RestWire.SHA256_HEADER).orElse("");
    return new StoredFile(mediaType, sha256, answer.body());
  }

  private RestWire.Copy wire(ProcedureCopy copy) {
    try {
      return RestWire.Copy.of(copy, json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the document of " + copy.code() + " is no JSON", e);
    }
  }
}
