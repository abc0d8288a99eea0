package vn.lienthong.routes.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Deferred;
import vn.lienthong.schemas.error.HubError;

/** One session for all threads and nodes, renewed once. */
class SharingTheSessionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final AtomicInteger logins = new AtomicInteger();
  private DataSource database;
  private SessionCipher cipher;
  @TempDir Path keys;

  @BeforeEach
  void prepare() {
    database = TestDatabase.fresh();
    cipher = SessionCipher.withKeyIn(keys.resolve("session.key"));
  }

  private NpspSessions node() {
    return new NpspSessions(database, cipher, clock);
  }

  private ReadOutcome<NpspSession> login() {
    return new ReadOutcome.Value<>(
        new NpspSession("t-" + logins.incrementAndGet(), clock.instant()), List.of());
  }

  private static NpspSession got(ReadOutcome<NpspSession> outcome) {
    assertThat(outcome).isInstanceOf(ReadOutcome.Value.class);
    return ((ReadOutcome.Value<NpspSession>) outcome).value();
  }

  @Test
  void many_threads_with_one_expired_session_renew_it_once() throws Exception {
    NpspSessions node = node();
    NpspSession old = got(node.current(this::login));

    List<NpspSession> renewed =
        together(8, () -> got(node.inPlaceOf(Optional.of(old), this::login)));

    assertThat(logins).hasValue(2);
    assertThat(renewed).extracting(NpspSession::token).containsOnly("t-2");
  }

  @Test
  void what_another_node_renewed_is_taken_over() {
    NpspSessions here = node();
    NpspSessions there = node();
    NpspSession old = got(here.current(this::login));
    assertThat(got(there.current(this::login))).isEqualTo(old);
    NpspSession fresh = got(there.inPlaceOf(Optional.of(old), this::login));

    NpspSession taken = got(here.inPlaceOf(Optional.of(old), this::login));

    assertThat(taken).isEqualTo(fresh);
    assertThat(logins).hasValue(2);
  }

  @Test
  void while_another_node_logs_in_nobody_else_does() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ReadOutcome<NpspSession>> there =
          pool.submit(
              () ->
                  node()
                      .current(
                          () -> {
                            begun.countDown();
                            waitFor(mayEnd);
                            return login();
                          }));
      begun.await();

      ReadOutcome<NpspSession> here = node().current(this::login);
      mayEnd.countDown();

      assertThat(outcome(here)).isInstanceOf(Deferred.class);
      assertThat(((Deferred) outcome(here)).usesAttempt()).isFalse();
      got(there.get());
    }
    assertThat(logins).hasValue(1);
  }

  @Test
  void a_login_that_throws_leaves_no_lock_behind() {
    NpspSessions node = node();
    try {
      node.current(
          () -> {
            throw new IllegalStateException("the entry could not be written");
          });
    } catch (IllegalStateException _) {
      assertThat(logins).hasValue(0);
    }

    got(node().current(this::login));

    assertThat(logins).hasValue(1);
  }

  @Test
  void a_refused_login_is_not_tried_again_at_once() {
    NpspSessions node = node();
    Supplier<ReadOutcome<NpspSession>> wrongPassword =
        () -> {
          logins.incrementAndGet();
          return failed(HubError.PARTNER_ANSWER_UNKNOWN, true);
        };
    node.current(wrongPassword);

    for (int i = 0; i < 10; i++) {
      ReadOutcome<NpspSession> held = node.current(wrongPassword);
      assertThat(((Deferred) outcome(held)).error()).isEqualTo(HubError.PARTNER_HELD_BACK);
    }
    assertThat(logins).hasValue(1);

    clock.pass(Duration.ofSeconds(31));
    got(node.current(this::login));
    assertThat(logins).hasValue(2);
  }

  @Test
  void a_portal_that_could_not_be_reached_is_tried_again_at_once() {
    NpspSessions node = node();
    node.current(() -> failed(HubError.PARTNER_UNREACHABLE, false));

    got(node.current(this::login));

    assertThat(logins).hasValue(1);
  }

  @Test
  void the_token_lies_sealed_in_its_row_and_a_changed_row_is_worth_nothing() {
    got(node().current(this::login));
    JdbcClient jdbc = JdbcClient.create(database);
    byte[] sealed =
        jdbc.sql("SELECT sealed_token FROM partner.session").query(byte[].class).single();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("t-1");
    sealed[sealed.length - 1] ^= 1;
    jdbc.sql("UPDATE partner.session SET sealed_token = :t").param("t", sealed).update();

    assertThat(got(node().current(this::login)).token()).isEqualTo("t-2");
  }

  private static ReadOutcome<NpspSession> failed(HubError error, boolean usesAttempt) {
    return new ReadOutcome.Failed<>(
        new Deferred(error, Duration.ofSeconds(5), usesAttempt, "Sai mật khẩu"));
  }

  private static DeliveryOutcome outcome(ReadOutcome<NpspSession> read) {
    assertThat(read).isInstanceOf(ReadOutcome.Failed.class);
    return ((ReadOutcome.Failed<NpspSession>) read).outcome();
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(work));
      }
      for (Future<T> one : all) {
        results.add(one.get());
      }
    }
    return results;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
