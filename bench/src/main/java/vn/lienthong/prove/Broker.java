package vn.lienthong.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An Artemis that is a process of its own, on the example file of the operators' manual ({@code
 * docs/examples/one-broker/broker.xml}). It lets everybody in: the program that Artemis's server
 * library holds knows no users' files.
 */
final class Broker {
  private static final String USER = "hub";
  private static final String PASSWORD = "rehearsal";
  private static final String MAIN =
      "org.apache.activemq.artemis.core.server.embedded.Main"; // reads FOLDER/etc/broker.xml
  private static final String FIRST_LINE = "<persistence-enabled>";

  private final Program program;
  private final Path folder;
  private final int port;
  private Optional<Process> process = Optional.empty();

  Broker(Program program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  /** What a node has to know of it. */
  HubSettings in(HubSettings settings) {
    return settings
        .with("hub.broker.url", "tcp://127.0.0.1:" + port)
        .with("hub.broker.user", USER)
        .with("hub.broker.password", PASSWORD);
  }

  /** Starts it with what it kept, and waits until it listens. */
  void start() throws IOException, InterruptedException {
    Path etc = Files.createDirectories(folder.resolve("etc"));
    String example =
        Files.readString(program.home().resolve("docs/examples/one-broker/broker.xml"));
    Files.writeString(
        etc.resolve("broker.xml"),
        example.replace(FIRST_LINE, "<security-enabled>false</security-enabled>" + FIRST_LINE));
    List<String> options =
        List.of("-Ddata=" + folder.resolve("journal"), "-Dport=" + port, "-Dmax-disk-usage=99");
    process = Optional.of(Program.start(program.library(options, MAIN, folder.toString()), said()));
    if (!Waiting.until(World.PATIENCE, this::listens)) {
      throw new IllegalStateException("no broker: " + Files.readString(said()));
    }
  }

  /** Ends it with -9. */
  void kill() throws InterruptedException {
    if (process.isPresent()) {
      process.orElseThrow().destroyForcibly().waitFor();
    }
  }

  /** What it kept is gone; it does not run. */
  void loseJournal() throws IOException {
    Program.delete(folder.resolve("journal"));
  }

  private Path said() {
    return folder.resolve("said.txt");
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }
}
