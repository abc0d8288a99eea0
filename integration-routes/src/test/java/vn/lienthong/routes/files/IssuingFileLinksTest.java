package vn.lienthong.routes.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.FileReference;

class IssuingFileLinksTest {
  private static final DossierCode DOSSIER = new DossierCode("H38.101-261124-0001");
  private static final FileReference FILE =
      new FileReference("H38/0001/đơn.pdf", "ab".repeat(32), "application/pdf", 10);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private JdbcClient jdbc;
  @TempDir private Path folder;

  @BeforeEach
  void freshDatabase() {
    jdbc = JdbcClient.create(TestDatabase.fresh());
  }

  private FileLinks links(String keyFile) {
    return new FileLinks(
        jdbc,
        clock,
        LinkKey.in(folder.resolve(keyFile)),
        URI.create("https://hub.example.vn"),
        Duration.ofDays(7));
  }

  @Test
  void a_link_stays_the_same_until_it_is_near_its_end() {
    FileLinks links = links("a");
    URI first = links.linkFor("npsp", DOSSIER, FILE);

    clock.pass(Duration.ofDays(5));
    assertThat(links("a").linkFor("npsp", DOSSIER, FILE)).isEqualTo(first);
    clock.pass(Duration.ofHours(7));
    URI second = links.linkFor("npsp", DOSSIER, FILE);

    assertThat(second).isNotEqualTo(first);
    assertThat(links.find(token(first))).isPresent();
    assertThat(links.find(token(second)).orElseThrow().expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(7)));
  }

  @Test
  void no_two_partners_files_or_dossiers_share_a_link() {
    FileLinks links = links("a");
    FileReference other = new FileReference(FILE.key(), "cd".repeat(32), "application/pdf", 10);

    assertThat(
            List.of(
                links.linkFor("npsp", DOSSIER, FILE),
                links.linkFor("moj", DOSSIER, FILE),
                links.linkFor("npsp", new DossierCode("H38.101-261124-0002"), FILE),
                links.linkFor("npsp", DOSSIER, other)))
        .doesNotHaveDuplicates()
        .allSatisfy(
            uri -> assertThat(uri.toString()).matches("https://hub.example.vn/files/[\\w-]{43}"));
  }

  @Test
  void the_database_does_not_know_the_token() {
    String token = token(links("a").linkFor("npsp", DOSSIER, FILE));

    String row = jdbc.sql("SELECT l::text FROM files.link l").query(String.class).single();

    assertThat(row).doesNotContain(token);
    assertThat(links("a").find(token.substring(0, 42) + (token.endsWith("A") ? "B" : "A")))
        .isEmpty();
  }

  @Test
  void a_new_key_gives_new_links_and_old_ones_go_on() {
    URI old = links("a").linkFor("npsp", DOSSIER, FILE);

    FileLinks anew = links("b");
    URI fresh = anew.linkFor("npsp", DOSSIER, FILE);

    assertThat(fresh).isNotEqualTo(old).isEqualTo(anew.linkFor("npsp", DOSSIER, FILE));
    assertThat(anew.find(token(old))).isPresent();
    assertThat(anew.find(token(fresh))).isPresent();
  }

  private static String token(URI link) {
    return link.getPath().substring("/files/".length());
  }
}
