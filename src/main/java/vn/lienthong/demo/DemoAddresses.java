package vn.lienthong.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Texts;

/** Tells where to look and what to try while a demonstration stays up. */
record DemoAddresses(HubFolder folder, Texts texts, DemoScreen screen) {
  private static final String USER = "operator";

  /** Keeps the page's password in the folder: a demonstration's only. */
  static void keep(HubFolder folder, Map<String, String> passwords) {
    try {
      Files.createDirectories(folder.simulators());
      Files.writeString(passwordFile(folder), passwords.getOrDefault(USER, ""));
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  private static Path passwordFile(HubFolder folder) {
    return folder.simulators().resolve("page-password");
  }

  void tell(String address, SimulatedPartners partners) {
    screen.line("");
    screen.line(texts.text("demo.addresses"));
    screen.line(texts.text("demo.page", address + "/", USER, password()));
    screen.line(texts.text("demo.soap", address + "/soap/dossier-status?wsdl"));
    screen.line(texts.text("demo.rest", address + "/api/v1/openapi.yaml"));
    partners
        .portal()
        .ifPresent(portal -> screen.line(texts.text("demo.portal", portal.url() + "/_state")));
    screen.line("");
    screen.line(texts.text("demo.next"));
    String data = " --data " + quoted(folder.root());
    screen.line("  ./hub procedures parity" + data);
    screen.line("  ./hub deliveries list --state REFUSED" + data);
    screen.line("  ./hub log search --reason \"looking around\" --limit 10" + data);
    screen.line(
        "  ./hub verify "
            + quoted(folder.export())
            + " --vkey "
            + quoted(folder.verifierKey())
            + " --ca "
            + quoted(folder.keys().resolve("test-ca.crt")));
    screen.line("");
    screen.line(texts.text("demo.stays"));
  }

  private String password() {
    try {
      return Files.readString(passwordFile(folder));
    } catch (IOException _) {
      return "?";
    }
  }

  /** As a shell takes it. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
