package vn.lienthong.routes.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspConnector.Push;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Accepted;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Deferred;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Refused;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Unknown;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.procedure.ProcedureCode;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;
import vn.lienthong.signing.keys.TrustAnchors;

/** Both generations against the simulated portal over real HTTP, signed both ways. */
class TalkingToThePortalTest {
  private static final String PASSWORD = "rehearsal";
  private static final String CODE = "000.00.01.H38-261124-0001";
  private static final ProcedureCode PROCEDURE = new ProcedureCode("1.000010");

  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger logins = new AtomicInteger();
  private NpspSimulator portal;
  private HttpSender sender;
  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    TestAuthority.create(folder, PASSWORD.toCharArray(), clock);
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(folder.resolve("npsp"))
                .withSignatures(
                    new Signatures(
                        RequestCheck.REQUIRED,
                        Optional.of(folder.resolve("test-ca.crt")),
                        Optional.of(
                            new AnswerKey(folder.resolve("partners.p12"), PASSWORD, "npsp")))),
            RealCatalogue.load(),
            clock);
    sender = new HttpSender(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    sender.close();
    portal.close();
  }

  /** What PartnerConfiguration wires from settings, with the same records. */
  private NpspCalls calls(NpspProperties settings, NpspConnector connector) {
    var database = TestDatabase.fresh();
    JdbcClient jdbc = JdbcClient.create(database);
    return new NpspCalls(
        connector.needsSession()
            ? Optional.of(
                new NpspCalls.Login(
                    () -> {
                      logins.incrementAndGet();
                      return connector.prepareLogin();
                    },
                    connector::readLogin))
            : Optional.empty(),
        sender::send,
        new NpspSessions(database, SessionCipher.withKeyIn(folder.resolve("session.key")), clock),
        new MessageSigner(
            Optional.of(
                KeyStoreFile.open(folder.resolve("hub.p12"), PASSWORD.toCharArray())
                    .signingKey("npsp-ec")),
            new MessageSigner.Trust(
                SignedAnswers.REQUIRED,
                TrustAnchors.read(folder.resolve("test-ca.crt")),
                settings.dstcode()),
            clock),
        new CallJournal(jdbc, new MessageLog(jdbc, clock, new SecureRandom())),
        new PartnerLimits(
            "npsp", TestCalls.terms(TestCalls.limits(8, 100), Duration.ofSeconds(20)), clock),
        new TransactionTemplate(new DataSourceTransactionManager(database)));
  }

  private record Way(NpspCalls calls, NpspConnector connector) {
    <T> T value(ReadOutcome<T> outcome) {
      assertThat(outcome).isInstanceOf(ReadOutcome.Value.class);
      return ((ReadOutcome.Value<T>) outcome).value();
    }

    boolean knows(String code) {
      return value(
          calls.ask(
              "c-1",
              session -> connector.prepareLookup(session, new DossierCode(code)),
              connector::readLookup));
    }

    DeliveryOutcome push(Push push, String json) {
      NpspSession session = value(calls.session("c-1"));
      NpspItem item =
          new NpspItem(new DossierCode(CODE), json.getBytes(StandardCharsets.UTF_8), List.of());
      OpenCall open =
          calls.open("c-1", connector.preparePush(session, push, List.of(item)), List.of());
      return calls.send(open).outcome(result -> connector.readPush(push, result));
    }
  }

  private Way way(String variant) {
    NpspProperties settings = Settled.settings(portal.url(), variant);
    NpspConnector connector = new NpspConnector(settings.profile(), clock);
    return new Way(calls(settings, connector), connector);
  }

  @Test
  void an_adapter_is_logged_into_once_read_asked_and_pushed_to() {
    Way way = way("adapter-2019");

    var list =
        way.value(
            way.calls.ask(
                "c-1", way.connector::prepareProcedureList, way.connector::readProcedureList));
    assertThat(list.rows()).isEqualTo(5739);
    assertThat(
            way.value(
                    way.calls.ask("c-1", way.connector::prepareSectors, way.connector::readSectors))
                .isEmpty())
        .isFalse();
    assertThat(
            way.value(
                way.calls.ask("c-1", way.connector::prepareAgencies, way.connector::readAgencies)))
        .hasSize(142);
    assertThat(way.knows(CODE)).isFalse();
    pushThrough(way);
    assertThat(way.knows(CODE)).isTrue();
    assertThat(logins).hasValue(1);
  }

  @Test
  void a_relay_is_read_and_pushed_to_without_login() {
    Way way = way("relay-2023");

    var list =
        way.value(
            way.calls.ask(
                "c-1", way.connector::prepareProcedureList, way.connector::readProcedureList));
    assertThat(list.rows()).isEqualTo(5739);
    assertThat(
            way.value(
                    way.calls.ask(
                        "c-1",
                        session -> way.connector.prepareProcedure(session, PROCEDURE),
                        way.connector::readProcedure))
                .code())
        .isEqualTo(PROCEDURE);
    pushThrough(way);
    assertThat(logins).hasValue(0);
  }

  private void pushThrough(Way way) {
    assertThat(way.push(Push.ADD, Settled.dossier(CODE, 1)))
        .isEqualTo(new Accepted(Optional.empty(), false));
    assertThat(way.push(Push.ADD, Settled.dossier(CODE, 1)))
        .isEqualTo(new Accepted(Optional.empty(), true));
    assertThat(way.push(Push.UPDATE, Settled.dossier(CODE, 2)))
        .isEqualTo(new Accepted(Optional.empty(), false));
    assertThat(way.push(Push.STEP, Settled.step(CODE, 3)))
        .isEqualTo(new Accepted(Optional.empty(), false));
    assertThat(way.push(Push.UPDATE, Settled.dossier(CODE, 4).replace("20261201", "20251201")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.field()).contains("submission.dueAt"));
    assertThat(portal.state().applied()).isEqualTo(3);
    assertThat(portal.state().appliedTwice()).isZero();
    assertThat(portal.state().invalidSignatures()).isZero();
  }

  @Test
  void a_session_that_expires_on_the_way_is_renewed() {
    Way way = way("adapter-2019");
    assertThat(way.knows(CODE)).isFalse();
    portal.fault(NpspFault.sessionExpired().on("TraCuuHoSo").times(1));

    assertThat(way.knows(CODE)).isFalse();

    assertThat(logins).hasValue(2);
  }

  @Test
  void what_goes_wrong_is_not_sent_put_off_or_in_doubt() {
    Way way = way("adapter-2019");
    way.push(Push.ADD, Settled.dossier(CODE, 1));

    portal.fault(NpspFault.replyLost().times(1));
    assertThat(way.push(Push.STEP, Settled.step(CODE, 2))).isInstanceOf(Unknown.class);
    portal.fault(NpspFault.resetAfter(30).times(1));
    assertThat(way.push(Push.STEP, Settled.step(CODE, 3))).isInstanceOf(Unknown.class);
    portal.fault(NpspFault.garbage().times(1));
    assertThat(way.push(Push.STEP, Settled.step(CODE, 4))).isInstanceOf(Unknown.class);
    portal.fault(NpspFault.keyCase().times(1));
    assertThat(way.push(Push.STEP, Settled.step(CODE, 5))).isInstanceOf(Accepted.class);
    portal.down();
    assertThat(way.push(Push.STEP, Settled.step(CODE, 6)))
        .isInstanceOfSatisfying(
            Deferred.class, deferred -> assertThat(deferred.usesAttempt()).isFalse());
    portal.up();
    assertThat(way.push(Push.STEP, Settled.step(CODE, 6))).isInstanceOf(Accepted.class);
  }

  /** Settings of a province, and items that the simulated portal takes. */
  private static final class Settled {
    static NpspProperties settings(URI portal, String variant) {
      return new NpspProperties(
          portal.toString(),
          "",
          "/XrdAdapter/RestService/forward",
          "/mapi/login",
          "/mapi/g",
          "/mapi/share",
          new NpspProperties.Relay(
              "/SynsTTHCC/DongBoHoSoMC?MaDinhDanhDV=000.00.00.H38&isUpdating=False",
              "/SynsTTHCC/DongBoHoSoMC?MaDinhDanhDV=000.00.00.H38&isUpdating=True",
              "/tien-do",
              "/KetNoiMotCuaQuocGia"),
          "VN:GOV:000.00.00.G22:vpcpdvcprovider",
          vn.lienthong.connectors.npsp.NpspProfile.DstcodePlace.HEADER,
          variant,
          "000.00.00.H38",
          "H38",
          PASSWORD,
          "",
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          new NpspProperties.Signing(true, "npsp-ec", SignedAnswers.REQUIRED),
          TestCalls.limits(8, 100),
          new NpspProperties.Guarantees(true, true, true, true, Duration.ofSeconds(5)));
    }

    static String dossier(String code, int version) {
      return """
      {"MaHoSo":"%s","MaTTHC":"1.000010","TenTTHC":"Thủ tục","MaLinhVuc":"G04-GT01",
       "TenLinhVuc":"Đăng kiểm","LoaiDoiTuong":"1","ThongTinKhac":"phiên bản %d","Email":"",
       "SoDienThoai":"0900000000","TrichYeuHoSo":"Hồ sơ thử nghiệm",
       "NgayTiepNhan":"20261124080000","NgayHenTra":"20261201080000","TrangThaiHoSo":"2",
       "HinhThuc":"0","DonViXuLy":"Sở thử nghiệm","TaiLieuNop":[]}"""
          .formatted(code, version);
    }

    static String step(String code, int version) {
      return """
      {"MaHoSo":"%s","NguoiXuLy":"Cán bộ","ThoiDiemXuLy":"20261124090000",
       "NoiDungXuLy":"Chuyển xử lý, phiên bản %d","TrangThai":"4"}"""
          .formatted(code, version);
    }
  }
}
