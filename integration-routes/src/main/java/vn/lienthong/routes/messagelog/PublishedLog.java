package vn.lienthong.routes.messagelog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers GET /log/** with the files of the published log (C2SP tlog-tiles) and nothing else. */
final class PublishedLog {
  private static final Pattern FILES =
      Pattern.compile(
          "checkpoint|checkpoint\\.p7s|tile/(entries|[0-7])/(x\\d{3}/)*\\d{3}(\\.p/\\d{1,3})?");
  private static final Pattern CHANGING = Pattern.compile("checkpoint.*|log\\.vkey");
  private static final Duration FOREVER = Duration.ofDays(365);

  private final LogFolder folder;
  private final CheckpointSigner signer;

  PublishedLog(LogFolder folder, CheckpointSigner signer) {
    this.folder = folder;
    this.signer = signer;
  }

  ServerResponse answer(ServerRequest request) {
    String name = request.pathVariable("file").substring(1);
    if (name.equals("log.vkey")) {
      return ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).body(verifierKey());
    }
    Path file = folder.root().resolve(name);
    if (!FILES.matcher(name).matches() || !Files.isRegularFile(file)) {
      return ServerResponse.notFound().build();
    }
    return ServerResponse.ok()
        .contentType(
            switch (name) {
              case LogFolder.CHECKPOINT -> MediaType.parseMediaType("text/plain;charset=utf-8");
              case LogFolder.CMS -> MediaType.parseMediaType("application/pkcs7-signature");
              default -> MediaType.APPLICATION_OCTET_STREAM;
            })
        .cacheControl(
            CHANGING.matcher(name).matches()
                ? CacheControl.noStore()
                : CacheControl.maxAge(FOREVER).immutable())
        .body(new FileSystemResource(file));
  }

  private String verifierKey() {
    return signer.verifierKey(
            folder
                .published()
                .map(published -> published.checkpoint().origin())
                .orElseGet(signer::firstOrigin))
        + "\n";
  }
}
