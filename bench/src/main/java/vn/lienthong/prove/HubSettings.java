package vn.lienthong.prove;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.routes.store.EmbeddedDatabase;

/** The lines of a hub.yml, by name. */
public record HubSettings(Map<String, Object> all) {
  public HubSettings {
    all = new LinkedHashMap<>(all);
  }

  /**
   * What every hub of a rehearsed province has: the portal, what it guarantees, and the one-stop
   * system.
   *
   * @param portal address of the simulated portal
   * @param scope file with the procedures' codes
   * @param province server of the one-stop system's database
   * @param onestop that database's name
   */
  public static HubSettings usual(
      URI portal, Path scope, EmbeddedDatabase province, String onestop) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("hub.log.origin", "lien-thong.invalid/log");
    all.put("hub.procedures.scope", scope);
    all.put("hub.procedures.cron", "-");
    all.put("hub.npsp.adapter-url", portal);
    all.put("hub.npsp.agency-code", "H38");
    all.put("hub.npsp.username", "H38");
    all.put("hub.npsp.password", "rehearsal");
    // What the simulated portal does in its usual modes; nothing is known of the real one.
    all.put("hub.npsp.guarantees.batch-atomic", true);
    all.put("hub.npsp.guarantees.steps-idempotent", true);
    all.put("hub.onestop.url", province.url(onestop));
    all.put("hub.onestop.user", EmbeddedDatabase.USER);
    all.put("hub.onestop.password", province.password());
    return new HubSettings(all);
  }

  /** Faults come to their end sooner: short timeouts, leases and waits, small batches. */
  HubSettings hurried() {
    return with("hub.npsp.timeout", World.TIMEOUT.toMillis() + "ms")
        .with("hub.npsp.limits.circuit-open-for", "300ms")
        .with("hub.npsp.guarantees.processing-time", World.PROCESSING.toMillis() + "ms")
        .with("hub.dossiers.lease", World.LEASE.toMillis() + "ms")
        .with("hub.dossiers.batch-size", 8)
        .with("hub.dossiers.workers", 8)
        .with("hub.dossiers.sweep", "250ms")
        .with("hub.dossiers.back-off-first", "100ms")
        .with("hub.dossiers.back-off-most", "1s");
  }

  /** The same, but for this one. */
  public HubSettings with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(all);
    more.put(name, value);
    return new HubSettings(more);
  }

  /** A database on a server that is not the hub's own. */
  public HubSettings withDatabase(EmbeddedDatabase server, String name) {
    return with("hub.database.url", server.url(name))
        .with("hub.database.user", EmbeddedDatabase.USER)
        .with("hub.database.password", server.password());
  }

  /** The keys of another hub's folder, as the nodes of one hub share them. */
  HubSettings withKeysOf(Path keys) {
    return with("hub.keys.store", keys.resolve("hub.p12"))
        .with("hub.keys.password-file", keys.resolve("password"))
        .with("hub.keys.trust-anchors", keys.resolve("test-ca.crt"))
        .with("hub.keys.session-key", keys.resolve("session.key"))
        .with("hub.files.key-file", keys.resolve("file-links.key"));
  }

  void write(Path file) throws IOException {
    StringBuilder yaml = new StringBuilder();
    all.forEach(
        (name, value) ->
            yaml.append('"').append(name).append("\": \"").append(value).append("\"\n"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, yaml.toString());
  }
}
