package vn.lienthong.nodes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Java programs that a test starts, kills and reads. */
final class Processes {
  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  Processes(Path folder) {
    this.folder = folder;
  }

  /** Starts it; what it says is in {@code NAME.out}. */
  Process start(String name, List<String> options, Class<?> program, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.add(program.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out(name).toFile())
            .start();
    started.add(process);
    return process;
  }

  private Path out(String name) {
    return folder.resolve(name + ".out");
  }

  String said(String name) {
    try {
      return Files.readString(out(name));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  void killAll() throws InterruptedException {
    for (Process process : started) {
      kill(process);
    }
  }
}
