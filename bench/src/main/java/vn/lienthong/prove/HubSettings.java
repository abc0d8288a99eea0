package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.routes.store.EmbeddedDatabase;

/** The lines of a hub.yml, by name. */
record HubSettings(Map<String, Object> all) {
  HubSettings {
    all = new LinkedHashMap<>(all);
  }

  /** What every hub of the province has: the portal, how it is called, and the one-stop system. */
  static HubSettings usual(Portal portal, Path scope, EmbeddedDatabase province, String onestop) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("hub.log.origin", "lien-thong.invalid/log");
    all.put("hub.procedures.scope", scope);
    all.put("hub.procedures.cron", "-");
    all.put("hub.npsp.adapter-url", portal.address());
    all.put("hub.npsp.agency-code", "H38");
    all.put("hub.npsp.username", "H38");
    all.put("hub.npsp.password", "rehearsal");
    all.put("hub.npsp.timeout", World.TIMEOUT.toMillis() + "ms");
    all.put("hub.npsp.limits.circuit-open-for", "300ms");
    // What the simulated portal does in its usual modes; nothing is known of the real one.
    all.put("hub.npsp.guarantees.batch-atomic", true);
    all.put("hub.npsp.guarantees.steps-idempotent", true);
    all.put("hub.npsp.guarantees.processing-time", World.PROCESSING.toMillis() + "ms");
    all.put("hub.dossiers.lease", World.LEASE.toMillis() + "ms");
    all.put("hub.dossiers.batch-size", 8);
    all.put("hub.dossiers.workers", 8);
    all.put("hub.dossiers.sweep", "250ms");
    all.put("hub.dossiers.back-off-first", "100ms");
    all.put("hub.dossiers.back-off-most", "1s");
    all.put("hub.onestop.url", province.url(onestop));
    all.put("hub.onestop.user", EmbeddedDatabase.USER);
    all.put("hub.onestop.password", province.password());
    return new HubSettings(all);
  }

  /** As an operator leaves it, not hurried so that faults come to their end sooner. */
  HubSettings atUsualPace() {
    Map<String, Object> less = new LinkedHashMap<>(all);
    less.keySet()
        .removeIf(name -> name.startsWith("hub.dossiers.") || name.startsWith("hub.npsp.limits."));
    less.remove("hub.npsp.timeout");
    return new HubSettings(less);
  }

  HubSettings with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(all);
    more.put(name, value);
    return new HubSettings(more);
  }

  /** A database on a server that is not the hub's own. */
  HubSettings withDatabase(EmbeddedDatabase server, String name) {
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
