package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTheCatalogueTest {
  private static final ObjectMapper JSON = RehearsalClient.JSON;

  @TempDir Path data;
  private NpspSimulator portal;
  private RehearsalClient client;

  @BeforeEach
  void start() throws IOException {
    portal = open();
    client = new RehearsalClient(portal.url()).loggedIn();
  }

  @AfterEach
  void stop() {
    client.close();
    portal.close();
  }

  @Test
  void the_list_holds_all_5738_codes_and_the_real_faults() throws IOException {
    List<String> codes = client.share("LayDanhSachTTHC").path("result").findValuesAsText("MATTHC");

    assertThat(codes).hasSize(5739).doesNotHaveDuplicates();
    assertThat(codes).contains("1.014325", " 1.014325", "1.0133611", "1.014955-Xoa", "2.009182739");
  }

  @Test
  void the_detail_has_the_complete_structure_and_is_the_same_each_time() throws IOException {
    JsonNode detail = detail("1.000010");

    assertThat(detail.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "ID",
            "MATTHC",
            "TENTTHC",
            "MACOQUANCONGBO",
            "LOAITTHC",
            "MOTADOITUONGTHUCHIEN",
            "DIACHITIEPNHAN",
            "QUYETDINH",
            "YEUCAU",
            "TUKHOA",
            "IDQUYETDINHCONGBO",
            "TRANGTHAI",
            "MOTACOQUANTHUCHIEN",
            "MOTACOQUANTHAMQUYEN",
            "MOTA",
            "TRINHTUTHUCHIEN",
            "CAPTHUCHIEN",
            "LINHVUCTHUCHIEN",
            "CACHTHUCTHUCHIEN",
            "DOITUONGTHUCHIEN",
            "THANHPHANHOSO",
            "KETQUATHUCHIEN",
            "CANCUPHAPLY",
            "TTHCLIENQUAN",
            "TTHCLIENTHONG",
            "COQUANTHUCHIEN",
            "COQUANCOTHAMQUYEN",
            "COQUANDUOCUYQUYEN",
            "COQUANPHOIHOP");
    assertThat(detail.path("TRANGTHAI").asText()).isEqualTo("1");
    assertThat(detail.path("QUYETDINH").asText()).isEqualTo("877/QĐ-BGTVT");
    assertThat(detail.path("CACHTHUCTHUCHIEN").findValuesAsText("KENH"))
        .containsExactly("2", "3", "1");
    assertThat(detail.at("/CACHTHUCTHUCHIEN/0/THOIGIAN/0/THOIGIANGIAIQUYET").asText())
        .isEqualTo("1");
    assertThat(detail.at("/CACHTHUCTHUCHIEN/0/THOIGIAN/0/PHILEPHI/0/SOTIEN").asText())
        .isEqualTo("Không");
    assertThat(detail("1.000010")).isEqualTo(detail);
  }

  @Test
  void printed_times_and_fees_become_wire_values() {
    assertThat(ChannelTexts.times("Trực tuyến: 1.5 ngày; Trực tiếp: 7 ngày làm việc"))
        .containsEntry("Trực tuyến", List.of(new ChannelTexts.Time("1.5", "ngày")))
        .containsEntry("Trực tiếp", List.of(new ChannelTexts.Time("7", "ngày làm việc")));
    assertThat(ChannelTexts.fees("120,000 VNĐ; Lệ phí 35.000 đồng; Phí 20 đồng; Miễn phí"))
        .extracting(ChannelTexts.Fee::code, ChannelTexts.Fee::amount)
        .containsExactly(
            tuple("", "120.000"), tuple("2", "35.000"), tuple("1", "20"), tuple("", "Không"));
  }

  @Test
  void every_sector_of_the_scope_stands_in_the_list_of_sectors() throws IOException {
    Set<String> known =
        Set.copyOf(client.share("LayDanhMucLinhVuc").path("result").findValuesAsText("MALINHVUC"));

    Set<String> used =
        PushingDossiersTest.CATALOGUE.scope1655().stream()
            .limit(200)
            .map(row -> unchecked(row.code().value()).at("/LINHVUCTHUCHIEN/0/MALINHVUC").asText())
            .collect(Collectors.toSet());

    assertThat(known).containsAll(used);
    assertThat(used).hasSizeGreaterThan(10);
  }

  @Test
  void made_up_texts_are_marked_and_real_and_made_up_leaves_are_counted() throws IOException {
    assertThat(detail("1.000010").path("YEUCAU").asText()).contains("(dữ liệu mô phỏng)");

    var one = portal.fieldCounts(List.of("1.000010"));
    assertThat(one.real()).isPositive();
    assertThat(one.generated()).isPositive();
    var scope = PushingDossiersTest.CATALOGUE.scope1655();
    var all = portal.fieldCounts(scope.stream().map(row -> row.code().value()).toList());
    assertThat(all.real()).isGreaterThan(1655L * 5);
  }

  @Test
  void an_unknown_procedure_has_no_row() throws IOException {
    assertThat(rows("9.999999")).isEmpty();
  }

  @Test
  void a_changed_procedure_stays_changed_after_a_restart_and_may_leave_the_list()
      throws IOException {
    client.post("/_procedures/1.000010", "{\"TENTTHC\":\"Tên mới\"}");
    portal.changeProcedure("1.000005", JSON.createObjectNode().put("LISTED", false));
    assertThat(detail("1.000010").path("TENTTHC").asText()).isEqualTo("Tên mới");

    stop();
    start();

    assertThat(detail("1.000010").path("TENTTHC").asText()).isEqualTo("Tên mới");
    JsonNode list = client.share("LayDanhSachTTHC").path("result");
    assertThat(list).hasSize(5738);
    assertThat(list.findValuesAsText("TENTTHC")).contains("Tên mới");
    assertThat(rows("1.000005")).isEmpty();
  }

  private NpspSimulator open() {
    return NpspSimulator.start(
        NpspSimulatorSettings.of(data), PushingDossiersTest.CATALOGUE, Clock.systemUTC());
  }

  private JsonNode detail(String code) throws IOException {
    return rows(code).path(0);
  }

  private JsonNode rows(String code) throws IOException {
    return client
        .integration("LayThuTuc", JSON.createObjectNode().put("maTTHC", code))
        .path("result");
  }

  private JsonNode unchecked(String code) {
    try {
      return detail(code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
