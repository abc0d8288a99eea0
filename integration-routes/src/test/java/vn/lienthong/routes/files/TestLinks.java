package vn.lienthong.routes.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** File links of a hub that a test plays. */
public final class TestLinks {
  private TestLinks() {}

  /** Links to https://hub.example.vn for seven days, with a key in this folder. */
  public static FileLinks of(JdbcClient jdbc, Path folder, Clock clock) {
    return new FileLinks(
        jdbc,
        clock,
        LinkKey.in(folder.resolve("links.key")),
        URI.create("https://hub.example.vn"),
        Duration.ofDays(7));
  }
}
