package vn.lienthong.routes.files;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.FileReference;

/**
 * Issues unguessable, expiring links to the files of a dossier. Owns table files.link.
 *
 * <p>May be called in any transaction or in none. A link that was issued in a transaction works
 * once that has committed.
 */
public final class FileLinks {
  private static final String STANDING =
      """
      SELECT DISTINCT ON (file_key, sha256) file_key, sha256, issue, expires_at, token_sha256
        FROM files.link
       WHERE partner = :partner AND dossier_code = :dossier AND file_key IN (:keys)
       ORDER BY file_key, sha256, issue DESC
       LIMIT 10000
      """;
  private static final String ISSUE =
      """
      INSERT INTO files.link (token_sha256, partner, dossier_code, file_key, sha256, media_type,
                              issue, issued_at, expires_at)
      VALUES (:token, :partner, :dossier, :key, :sha256, :mediaType, :issue, :now, :expires)
      ON CONFLICT DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT partner, dossier_code, file_key, sha256, expires_at
        FROM files.link WHERE token_sha256 = :token
      """;
  private static final int TAIL = 4;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final LinkKey key;
  private final URI base;
  private final Duration lifetime;

  FileLinks(JdbcClient jdbc, Clock clock, LinkKey key, URI publicUrl, Duration lifetime) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.key = key;
    this.base = URI.create(publicUrl.toString().replaceAll("/+$", "") + "/files/");
    this.lifetime = lifetime;
  }

  /** What a link leads to. */
  record Target(
      String partner, DossierCode dossier, String fileKey, String sha256, Instant expiresAt) {}

  private record FileId(String key, String sha256) {}

  private record Issued(FileId file, int issue, Instant expiresAt, String tokenSha256) {}

  /**
   * The address of the file for one partner: the same one until a quarter of its life is left, then
   * a new one.
   */
  public URI linkFor(String partner, DossierCode dossier, FileReference file) {
    return linksFor(partner, dossier, List.of(file)).getFirst();
  }

  /** The addresses of several files of one dossier, in their order; one look-up for all. */
  public List<URI> linksFor(String partner, DossierCode dossier, List<FileReference> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    Map<FileId, Issued> standing = standing(partner, dossier, files);
    return files.stream()
        .map(
            file -> {
              FileId id = new FileId(file.key(), file.sha256());
              Optional<Issued> last = Optional.ofNullable(standing.get(id));
              int issue =
                  last.filter(this::isFarFromItsEnd)
                      .filter(link -> isOfThisKey(link, partner, dossier))
                      .map(Issued::issue)
                      .orElseGet(() -> issue(partner, dossier, file, next(last)));
              return address(key.token(partner, dossier.value(), id.key(), id.sha256(), issue));
            })
        .toList();
  }

  /** What the token in an address leads to, expired or not; empty when it was never given out. */
  Optional<Target> find(String token) {
    return LinkKey.digest(token)
        .flatMap(
            digest ->
                jdbc.sql(FIND)
                    .param("token", digest)
                    .query(
                        (row, _) ->
                            new Target(
                                row.getString("partner"),
                                new DossierCode(row.getString("dossier_code")),
                                row.getString("file_key"),
                                row.getString("sha256"),
                                row.getTimestamp("expires_at").toInstant()))
                    .optional());
  }

  private Map<FileId, Issued> standing(
      String partner, DossierCode dossier, List<FileReference> files) {
    return jdbc
        .sql(STANDING)
        .param("partner", partner)
        .param("dossier", dossier.value())
        .param("keys", files.stream().map(FileReference::key).distinct().toList())
        .query(
            (row, _) ->
                new Issued(
                    new FileId(row.getString("file_key"), row.getString("sha256")),
                    row.getInt("issue"),
                    row.getTimestamp("expires_at").toInstant(),
                    HexFormat.of().formatHex(row.getBytes("token_sha256"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Issued::file, Function.identity()));
  }

  private boolean isFarFromItsEnd(Issued link) {
    Duration left = Duration.between(clock.instant(), link.expiresAt());
    return left.compareTo(lifetime.dividedBy(TAIL)) > 0;
  }

  /** False after the key was lost and made anew: the old link goes on, but cannot be repeated. */
  private boolean isOfThisKey(Issued link, String partner, DossierCode dossier) {
    byte[] token =
        key.token(partner, dossier.value(), link.file().key(), link.file().sha256(), link.issue());
    return HexFormat.of().formatHex(LinkKey.sha256(token)).equals(link.tokenSha256());
  }

  private static int next(Optional<Issued> last) {
    return last.map(Issued::issue).orElse(0) + 1;
  }

  private int issue(String partner, DossierCode dossier, FileReference file, int issue) {
    byte[] token = key.token(partner, dossier.value(), file.key(), file.sha256(), issue);
    Instant now = clock.instant();
    jdbc.sql(ISSUE)
        .param("token", LinkKey.sha256(token))
        .param("partner", partner)
        .param("dossier", dossier.value())
        .param("key", file.key())
        .param("sha256", file.sha256())
        .param("mediaType", file.mediaType())
        .param("issue", issue)
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(now.plus(lifetime)))
        .update();
    return issue;
  }

  private URI address(byte[] token) {
    return base.resolve(LinkKey.text(token));
  }
}
