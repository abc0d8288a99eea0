package vn.lienthong.routes.exposed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.routes.dossiers.DossierStanding;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.signing.jws.AnswerBinding;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.RequestBinding;
import vn.lienthong.signing.keys.SigningKey;

/** GET /api/v1/dossiers/{code} of contract hub/openapi.yaml. */
@RestController
final class DossierStatusController {
  private static final String FIELD = "code";

  private final DossierStatusService service;
  private final RestCallers callers;
  private final CallEntries entries;
  private final RefusedCalls refused;
  private final RateLimits limits;
  private final SigningKey key;
  private final Clock clock;
  private final ObjectMapper json = HubJson.newMapper();

  DossierStatusController(
      DossierStatusService service,
      RestCallers callers,
      CallEntries entries,
      RefusedCalls refused,
      RateLimits limits,
      SigningKey key,
      Clock clock) {
    this.service = service;
    this.callers = callers;
    this.entries = entries;
    this.refused = refused;
    this.limits = limits;
    this.key = key;
    this.clock = clock;
  }

  /** The answer's body, schema DossierStatus of the contract. */
  record Body(
      String dossierCode,
      String procedureCode,
      String agencyCode,
      String agencyName,
      Optional<Integer> statusCode,
      Optional<String> statusName,
      Optional<Instant> receivedAt,
      Optional<Instant> dueAt,
      Optional<Instant> finishedAt,
      long version,
      Instant capturedAt) {
    static Body of(DossierStanding dossier) {
      return new Body(
          dossier.code().value(),
          dossier.procedure().value(),
          dossier.agencyCode(),
          dossier.agencyName(),
          dossier.status().map(DossierStatus::nationalCode),
          dossier.status().map(DossierStatus::vietnamese),
          dossier.receivedAt(),
          dossier.dueAt(),
          dossier.finishedAt(),
          dossier.version(),
          dossier.capturedAt());
    }
  }

  @GetMapping("/api/v1/dossiers/{code}")
  ResponseEntity<byte[]> status(@PathVariable String code, HttpServletRequest request) {
    String correlationId =
        CorrelationId.from(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)));
    return switch (callers.of(request, new byte[0])) {
      case RestCallers.Caller.Unknown unknown -> {
        refused.count(
            RegisterClient.DOSSIER_STATUS, request.getRemoteAddr(), unknown.problem().error());
        yield RestAnswers.problem(unknown.problem(), correlationId, limits);
      }
      case RestCallers.Caller.Known known -> {
        ClientCall call =
            new ClientCall(
                known.client(),
                RegisterClient.DOSSIER_STATUS,
                correlationId,
                ("GET " + request.getRequestURI()).getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=utf-8",
                known.signature());
        yield answered(call, code, request);
      }
    };
  }

  private ResponseEntity<byte[]> answered(
      ClientCall call, String code, HttpServletRequest request) {
    return switch (service.find(call.client(), code, FIELD)) {
      case StatusAnswer.Refused(Problem problem) -> {
        if (problem.error() == HubError.CALLS_TOO_MANY) {
          refused.count(call.service(), call.client().name(), problem.error());
        } else {
          entries.write(
              call,
              new CallEntries.Answer(
                  problem.json(call.correlationId()),
                  Problem.MEDIA_TYPE,
                  Optional.empty(),
                  Optional.of(code),
                  Optional.of(problem.error().code()),
                  problem.error().httpStatus()));
        }
        yield RestAnswers.problem(problem, call.correlationId(), limits);
      }
      case StatusAnswer.Found(DossierStanding dossier) -> found(call, dossier, request);
    };
  }

  private ResponseEntity<byte[]> found(
      ClientCall call, DossierStanding dossier, HttpServletRequest request) {
    String tag = "\"v" + dossier.version() + "\"";
    boolean same = tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
    byte[] body = same ? new byte[0] : bytes(Body.of(dossier));
    int status = same ? 304 : 200;
    Optional<String> jws =
        call.signature().map(asked -> signed(call, request, body, status, asked));
    entries.write(
        call,
        new CallEntries.Answer(
            body,
            MediaType.APPLICATION_JSON_VALUE,
            jws.map(
                value -> new EntryDraft.Signature(RestCallers.JWS, value, key.certificateSha256())),
            Optional.of(dossier.code().value()),
            Optional.empty(),
            status));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status)
            .eTag(tag)
            .cacheControl(CacheControl.noCache())
            .header(CorrelationId.HEADER, call.correlationId());
    jws.ifPresent(value -> answer.header(RestCallers.SIGNATURE_HEADER, value));
    return same ? answer.build() : answer.contentType(MediaType.APPLICATION_JSON).body(body);
  }

  private String signed(
      ClientCall call,
      HttpServletRequest request,
      byte[] body,
      int status,
      EntryDraft.Signature asked) {
    RequestBinding binding =
        new RequestBinding(
            clock.instant(),
            UUID.randomUUID().toString(),
            call.correlationId(),
            call.client().name(),
            request.getMethod(),
            request.getRequestURI());
    return DetachedJws.signAnswer(
        key, body, new AnswerBinding(binding, status, DetachedJws.digest(asked.value())));
  }

  private byte[] bytes(Body body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }
}
