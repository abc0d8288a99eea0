package vn.lienthong.routes.files;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.connectors.onestop.StoredFile;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/** Hands out the file of a link. The link is the right to it; each fetch is an entry. */
@RestController
final class FileController {
  private static final String SERVICE = "file";

  private final FileLinks links;
  private final OneStop oneStop;
  private final MessageLog log;
  private final TransactionTemplate transaction;
  private final RefusedCalls refused;
  private final Clock clock;

  FileController(
      FileLinks links,
      OneStop oneStop,
      MessageLog log,
      TransactionTemplate transaction,
      RefusedCalls refused,
      Clock clock) {
    this.links = links;
    this.oneStop = oneStop;
    this.log = log;
    this.transaction = transaction;
    this.refused = refused;
    this.clock = clock;
  }

  /** Answers GET and HEAD. */
  @GetMapping("/files/{token}")
  ResponseEntity<byte[]> fetch(@PathVariable String token, HttpServletRequest request) {
    String correlationId =
        CorrelationId.from(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)));
    Optional<FileLinks.Target> found = links.find(token);
    if (found.isEmpty()) {
      refused.count(SERVICE, request.getRemoteAddr(), HubError.FILE_LINK_UNKNOWN);
      return answer(Problem.of(HubError.FILE_LINK_UNKNOWN), correlationId);
    }
    FileLinks.Target target = found.orElseThrow();
    try {
      StoredFile file = open(target);
      record(target, correlationId, Optional.empty(), 200);
      return answer(target, file, correlationId);
    } catch (HubException e) {
      record(target, correlationId, Optional.of(e.error().code()), e.error().httpStatus());
      return answer(Problem.of(e), correlationId);
    }
  }

  private StoredFile open(FileLinks.Target target) {
    if (!clock.instant().isBefore(target.expiresAt())) {
      throw new HubException(HubError.FILE_LINK_EXPIRED, target.expiresAt());
    }
    StoredFile file =
        oneStop.openFile(target.fileKey()).orElseThrow(() -> new HubException(HubError.FILE_GONE));
    String found = HexFormat.of().formatHex(LinkKey.sha256(file.bytes()));
    if (!found.equals(target.sha256())) {
      throw new HubException(HubError.FILE_ALTERED);
    }
    return file;
  }

  private void record(
      FileLinks.Target target, String correlationId, Optional<String> error, int status) {
    String id = UUID.randomUUID().toString();
    EntryDraft entry =
        new EntryDraft(
            EntryDraft.Kind.FILE_FETCH,
            EntryDraft.Direction.OUT,
            target.partner(),
            SERVICE,
            new EntryDraft.About(
                Optional.empty(), Optional.of(target.dossier().value()), Optional.empty()),
            new EntryDraft.Call(correlationId, id, id, Optional.empty()),
            Optional.of(new EntryDraft.Payload(description(target), "application/json", List.of())),
            Optional.empty(),
            Optional.of(
                new EntryDraft.Outcome(
                    error.isEmpty() ? "SENT" : "REFUSED", error, Optional.of(status))));
    transaction.executeWithoutResult(_ -> log.append(entry));
  }

  /** Which file: its key and digest. Its bytes are not copied into the log. */
  private static byte[] description(FileLinks.Target target) {
    return HubJson.newMapper()
        .createObjectNode()
        .put("key", target.fileKey())
        .put("sha256", target.sha256())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static ResponseEntity<byte[]> answer(
      FileLinks.Target target, StoredFile file, String correlationId) {
    return ResponseEntity.ok()
        .contentType(mediaType(file))
        .contentLength(file.bytes().length)
        .cacheControl(CacheControl.noStore())
        .eTag("\"" + target.sha256() + "\"")
        .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(target.fileKey()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .header(CorrelationId.HEADER, correlationId)
        .body(file.bytes());
  }

  private static MediaType mediaType(StoredFile file) {
    try {
      return MediaType.parseMediaType(file.mediaType());
    } catch (InvalidMediaTypeException _) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
  }

  private static ResponseEntity<byte[]> answer(Problem problem, String correlationId) {
    return ResponseEntity.status(problem.error().httpStatus())
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .cacheControl(CacheControl.noStore())
        .header(CorrelationId.HEADER, correlationId)
        .body(problem.json(correlationId));
  }
}
