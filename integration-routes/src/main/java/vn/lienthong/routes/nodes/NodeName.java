package vn.lienthong.routes.nodes;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process is called among the nodes: host and process id. */
public final class NodeName {
  private NodeName() {}

  public static String here() {
    return host() + ":" + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
