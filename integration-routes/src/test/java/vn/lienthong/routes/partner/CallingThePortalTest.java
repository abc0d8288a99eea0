package vn.lienthong.routes.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

class CallingThePortalTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private DataSource database;
  private JdbcClient jdbc;
  @TempDir Path keys;

  @BeforeEach
  void prepare() {
    database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database);
  }

  private CallResult portal(PreparedCall call) {
    if (call.service().equals("login")) {
      return TestCalls.answer(200, "token-" + logins.incrementAndGet());
    }
    seen.add(TestCalls.text(call));
    return TestCalls.answer(200, TestCalls.text(call).contains("token-1 ") ? "expired" : "yes");
  }

  private static PreparedCall question(NpspSession session) {
    return TestCalls.call("look-up", session.token() + " is it known?", false, List.of());
  }

  private static ReadOutcome<String> read(CallResult result) {
    String text = TestCalls.textOf(result).orElse("lost");
    return switch (text) {
      case "expired" -> new ReadOutcome.Failed<>(new DeliveryOutcome.SessionExpired(text));
      case "lost" ->
          new ReadOutcome.Failed<>(new DeliveryOutcome.Unknown(HubError.PARTNER_UNREACHABLE, text));
      default -> new ReadOutcome.Value<>(text, List.of());
    };
  }

  private List<String> entries() {
    return jdbc.sql("SELECT kind || ' ' || service FROM messagelog.entry ORDER BY appended_at, id")
        .query(String.class)
        .list();
  }

  @Test
  void an_expired_session_is_renewed_once_with_entries_of_its_own() {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock);

    var answer = calls.ask("c-1", CallingThePortalTest::question, CallingThePortalTest::read);

    assertThat(answer).isEqualTo(new ReadOutcome.Value<>("yes", List.of()));
    assertThat(seen).containsExactly("token-1 is it known?", "token-2 is it known?");
    assertThat(entries())
        .containsExactlyInAnyOrder(
            "REQUEST login",
            "ANSWER login",
            "REQUEST look-up",
            "ANSWER look-up",
            "REQUEST login",
            "ANSWER login",
            "REQUEST look-up",
            "ANSWER look-up");
  }

  @Test
  void the_request_entry_is_committed_before_the_socket_is_written() {
    List<Long> committed = new ArrayList<>();
    NpspCalls calls =
        TestCalls.to(
            call -> {
              committed.add(
                  JdbcClient.create(database)
                      .sql("SELECT count(*) FROM messagelog.entry WHERE kind = 'REQUEST'")
                      .query(Long.class)
                      .single());
              return portal(call);
            },
            database,
            keys,
            clock);

    calls.ask("c-1", CallingThePortalTest::question, CallingThePortalTest::read);

    assertThat(committed).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_login_leaves_neither_password_nor_token_in_the_database() {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock);

    calls.ask("c-1", CallingThePortalTest::question, CallingThePortalTest::read);

    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM messagelog.segment s
                      JOIN messagelog.entry e ON e.id = s.entry_id WHERE e.service = 'login'
                    """)
                .query(Long.class)
                .single())
        .isZero();
    byte[] sealed =
        jdbc.sql("SELECT sealed_token FROM partner.session").query(byte[].class).single();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
  }

  @Test
  void the_signature_of_a_login_answer_is_not_kept_because_it_binds_to_the_token() {
    CallJournal journal = new CallJournal(jdbc, new MessageLog(jdbc, clock, new SecureRandom()));
    OpenCall login =
        new OpenCall(
            "call",
            "c-1",
            TestCalls.call("login", "{}", true, List.of()),
            List.of(),
            Map.of(),
            Optional.empty());
    Reply signed =
        new Reply(
            TestCalls.answer(200, "token"),
            Optional.of(new EntryDraft.Signature("JWS-detached", "a..b", "ab".repeat(32))),
            Optional.empty());

    new TransactionTemplate(new DataSourceTransactionManager(database))
        .executeWithoutResult(
            _ -> {
              journal.opened(login);
              journal.answered(
                  login,
                  signed,
                  new EntryDraft.Outcome("ACCEPTED", Optional.empty(), Optional.of(200)));
            });

    assertThat(jdbc.sql("SELECT count(*) FROM messagelog.secret").query(Long.class).single())
        .isZero();
    assertThat(
            jdbc.sql("SELECT bytes FROM messagelog.entry")
                .query((row, _) -> new String(row.getBytes("bytes"), StandardCharsets.US_ASCII))
                .list())
        .hasSize(2)
        .noneMatch(entry -> entry.contains("signature") || entry.contains("payload"));
  }

  @Test
  void threads_and_nodes_share_one_login() throws Exception {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock);
    try (var pool = Executors.newFixedThreadPool(6)) {
      List<Future<ReadOutcome<NpspSession>>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(pool.submit(() -> calls.session("c-1")));
      }
      for (var one : all) {
        assertThat(one.get()).isInstanceOf(ReadOutcome.Value.class);
      }
    }
    NpspCalls otherNode = TestCalls.to(this::portal, database, keys, clock);

    otherNode.session("c-2");

    assertThat(logins).hasValue(1);
  }

  @Test
  void a_session_sealed_with_another_key_is_asked_for_anew(@TempDir Path otherKeys) {
    TestCalls.to(this::portal, database, keys, clock).session("c-1");

    TestCalls.to(this::portal, database, otherKeys, clock).session("c-2");

    assertThat(logins).hasValue(2);
  }

  @Test
  void the_session_key_can_be_read_by_its_owner_only() throws Exception {
    TestCalls.to(this::portal, database, keys, clock).session("c-1");

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys.resolve("session.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void an_ill_partner_is_left_alone() {
    AtomicInteger asked = new AtomicInteger();
    NpspCalls calls =
        TestCalls.to(
            call -> {
              if (call.service().equals("login")) {
                return portal(call);
              }
              asked.incrementAndGet();
              return new CallResult.Lost("reset");
            },
            database,
            keys,
            clock,
            TestCalls.limits(8, 4));

    for (int i = 0; i < 20; i++) {
      calls.ask("c-" + i, CallingThePortalTest::question, CallingThePortalTest::read);
    }

    assertThat(asked).hasValueLessThan(5);
    assertThat(calls.circuitOpen()).isTrue();
    assertThat(calls.turn()).isInstanceOf(Turn.NotNow.class);
  }

  @Test
  void no_more_calls_than_allowed_go_at_once() {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock, TestCalls.limits(1, 10));

    try (var first = (Turn.Granted) calls.turn()) {
      assertThat(first).isNotNull();
      assertThat(calls.turn()).isInstanceOf(Turn.NotNow.class);
    }
    assertThat(calls.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void the_rate_is_kept() {
    LimitProperties tenASecond =
        new LimitProperties(10, 100, Duration.ofSeconds(1), 100, 50, Duration.ofSeconds(1));
    PartnerLimits limits =
        new PartnerLimits("npsp", TestCalls.terms(tenASecond, Duration.ofSeconds(2)), clock);
    int granted = 0;
    for (int i = 0; i < 50; i++) {
      granted += limits.turn() instanceof Turn.Granted ? 1 : 0;
      clock.pass(Duration.ofMillis(20));
    }

    assertThat(granted).isBetween(9, 13);
  }

  @Test
  void a_request_whose_sender_died_gets_the_outcome_in_doubt() {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock);
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    OpenCall open = calls.open("c-9", question(new NpspSession("t", clock.instant())), List.of());
    transactions.executeWithoutResult(_ -> calls.opened(open));

    assertThat(calls.closeLostCalls()).isZero();
    clock.pass(Duration.ofMinutes(1));
    assertThat(calls.closeLostCalls()).isEqualTo(1);
    assertThat(calls.closeLostCalls()).isZero();
    assertThat(entries()).containsExactly("REQUEST look-up", "ANSWER look-up");
  }

  @Test
  void a_call_within_a_transaction_is_refused() {
    NpspCalls calls = TestCalls.to(this::portal, database, keys, clock);
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    _ ->
                        calls.ask(
                            "c-1", CallingThePortalTest::question, CallingThePortalTest::read)))
        .isInstanceOf(IllegalStateException.class);
  }
}
