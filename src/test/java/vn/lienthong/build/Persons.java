package vn.lienthong.build;

import java.util.List;

/** Commands that run another as root or as an ordinary user, whoever runs the tests. */
public final class Persons {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Persons() {}

  /** Root, or root of a user namespace of one's own. */
  static List<String> root() {
    return ROOT ? List.of() : List.of("unshare", "--map-root-user");
  }

  /** Whoever runs the tests, but never root. */
  static List<String> ordinary() {
    return ROOT
        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        : List.of();
  }

  /** Root who may mount, in a mount namespace that ends with the command. */
  public static List<String> rootWhoMounts() {
    return ROOT ? List.of("unshare", "--mount") : List.of("unshare", "--map-root-user", "--mount");
  }

  /** An ordinary user of a machine with no Java and, but for loopback, no network. */
  static List<String> withNeitherJavaNorNetwork() {
    String bare =
        "ip link set lo up && { [ ! -d /usr/lib/jvm ] || mount -t tmpfs none /usr/lib/jvm; } && exec ";
    return ROOT
        ? List.of(
            "unshare",
            "--net",
            "--mount",
            "sh",
            "-c",
            bare + String.join(" ", ordinary()) + " \"$@\"",
            "sh")
        : List.of(
            "unshare", "--map-root-user", "--net", "--mount", "sh", "-c", bare + "\"$@\"", "sh");
  }
}
