package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchingFilesTest {
  private static final byte[] PDF = "%PDF-1.7 rehearsal".getBytes(StandardCharsets.UTF_8);
  private static final String SHA =
      HexFormat.of().formatHex(ContentHash.sha256(PDF)).substring(0, 12);

  @TempDir Path data;
  private HttpServer office;
  private NpspSimulator portal;
  private RehearsalClient client;

  @BeforeEach
  void start() throws IOException {
    office = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    office.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().startsWith("/files/");
          if (exchange.getRequestURI().getPath().endsWith("as-a-picture")) {
            exchange.getResponseHeaders().add("Content-Type", "image/png");
          }
          exchange.sendResponseHeaders(there ? 200 : 404, there ? PDF.length : -1);
          if (there) {
            exchange.getResponseBody().write(PDF);
          }
          exchange.close();
        });
    office.start();
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(data), PushingDossiersTest.CATALOGUE, Clock.systemUTC());
    client = new RehearsalClient(portal.url()).loggedIn();
  }

  @AfterEach
  void stop() {
    client.close();
    portal.close();
    office.stop(0);
  }

  @Test
  void each_link_is_fetched_and_missing_and_wrong_ones_are_counted() throws IOException {
    ObjectNode dossier = Items.dossier(Items.CODE, 1);
    submitted(dossier, "don-" + SHA + ".pdf", "/files/token1", "False");
    submitted(dossier, "don.pdf", "/files/token2", "False");
    submitted(dossier, "don-000000000000.pdf", "/files/token3", "False");
    submitted(dossier, "anh.jpg", "/files/token4", "False");
    submitted(dossier, "don.pdf", "/files/as-a-picture", "False");
    submitted(dossier, "mat.pdf", "/gone/token5", "False");
    submitted(dossier, "xoa.pdf", "/gone/token6", "True");
    dossier
        .putArray("DanhSachGiayToKetQua")
        .addObject()
        .put("TenGiayTo", "Giấy phép")
        .put("MaThanhPhanHoSo", "")
        .put("GiayToId", "1")
        .put("DuongDanTepTinKetQua", address("/files/ket-qua-" + SHA + ".pdf"));

    client.add(dossier);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(portal.state().filesPending()).isZero();
              assertThat(portal.state().filesFetched()).isEqualTo(3);
              assertThat(portal.state().filesWrongHash()).isEqualTo(1);
              assertThat(portal.state().filesWrongType()).isEqualTo(2);
              assertThat(portal.state().filesMissing()).isEqualTo(1);
            });
  }

  @Test
  void a_link_that_nobody_answers_counts_as_failed() throws IOException {
    int port = office.getAddress().getPort();
    office.stop(0);
    ObjectNode dossier = Items.dossier(Items.CODE, 1);
    submitted(dossier, "don.pdf", "/files/x", "False");
    assertThat(port).isPositive();

    client.add(dossier);

    await().atMost(Duration.ofSeconds(60)).until(() -> portal.state().filesFailed() == 1);
  }

  private void submitted(ObjectNode dossier, String name, String path, String deleted) {
    dossier
        .withArray("TaiLieuNop")
        .addObject()
        .put("TepDinhKemId", path)
        .put("TenTepDinhKem", name)
        .put("IsDeleted", deleted)
        .put("MaThanhPhanHoSo", "TP")
        .put("DuongDanTaiTepTin", address(path));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + office.getAddress().getPort() + path;
  }
}
