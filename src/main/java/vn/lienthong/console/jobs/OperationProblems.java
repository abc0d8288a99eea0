package vn.lienthong.console.jobs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** What people's programs are told when the hub says no (RFC 9457). */
@RestControllerAdvice(assignableTypes = JobsApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE) // before the framework's own, which knows no codes
public final class OperationProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OperationProblems.class);

  @ExceptionHandler
  ResponseEntity<byte[]> known(HubException e, HttpServletRequest request) {
    return answer(Problem.of(e), request);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> noBody(HttpMessageNotReadableException e, HttpServletRequest request) {
    return answer(Problem.ofField("body", "missing"), request);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unknown(RuntimeException e, HttpServletRequest request) {
    String correlationId = correlationId(request);
    LOG.atError().addKeyValue("correlationId", correlationId).setCause(e).log("call failed");
    Problem problem = Problem.of(HubError.SERVICE_FAILED);
    return ResponseEntity.status(problem.error().httpStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.json(correlationId));
  }

  static ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
    String correlationId = correlationId(request);
    return ResponseEntity.status(problem.error().httpStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(CorrelationId.HEADER, correlationId)
        .body(problem.json(correlationId));
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"lien-thong\", charset=\"UTF-8\"");
    write(Problem.of(HubError.CALLER_UNKNOWN, "HTTP Basic"), request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    write(
        Problem.of(
            HubError.CALLER_WITHOUT_RIGHT, request.getMethod() + " " + request.getRequestURI()),
        request,
        response);
  }

  private static void write(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.error().httpStatus());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(problem.json(correlationId(request)));
  }

  private static String correlationId(HttpServletRequest request) {
    return CorrelationId.from(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)));
  }
}
