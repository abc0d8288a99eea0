package vn.lienthong.routes.partner;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.connectors.npsp.NpspTables;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.signing.keys.TrustAnchors;

/** Calls to a portal that a test plays, with real sessions, entries and limits. */
public final class TestCalls {
  private TestCalls() {}

  /** Answers every call with {@code portal}; a call to service login must answer the token. */
  public static NpspCalls to(
      Function<PreparedCall, CallResult> portal, DataSource database, Path keyFolder, Clock clock) {
    return to(portal, database, keyFolder, clock, limits(8, 1000));
  }

  /** As above, under terms that the test may change. */
  public static NpspCalls to(
      Function<PreparedCall, CallResult> portal,
      DataSource database,
      Path keyFolder,
      Clock clock,
      Supplier<Terms> terms) {
    return of(
        new NpspCalls.Login(TestCalls::login, TestCalls::readLogin),
        (call, _, _) -> portal.apply(call),
        database,
        keyFolder,
        clock,
        terms);
  }

  /** Of a simulated portal with its usual account. */
  public static NpspProfile profile(URI portal) {
    return new NpspProfile(
        new NpspProfile.Addresses(
            portal,
            Optional.empty(),
            new NpspProfile.Paths.Adapter("/mapi/login", "/mapi/g", "/mapi/share"),
            "VN:GOV:000.00.00.G22:vpcpdvcprovider",
            NpspProfile.DstcodePlace.HEADER),
        new NpspProfile.Account("H38", "H38", "rehearsal"),
        new NpspProfile.Guarantees(false, true, false, false, Duration.ofSeconds(60)),
        NpspTables.ofClassPath("adapter-2019"));
  }

  /** Calls to a portal over HTTP, unsigned; the circuit opens in no test. */
  public static NpspCalls over(
      NpspConnector connector, HttpSender http, DataSource database, Path keyFolder, Clock clock) {
    return of(
        new NpspCalls.Login(connector::prepareLogin, connector::readLogin),
        http::send,
        database,
        keyFolder,
        clock,
        terms(limits(8, 1000), Duration.ofSeconds(30)));
  }

  static NpspCalls to(
      Function<PreparedCall, CallResult> portal,
      DataSource database,
      Path keyFolder,
      Clock clock,
      LimitProperties limits) {
    return to(portal, database, keyFolder, clock, terms(limits, Duration.ofSeconds(2)));
  }

  private static NpspCalls of(
      NpspCalls.Login login,
      CallSender sender,
      DataSource database,
      Path keyFolder,
      Clock clock,
      Supplier<Terms> terms) {
    JdbcClient jdbc = JdbcClient.create(database);
    return new NpspCalls(
        Optional.of(login),
        sender,
        new NpspSessions(
            database, SessionCipher.withKeyIn(keyFolder.resolve("session.key")), clock),
        new MessageSigner(
            Optional.empty(),
            new MessageSigner.Trust(SignedAnswers.OFF, TrustAnchors.of(List.of()), ""),
            clock),
        new CallJournal(jdbc, new MessageLog(jdbc, clock, new SecureRandom())),
        new PartnerLimits("npsp", terms, clock),
        new TransactionTemplate(new DataSourceTransactionManager(database)));
  }

  /** Terms that stay as they are, without maintenance. */
  static Supplier<Terms> terms(LimitProperties limits, Duration timeout) {
    return always(
        Pace.of(
            timeout,
            limits,
            new Pace.Deliveries(1, 50, Duration.ofSeconds(1), Duration.ofMinutes(1))));
  }

  /** This pace, without maintenance. */
  public static Supplier<Terms> always(Pace pace) {
    Terms terms = new Terms(pace, List.of(), pace.timeout());
    return () -> terms;
  }

  /** The pace of tests: batches of 50, back-off from 1 s to 1 min, a circuit that never opens. */
  public static Pace pace() {
    return terms(limits(8, 1000), Duration.ofSeconds(2)).get().pace();
  }

  static LimitProperties limits(int concurrency, int circuitWindow) {
    return new LimitProperties(
        0, concurrency, Duration.ofSeconds(1), circuitWindow, 50, Duration.ofMinutes(1));
  }

  /** A call with this body. */
  public static PreparedCall call(
      String service, String body, boolean secret, List<PreparedCall.Segment> segments) {
    return new PreparedCall(
        "npsp",
        service,
        "POST",
        URI.create("http://127.0.0.1:1/mapi/g"),
        "VN:GOV:000.00.00.G22:vpcpdvcprovider",
        "/mapi/g",
        Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        secret,
        segments);
  }

  private static PreparedCall login() {
    return call("login", "{\"username\":\"u\",\"password\":\"secret-password\"}", true, List.of());
  }

  private static ReadOutcome<NpspSession> readLogin(CallResult result) {
    return switch (result) {
      case CallResult.Answered answered when answered.status() == 200 ->
          new ReadOutcome.Value<>(
              new NpspSession(new String(answered.body(), StandardCharsets.UTF_8), Instant.EPOCH),
              List.of());
      case CallResult.Answered _, CallResult.NotSent _, CallResult.Lost _ ->
          new ReadOutcome.Failed<>(
              new DeliveryOutcome.Deferred(
                  HubError.PARTNER_UNREACHABLE, Duration.ofSeconds(1), false, "no login"));
    };
  }

  /** An answer with this status and body. */
  public static CallResult answer(int status, String body) {
    return new CallResult.Answered(
        status,
        Map.of("content-type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        Duration.ofMillis(1));
  }

  /** The body of a call as text. */
  public static String text(PreparedCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }

  static Optional<String> textOf(CallResult result) {
    return result instanceof CallResult.Answered answered
        ? Optional.of(new String(answered.body(), StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
