package vn.lienthong.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;

/**
 * What the bare parts of the path cost on this machine, in microseconds each.
 *
 * @param commit one small insert committed durably, four writers at once as in the path
 * @param signature one ECDSA P-256 signature over a body of the path's mean size
 * @param verification one check of such a signature
 * @param call one HTTP call and answer of the path's mean sizes on loopback, kept alive, four at
 *     once
 */
record PartCosts(double commit, double signature, double verification, double call) {
  private static final int WRITERS = 4;

  static PartCosts measure(PathCounts counts) throws Exception {
    Path root = Files.createTempDirectory("hub-bench-parts");
    HubFolder folder = new HubFolder(root);
    new Setup(Clock.systemUTC()).run(folder);
    char[] password = Files.readString(folder.keys().resolve("password")).strip().toCharArray();
    SigningKey key =
        KeyStoreFile.open(folder.keys().resolve("hub.p12"), password).signingKey("npsp-ec");
    byte[] body = new byte[Math.max(1, counts.requestBytes())];
    return new PartCosts(commit(root), signature(key, body), verification(key, body), call(counts));
  }

  private static double commit(Path root) throws Exception {
    try (EmbeddedDatabase server = EmbeddedDatabase.start(root)) {
      try (Connection connection = server.dataSource(EmbeddedDatabase.USER).getConnection()) {
        connection.createStatement().execute("CREATE TABLE bench (id bigint, text text)");
      }
      inserts(server, 500);
      return micros(2000, () -> inserts(server, 2000));
    }
  }

  private static void inserts(EmbeddedDatabase server, int count) throws Exception {
    together(
        () -> {
          try (Connection connection = server.dataSource(EmbeddedDatabase.USER).getConnection();
              var insert =
                  connection.prepareStatement("INSERT INTO bench VALUES (?, repeat('x', 200))")) {
            for (int i = 0; i < count / WRITERS; i++) {
              insert.setLong(1, i);
              insert.executeUpdate();
            }
            return true;
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static double signature(SigningKey key, byte[] body) throws Exception {
    Work sign = () -> sign(key, body);
    repeat(1000, sign);
    return micros(2000, () -> repeat(2000, sign));
  }

  private static byte[] sign(SigningKey key, byte[] body) throws GeneralSecurityException {
    Signature engine = Signature.getInstance("SHA256withECDSA");
    engine.initSign(key.key());
    engine.update(body);
    return engine.sign();
  }

  private static double verification(SigningKey key, byte[] body) throws Exception {
    byte[] value = sign(key, body);
    Work verify =
        () -> {
          Signature engine = Signature.getInstance("SHA256withECDSA");
          engine.initVerify(key.certificate().getPublicKey());
          engine.update(body);
          if (!engine.verify(value)) {
            throw new IllegalStateException("a fresh signature verifies");
          }
          return true;
        };
    repeat(1000, verify);
    return micros(2000, () -> repeat(2000, verify));
  }

  private static double call(PathCounts counts) throws Exception {
    byte[] answer = new byte[Math.max(1, counts.answerBytes())];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HttpSender sender = new HttpSender(Duration.ofSeconds(5))) {
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      PreparedCall call = prepared(server, new byte[Math.max(1, counts.requestBytes())]);
      calls(sender, call, 2000);
      return micros(4000, () -> calls(sender, call, 4000));
    } finally {
      server.stop(0);
    }
  }

  private static void calls(HttpSender sender, PreparedCall call, int count) throws Exception {
    together(
        () -> {
          for (int i = 0; i < count / WRITERS; i++) {
            if (!(sender.send(call, Map.of(), Duration.ofSeconds(10))
                instanceof CallResult.Answered)) {
              throw new IllegalStateException("loopback answers");
            }
          }
          return true;
        });
  }

  private static PreparedCall prepared(HttpServer server, byte[] body) throws IOException {
    URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new PreparedCall(
        "bench", "bench", "POST", target, "", "/", Map.of(), body, false, List.of());
  }

  private static void together(Callable<Boolean> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        all.add(threads.submit(work));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    }
  }

  /** Something that is done over and over. */
  private interface Work {
    Object once() throws Exception;
  }

  private interface Many {
    void all() throws Exception;
  }

  private static void repeat(int count, Work work) throws Exception {
    for (int i = 0; i < count; i++) {
      work.once();
    }
  }

  private static double micros(int count, Many work) throws Exception {
    long begin = System.nanoTime();
    work.all();
    return (System.nanoTime() - begin) / 1e3 / count;
  }
}
