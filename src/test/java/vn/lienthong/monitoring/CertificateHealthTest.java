package vn.lienthong.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;

final class CertificateHealthTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
  private static final char[] PASSWORD = "test".toCharArray();

  @TempDir private Path folder;

  @BeforeEach
  void makeKeys() throws IOException {
    TestAuthority.create(folder, PASSWORD, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void all_is_well_while_every_certificate_has_more_than_thirty_days() {
    assertThat(healthAt(firstEnd().minus(Duration.ofDays(31)))).isEqualTo(Status.UP);
  }

  @Test
  void it_asks_for_attention_in_the_last_thirty_days() {
    assertThat(healthAt(firstEnd().minus(Duration.ofDays(29)))).isEqualTo(PartnerHealth.DEGRADED);
  }

  @Test
  void it_is_down_once_a_certificate_has_ended() {
    assertThat(healthAt(firstEnd().plusSeconds(1))).isEqualTo(Status.DOWN);
  }

  private Instant firstEnd() {
    return keys().dates().stream()
        .map(KeyStoreFile.KeyDates::notAfter)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Status healthAt(Instant now) {
    return new CertificateHealth(keys(), Clock.fixed(now, ZoneOffset.UTC)).health().getStatus();
  }

  private KeyStoreFile keys() {
    return KeyStoreFile.open(folder.resolve("hub.p12"), PASSWORD);
  }
}
