package vn.lienthong.routes.exposed;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.error.HubError;

/** Every answered call is written down: with no room for it, REST calls are refused at the door. */
final class RefuseOnLowDisk extends OncePerRequestFilter {
  private static final int RETRY_AFTER_SECONDS = 60;

  private final DiskSpace disk;
  private final RefusedCalls refused;

  RefuseOnLowDisk(DiskSpace disk, RefusedCalls refused) {
    this.disk = disk;
    this.refused = refused;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (disk.low().isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Problem problem = Problem.of(HubError.INTAKE_PAUSED);
    String correlationId =
        CorrelationId.from(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)));
    refused.count(
        request.getRequestURI().startsWith("/token") ? "token" : RegisterClient.DOSSIER_STATUS,
        request.getRemoteAddr(),
        problem.error());
    response.setStatus(problem.error().httpStatus());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(CorrelationId.HEADER, correlationId);
    response.getOutputStream().write(problem.json(correlationId));
  }
}
