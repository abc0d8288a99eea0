package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.routes.keys.KeyProperties;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;

final class ReadingSettingsTest {
  @TempDir private Path temporary;
  private HubFolder folder = new HubFolder(Path.of(""));

  @BeforeEach
  void setUp() {
    folder = new HubFolder(temporary.resolve("data"));
    new Setup(Clock.systemUTC()).run(folder);
  }

  @Test
  void a_hub_as_setup_makes_it_is_well() {
    assertThat(look(Map.of("hub.npsp.password", "")))
        .extracting(Finding::standing)
        .containsOnly(Standing.OK);
  }

  @Test
  void a_key_that_everybody_may_read_is_a_problem() throws Exception {
    Path store = folder.keys().resolve("hub.p12");
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(look(Map.of()))
        .filteredOn(one -> one.standing() == Standing.PROBLEM)
        .extracting(one -> one.sentence().english())
        .containsExactly("Every user of this machine has rights on " + store + " (rw-r--r--).");
  }

  @Test
  void a_key_that_a_group_may_read_is_a_warning() throws Exception {
    Files.setPosixFilePermissions(
        folder.keys().resolve("password"), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(look(Map.of())).extracting(Finding::standing).contains(Standing.WARNING);
  }

  @Test
  void a_password_in_hub_yml_is_a_warning_and_is_not_told() {
    assertThat(look(Map.of("hub.npsp.password", "geheim", "hub.onestop.password", "${X}")))
        .filteredOn(one -> one.standing() == Standing.WARNING)
        .extracting(one -> one.sentence().english())
        .containsExactly("Secrets stand in hub.yml itself: hub.npsp.password.");
  }

  @Test
  void test_keys_beside_a_real_portal_are_a_problem() {
    assertThat(testKeys("https://198.51.100.7"))
        .extracting(Finding::standing)
        .containsExactly(Standing.PROBLEM, Standing.PROBLEM);
  }

  @Test
  void test_keys_beside_a_simulated_portal_are_well() {
    assertThat(testKeys("http://127.0.0.1:8081"))
        .extracting(Finding::standing)
        .containsExactly(Standing.OK);
  }

  private List<Finding> testKeys(String portal) {
    try {
      char[] password = Files.readString(folder.keys().resolve("password")).toCharArray();
      return SettingsCheck.testKeys(
          KeyStoreFile.open(folder.keys().resolve("hub.p12"), password),
          TrustAnchors.read(folder.keys().resolve("test-ca.crt")),
          Bound.npsp(portal));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Finding> look(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("file [" + folder.settings() + "]", settings));
    return new SettingsCheck(
            Bound.npsp("http://127.0.0.1:9"),
            new KeyProperties("", "", "", ""),
            Bound.links("http://127.0.0.1:8080"),
            new DataProperties(folder.root()),
            environment)
        .look();
  }
}
