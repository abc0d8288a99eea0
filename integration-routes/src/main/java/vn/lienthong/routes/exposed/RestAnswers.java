package vn.lienthong.routes.exposed;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;

/** Problems as HTTP answers. */
final class RestAnswers {
  private RestAnswers() {}

  static ResponseEntity<byte[]> problem(Problem problem, String correlationId, RateLimits limits) {
    int status = problem.error().httpStatus();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status)
            .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
            .cacheControl(CacheControl.noStore())
            .header(CorrelationId.HEADER, correlationId);
    if (status == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lien-thong\"");
    }
    if (status == 429) {
      answer.header(HttpHeaders.RETRY_AFTER, Long.toString(limits.retryAfter().toSeconds()));
    }
    return answer.body(problem.json(correlationId));
  }
}
