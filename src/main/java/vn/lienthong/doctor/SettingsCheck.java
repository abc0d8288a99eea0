package vn.lienthong.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import vn.lienthong.routes.files.FileLinkProperties;
import vn.lienthong.routes.keys.KeyProperties;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;

/** Settings that work and should not stay: test keys, passwords in the open, files for all eyes. */
final class SettingsCheck {
  private static final String TEST_MARK = "TEST ONLY - NOT FOR PRODUCTION";
  private static final Pattern SECRET = Pattern.compile(".*[.-](password|token|secret)");
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("------rwx");
  private static final Set<PosixFilePermission> OF_GROUP =
      PosixFilePermissions.fromString("---rwx---");

  private final NpspProperties npsp;
  private final KeyProperties keys;
  private final FileLinkProperties links;
  private final DataProperties data;
  private final ConfigurableEnvironment environment;

  SettingsCheck(
      NpspProperties npsp,
      KeyProperties keys,
      FileLinkProperties links,
      DataProperties data,
      ConfigurableEnvironment environment) {
    this.npsp = npsp;
    this.keys = keys;
    this.links = links;
    this.data = data;
    this.environment = environment;
  }

  /** Keys that say of themselves that they are not for production. */
  static List<Finding> testKeys(KeyStoreFile keys, TrustAnchors anchors, NpspProperties npsp) {
    Findings findings = new Findings("settings");
    List<String> test =
        keys.dates().stream()
            .map(one -> keys.signingKey(one.alias()))
            .filter(
                one -> one.certificate().getSubjectX500Principal().getName().contains(TEST_MARK))
            .map(one -> one.alias())
            .toList();
    boolean testRoots =
        anchors.certificates().stream()
            .anyMatch(one -> one.getSubjectX500Principal().getName().contains(TEST_MARK));
    if (Partner.where(npsp) == Neighbourhood.THIS_MACHINE) {
      findings.ok(test.isEmpty() && !testRoots ? "own-keys" : "rehearsal");
      return findings.list();
    }
    if (!test.isEmpty()) {
      findings.problem("test-keys", String.join(", ", test), npsp.adapterUrl());
    }
    if (testRoots) {
      findings.problem("test-roots", npsp.adapterUrl());
    }
    if (test.isEmpty() && !testRoots) {
      findings.ok("own-keys");
    }
    return findings.list();
  }

  List<Finding> look() {
    Findings findings = new Findings("settings");
    List<String> open = openSecrets();
    if (open.isEmpty()) {
      findings.ok("no-passwords");
    } else {
      findings.warning("passwords", String.join(", ", open));
    }
    List<Path> secret = secretFiles();
    long before = findings.list().size();
    secret.forEach(file -> modes(findings, file));
    if (findings.list().size() == before) {
      findings.ok("modes", secret.size());
    }
    return findings.list();
  }

  /** Names of the secrets that stand in hub.yml itself. */
  private List<String> openSecrets() {
    return environment.getPropertySources().stream()
        .filter(source -> source.getName().contains("hub.yml"))
        .filter(EnumerablePropertySource.class::isInstance)
        .map(source -> (EnumerablePropertySource<?>) source)
        .flatMap(
            source ->
                Arrays.stream(source.getPropertyNames())
                    .filter(name -> SECRET.matcher(name).matches())
                    .filter(name -> isWritten(String.valueOf(source.getProperty(name)))))
        .sorted()
        .toList();
  }

  private static boolean isWritten(String value) {
    return !value.isBlank() && !value.startsWith("${");
  }

  private List<Path> secretFiles() {
    List<Path> files = new ArrayList<>();
    files.add(data.dataDir().resolve("hub.yml"));
    files.add(keys.storeIn(data));
    files.add(keys.passwordFileIn(data));
    files.add(keys.sessionKeyIn(data));
    files.add(links.files().keyFileIn(data));
    Optional.of(npsp.passwordFile())
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .ifPresent(files::add);
    return Stream.concat(files.stream(), inKeysFolder())
        .map(file -> file.toAbsolutePath().normalize())
        .filter(Files::isRegularFile)
        .distinct()
        .toList();
  }

  private Stream<Path> inKeysFolder() {
    Path folder = data.dataDir().resolve("keys");
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .filter(file -> !file.toString().endsWith(".crt") && !file.toString().endsWith(".vkey"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, folder, Reason.of(e));
    }
  }

  private static void modes(Findings findings, Path file) {
    try {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      boolean others = modes.stream().anyMatch(OF_OTHERS::contains);
      if (others || modes.stream().anyMatch(OF_GROUP::contains)) {
        findings.bad(
            others,
            others ? "mode-others" : "mode-group",
            file.toString(),
            PosixFilePermissions.toString(modes));
      }
    } catch (IOException e) {
      findings.problem(new HubException(e, HubError.KEY_FILE_UNREADABLE, file, Reason.of(e)));
    }
  }
}
