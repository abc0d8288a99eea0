package vn.lienthong.connectors.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.npsp.NpspConnector.Push;
import vn.lienthong.connectors.npsp.NpspProfile.DstcodePlace;
import vn.lienthong.connectors.npsp.NpspProfile.Forwarding;
import vn.lienthong.connectors.npsp.NpspProfile.Paths;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Calls to the byte: docs/partners/npsp.md, sections 2 to 5. */
final class WritingCallsTest {
  private static final NpspSession SESSION = new NpspSession("S-\"1\"", Instant.EPOCH);
  private static final Forwarding SERVER =
      new Forwarding(URI.create("https://dichvucong.gov.vn"), "/XrdAdapter/RestService/forward");

  private static NpspConnector adapter(Optional<Forwarding> forwarding, DstcodePlace place) {
    return connector("adapter-2019", TestProfiles.ADAPTER, forwarding, place);
  }

  private static NpspConnector plain() {
    return adapter(Optional.empty(), DstcodePlace.HEADER);
  }

  private static NpspConnector relay(Paths paths) {
    return connector("relay-2023", paths, Optional.empty(), DstcodePlace.HEADER);
  }

  private static NpspConnector connector(
      String variant, Paths paths, Optional<Forwarding> forwarding, DstcodePlace place) {
    return new NpspConnector(
        TestProfiles.with(NpspTables.ofClassPath(variant), paths, forwarding, place),
        Clock.systemUTC());
  }

  private static NpspItem item(String code, String json) {
    return new NpspItem(new DossierCode(code), json.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static String body(PreparedCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_login_is_user_name_and_password_and_secret() {
    PreparedCall call = plain().prepareLogin();

    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.target()).hasToString("http://10.0.0.5:8080/mapi/login");
    assertThat(body(call)).isEqualTo("{\"username\":\"H38\",\"password\":\"secret\"}");
    assertThat(call.secret()).isTrue();
    assertThat(call.headers())
        .containsEntry("Accept", "application/json")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Charset", "utf-8")
        .containsEntry("dstcode", TestProfiles.NPSP);
  }

  @Test
  void a_service_call_is_the_envelope_of_session_agency_and_service() {
    PreparedCall call = plain().prepareProcedureList(SESSION);

    assertThat(call.target().getPath()).isEqualTo("/mapi/share");
    assertThat(body(call))
        .isEqualTo(
            "{\"session\":\"S-\\\"1\\\"\",\"madonvi\":\"000.00.00.H38\","
                + "\"service\":\"LayDanhSachTTHC\"}");
    assertThat(call.secret()).isFalse();
  }

  @Test
  void lists_go_to_the_share_endpoint_and_the_rest_to_the_two_way_one() {
    NpspConnector npsp = plain();
    ProcedureCode procedure = new ProcedureCode("1.004194");

    assertThat(body(npsp.prepareSectors(SESSION))).contains("\"service\":\"LayDanhMucLinhVuc\"");
    assertThat(npsp.prepareSectors(SESSION).target().getPath()).isEqualTo("/mapi/share");
    assertThat(body(npsp.prepareAgencies(SESSION))).contains("\"service\":\"LayDanhMucCoQuan\"");
    assertThat(npsp.prepareAgencies(SESSION).target().getPath()).isEqualTo("/mapi/share");
    assertThat(npsp.prepareProcedure(SESSION, procedure).target().getPath()).isEqualTo("/mapi/g");
    assertThat(npsp.prepareLookup(SESSION, new DossierCode("X")).target().getPath())
        .isEqualTo("/mapi/g");
  }

  @Test
  void request_names_differ_between_client_versions() {
    ProcedureCode procedure = new ProcedureCode("1.004194");
    NpspConnector older =
        connector("adapter-older", TestProfiles.ADAPTER, Optional.empty(), DstcodePlace.HEADER);

    assertThat(body(plain().prepareProcedure(SESSION, procedure)))
        .endsWith("\"service\":\"LayThuTuc\",\"MaTTHC\":\"1.004194\"}");
    assertThat(body(plain().prepareLookup(SESSION, new DossierCode("X"))))
        .endsWith("\"service\":\"TraCuuHoSo\",\"MaHoSo\":\"X\"}");
    assertThat(body(older.prepareProcedure(SESSION, procedure)))
        .endsWith("\"maTTHC\":\"1.004194\"}");
    assertThat(body(older.prepareLookup(SESSION, new DossierCode("X"))))
        .endsWith("\"mahoso\":\"X\"}");
  }

  @Test
  void pushes_say_whether_they_update_and_carry_their_items_in_data() {
    List<NpspItem> items = List.of(item("A", "{\"MaHoSo\":\"A\"}"), item("B", "{}"));

    assertThat(body(plain().preparePush(SESSION, Push.ADD, items)))
        .endsWith(
            "\"service\":\"DongBoHoSoMC\",\"isUpdating\":\"False\","
                + "\"data\":[{\"MaHoSo\":\"A\"},{}]}");
    assertThat(body(plain().preparePush(SESSION, Push.UPDATE, items)))
        .contains("\"service\":\"DongBoHoSoMC\",\"isUpdating\":\"True\"");
    assertThat(body(plain().preparePush(SESSION, Push.STEP, items)))
        .contains("\"service\":\"CapNhatTienDoHoSoMC\",\"data\":[");
    assertThatThrownBy(() -> plain().preparePush(SESSION, Push.ADD, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void each_segment_is_exactly_the_bytes_of_its_dossier() {
    List<NpspItem> items =
        List.of(item("A", "{\"ChuHoSo\":\"Nguyễn\"}"), item("B", "{\"ChuHoSo\":\"𠀀\"}"));

    for (NpspConnector npsp : List.of(plain(), relay(TestProfiles.RELAY))) {
      PreparedCall call = npsp.preparePush(SESSION, Push.STEP, items);

      assertThat(call.segments())
          .extracting(PreparedCall.Segment::dossierCode)
          .containsExactly("A", "B");
      for (int i = 0; i < items.size(); i++) {
        PreparedCall.Segment segment = call.segments().get(i);
        assertThat(java.util.Arrays.copyOfRange(call.body(), segment.from(), segment.to()))
            .isEqualTo(items.get(i).json());
      }
    }
  }

  @Test
  void every_body_is_json() throws IOException {
    NpspConnector npsp = plain();
    for (PreparedCall call :
        List.of(
            npsp.prepareLogin(),
            npsp.prepareAgencies(SESSION),
            npsp.preparePush(SESSION, Push.ADD, List.of(item("A", "{}"))),
            relay(TestProfiles.RELAY)
                .preparePush(NpspSession.NONE, Push.ADD, List.of(item("A", "{}"))))) {
      assertThat(new ObjectMapper().readTree(call.body()).isContainerNode()).isTrue();
    }
  }

  @Test
  void the_destination_code_may_stand_in_the_query() {
    PreparedCall call = adapter(Optional.empty(), DstcodePlace.QUERY).prepareProcedureList(SESSION);

    assertThat(call.target())
        .hasToString(
            "http://10.0.0.5:8080/mapi/share?dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider");
    assertThat(call.headers()).doesNotContainKey("dstcode");
  }

  @Test
  void a_security_server_is_told_destination_and_provider_and_the_path_signed_is_the_providers() {
    PreparedCall call =
        adapter(Optional.of(SERVER), DstcodePlace.QUERY).prepareProcedureList(SESSION);

    assertThat(call.target())
        .hasToString(
            "http://10.0.0.5:8080/XrdAdapter/RestService/forward/mapi/share"
                + "?dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider"
                + "&providerurl=https%3A%2F%2Fdichvucong.gov.vn");
    assertThat(call.providerPath()).isEqualTo("/mapi/share");
    assertThat(call.audience()).isEqualTo(TestProfiles.NPSP);
  }

  @Test
  void a_newer_security_server_forwards_under_another_path() {
    Forwarding vxp = new Forwarding(SERVER.provider(), "/VXPAdapter/RestService/forward");

    assertThat(
            adapter(Optional.of(vxp), DstcodePlace.HEADER)
                .prepareProcedureList(SESSION)
                .target()
                .getPath())
        .isEqualTo("/VXPAdapter/RestService/forward/mapi/share");
  }

  @Test
  void a_relay_takes_bare_arrays_at_three_addresses_and_gives_its_lists_by_get() {
    NpspConnector relay = relay(TestProfiles.RELAY);
    List<NpspItem> items = List.of(item("A", "{\"MaHoSo\":\"A\"}"));

    PreparedCall add = relay.preparePush(NpspSession.NONE, Push.ADD, items);
    assertThat(body(add)).isEqualTo("[{\"MaHoSo\":\"A\"}]");
    assertThat(add.target()).hasToString("http://10.0.0.5:8080/them-moi");
    assertThat(add.headers()).doesNotContainKey("dstcode");
    assertThat(relay.preparePush(NpspSession.NONE, Push.UPDATE, items).target().getPath())
        .isEqualTo("/cap-nhat");
    assertThat(relay.preparePush(NpspSession.NONE, Push.STEP, items).target().getPath())
        .isEqualTo("/tien-do");
    PreparedCall list = relay.prepareProcedureList(NpspSession.NONE);
    assertThat(list.method()).isEqualTo("GET");
    assertThat(list.target().getPath()).isEqualTo("/KetNoiMotCuaQuocGia/LayDanhSachTTHC");
    assertThat(list.body()).isEmpty();
    assertThat(relay.prepareProcedure(NpspSession.NONE, new ProcedureCode("1.004194")).target())
        .hasToString("http://10.0.0.5:8080/KetNoiMotCuaQuocGia/LayThuTuc?maTTHC=1.004194");
  }

  @Test
  void ha_giangs_relay_says_agency_and_kind_in_the_query() {
    String path = "/test/api/SynsTTHCC/DongBoHoSoMC?MaDinhDanhDV=000.00.01.H22&isUpdating=";
    NpspConnector relay =
        relay(new Paths.Relay(path + "False", path + "True", "/tien-do", "/lists"));

    PreparedCall update =
        relay.preparePush(NpspSession.NONE, Push.UPDATE, List.of(item("A", "{}")));

    assertThat(update.target()).hasToString("http://10.0.0.5:8080" + path + "True");
    assertThat(update.providerPath()).isEqualTo("/test/api/SynsTTHCC/DongBoHoSoMC");
  }

  @Test
  void a_relay_behind_a_security_server_keeps_its_own_query() {
    NpspConnector relay =
        connector(
            "relay-2023",
            new Paths.Relay("/a?isUpdating=False", "/b", "/c", "/d"),
            Optional.of(SERVER),
            DstcodePlace.QUERY);

    assertThat(
            relay
                .preparePush(NpspSession.NONE, Push.ADD, List.of(item("A", "{}")))
                .target()
                .getQuery())
        .startsWith("isUpdating=False&dstcode=VN:GOV:")
        .endsWith("&providerurl=https://dichvucong.gov.vn");
  }

  @Test
  void a_relay_has_neither_login_nor_look_up() {
    NpspConnector relay = relay(TestProfiles.RELAY);

    assertThat(relay.needsSession()).isFalse();
    assertThat(relay.offersLookup()).isFalse();
    assertThat(plain().needsSession()).isTrue();
    assertThat(plain().offersLookup()).isTrue();
  }

  @Test
  void addresses_that_cannot_be_called_are_refused_with_the_name_of_the_setting() {
    assertThatThrownBy(() -> new Forwarding(URI.create("dichvucong.gov.vn"), "/x"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("hub.npsp.provider-url");
    assertThatThrownBy(() -> new Forwarding(SERVER.provider(), "forward"))
        .hasMessageContaining("hub.npsp.forward-path");
    assertThatThrownBy(() -> new Paths.Relay("", "/b", "/c", "/d"))
        .hasMessageContaining("hub.npsp.relay.add-path");
    assertThatThrownBy(
            () ->
                connector(
                    "relay-2023", TestProfiles.ADAPTER, Optional.empty(), DstcodePlace.HEADER))
        .hasMessageContaining("hub.npsp.variant");
  }
}
