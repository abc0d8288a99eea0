package vn.lienthong.console.jobs;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.lienthong.routes.refusals.Problem;

/** A body of another kind fits no method, so this is told apart from {@link OperationProblems}. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NotJson {

  @ExceptionHandler
  ResponseEntity<byte[]> notJson(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
    return OperationProblems.answer(
        Problem.ofField("Content-Type", e.getContentType() + ", not " + e.getSupportedMediaTypes()),
        request);
  }
}
