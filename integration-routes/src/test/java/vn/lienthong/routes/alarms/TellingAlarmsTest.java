package vn.lienthong.routes.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;

/** Alarms by mail to a real SMTP server and by webhook to a real HTTP server. */
class TellingAlarmsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Alarm PORTAL =
      new Alarm("health.npsp", "Cổng không trả lời", "The portal does not answer", true);
  private static final Alarm CERTIFICATE =
      new Alarm("certificate.npsp.7", "Chứng thư sắp hết hạn", "A certificate ends", false);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private final HikariDataSource database = new HikariDataSource();
  private final List<Alarm> wrong = new CopyOnWriteArrayList<>();
  private final List<Alarm> wrongElsewhere = new CopyOnWriteArrayList<>();
  private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private HttpServer web;
  private int webhookSays = 204;
  private boolean sourceFails;
  private AlarmWatch watch;
  private AlarmWatch elsewhere;
  private AlarmTeller teller;
  private AlarmDesk desk;
  private int mailPort;

  TellingAlarmsTest() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void two_nodes_a_mail_server_and_a_webhook() throws IOException {
    mail.start();
    mailPort = mail.getSmtp().getPort();
    web.createContext(
        "/",
        exchange -> {
          posted.add(JSON.readTree(exchange.getRequestBody()));
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(webhookSays, -1);
          exchange.close();
        });
    web.start();
    database.setDataSource(TestDatabase.fresh());
    database.setConnectionTimeout(1_000);
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    AlarmProperties settings =
        new AlarmProperties(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            mailTo(),
            List.of(
                new AlarmProperties.Webhook(
                    URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/alarms"),
                    token.toString())));
    List<AlarmChannel> channels =
        List.of(
            new MailChannel(settings.mail(), "H38", "https://hub.example"),
            new WebhookChannel(settings.webhooks().getFirst(), "H38", HttpClient.newHttpClient()));
    AlarmTable table = new AlarmTable(JdbcClient.create(database));
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(database));
    AlarmSource broken =
        () -> {
          if (sourceFails) {
            throw new IllegalStateException("broken");
          }
          return List.of();
        };
    watch =
        new AlarmWatch(
            () -> List.of(broken, () -> List.copyOf(wrong)),
            channels,
            table,
            transactions,
            settings,
            clock,
            "node-1");
    elsewhere =
        new AlarmWatch(
            () -> List.of(() -> List.copyOf(wrongElsewhere)),
            channels,
            table,
            transactions,
            settings,
            clock,
            "node-2");
    teller = new AlarmTeller(table, channels, transactions, clock);
    desk = new AlarmDesk(table, channels, clock, "node-1");
  }

  @AfterEach
  void stop() {
    mail.stop();
    web.stop(0);
    database.close();
  }

  private AlarmProperties.Mail mailTo() {
    return new AlarmProperties.Mail(
        "127.0.0.1",
        mailPort,
        AlarmProperties.Tls.NONE,
        "hub@laocai.example",
        List.of("it@laocai.example", "night@laocai.example"),
        "",
        "");
  }

  /** Both nodes look every 30 s, and what waits is sent. */
  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second += 30) {
      clock.pass(Duration.ofSeconds(30));
      watch.once();
      elsewhere.once();
      teller.once();
    }
  }

  /** A restarted server on the same port. */
  private GreenMail mailServer() {
    return new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  @Test
  void what_is_wrong_long_enough_is_told_once_over_each_channel() throws Exception {
    wrong.add(PORTAL);

    pass(Duration.ofHours(2));

    MimeMessage[] mails = mail.getReceivedMessages();
    assertThat(mails).as("one for each receiver").hasSize(2);
    assertThat(mails[0].getSubject()).isEqualTo("[Liên Thông H38] Cổng không trả lời");
    assertThat(String.valueOf(mails[0].getContent()))
        .contains("The portal does not answer", "health.npsp", "2026-11-24 09:00", "node-1")
        .contains("https://hub.example");
    assertThat(posted).hasSize(1);
    assertThat(posted.getFirst().path("hub").asText()).isEqualTo("H38");
    assertThat(posted.getFirst().at("/alarm/kind").asText()).isEqualTo("RAISED");
    assertThat(posted.getFirst().at("/alarm/vietnamese").asText()).isEqualTo("Cổng không trả lời");
    assertThat(tokens).containsExactly("Bearer s3cret");
  }

  @Test
  void what_is_wrong_for_a_moment_is_not_told() {
    wrong.add(PORTAL);
    pass(Duration.ofSeconds(60));
    wrong.clear();

    pass(Duration.ofMinutes(10));

    assertThat(posted).isEmpty();
    assertThat(desk.list(false, 10)).isEmpty();
    assertThat(desk.list(true, 10)).hasSize(1);
  }

  @Test
  void when_it_is_over_people_hear_it_once_and_when_it_comes_again_too() {
    wrong.add(PORTAL);
    pass(Duration.ofMinutes(5));
    wrong.clear();
    pass(Duration.ofMinutes(5));
    assertThat(kinds()).containsExactly("RAISED", "OVER");
    assertThat(desk.list(false, 10)).isEmpty();

    wrong.add(PORTAL);
    pass(Duration.ofMinutes(5));

    assertThat(kinds()).containsExactly("RAISED", "OVER", "RAISED");
  }

  private List<String> kinds() {
    return posted.stream().map(one -> one.at("/alarm/kind").asText()).toList();
  }

  @Test
  void a_source_that_fails_hides_no_other_and_ends_nothing() {
    sourceFails = true;
    wrong.add(PORTAL);
    pass(Duration.ofMinutes(5));
    assertThat(kinds()).containsExactly("RAISED");
    wrong.clear();

    for (int look = 0; look < 10; look++) {
      clock.pass(Duration.ofSeconds(30));
      watch.once();
      teller.once();
    }
    assertThat(kinds()).containsExactly("RAISED");

    sourceFails = false;
    pass(Duration.ofMinutes(1));
    assertThat(kinds()).containsExactly("RAISED", "OVER");
  }

  @Test
  void what_needs_no_end_is_told_without_one() {
    wrong.add(CERTIFICATE);
    pass(Duration.ofMinutes(5));
    wrong.clear();

    pass(Duration.ofMinutes(5));

    assertThat(kinds()).containsExactly("RAISED");
  }

  @Test
  void what_two_nodes_see_is_told_once_and_over_when_neither_sees_it() {
    wrong.add(PORTAL);
    wrongElsewhere.add(PORTAL);
    pass(Duration.ofMinutes(5));
    wrong.clear();
    pass(Duration.ofMinutes(5));
    assertThat(kinds()).containsExactly("RAISED");

    wrongElsewhere.clear();
    pass(Duration.ofMinutes(5));

    assertThat(kinds()).containsExactly("RAISED", "OVER");
  }

  @Test
  void a_mail_server_that_is_away_delays_its_mail_and_nothing_else() {
    mail.stop();
    wrong.add(PORTAL);
    pass(Duration.ofMinutes(5));
    assertThat(kinds()).containsExactly("RAISED");
    StandingAlarm.Telling waits =
        desk.list(false, 1).getFirst().tellings().stream()
            .filter(one -> one.channel().equals("mail"))
            .findFirst()
            .orElseThrow();
    assertThat(waits.toldAt()).isEmpty();
    assertThat(waits.error()).isPresent();
    assertThat(waits.attempts()).as("it waits longer each time").isBetween(2, 4);

    GreenMail again = mailServer();
    again.start();
    try {
      pass(Duration.ofHours(1));

      assertThat(again.getReceivedMessages()).hasSize(2);
      assertThat(kinds()).containsExactly("RAISED");
    } finally {
      again.stop();
    }
  }

  @Test
  void after_three_days_it_is_given_up() {
    webhookSays = 500;
    wrong.add(PORTAL);

    pass(Duration.ofDays(4));

    assertThat(posted).hasSizeBetween(60, 90);
    int attempts = posted.size();
    pass(Duration.ofDays(1));
    assertThat(posted).hasSize(attempts);
  }

  @Test
  void a_lost_database_is_told_without_it_and_that_it_is_back() {
    pass(Duration.ofMinutes(1));
    HikariDataSource lost = new HikariDataSource();
    lost.setDataSource(database);
    lost.close();
    AlarmWatch cut = watchOn(lost);
    for (int look = 0; look < 6; look++) {
      clock.pass(Duration.ofSeconds(30));
      cut.once();
    }

    assertThat(kinds()).containsExactly("RAISED");
    assertThat(posted.getFirst().at("/alarm/key").asText()).isEqualTo("database");
    assertThat(mail.getReceivedMessages()).hasSize(2);
  }

  private AlarmWatch watchOn(HikariDataSource pool) {
    AlarmChannel web =
        new WebhookChannel(
            new AlarmProperties.Webhook(
                URI.create("http://127.0.0.1:" + this.web.getAddress().getPort() + "/"), ""),
            "H38",
            HttpClient.newHttpClient());
    AlarmChannel post = new MailChannel(mailTo(), "H38", "https://hub.example");
    return new AlarmWatch(
        List::of,
        List.of(post, web),
        new AlarmTable(JdbcClient.create(pool)),
        new TransactionTemplate(new DataSourceTransactionManager(pool)),
        new AlarmProperties(Duration.ofSeconds(30), Duration.ofMinutes(1), mailTo(), List.of()),
        clock,
        "node-1");
  }

  @Test
  void a_database_that_comes_back_is_told_too() {
    LostDatabase lost =
        new LostDatabase(
            List.of(
                new WebhookChannel(
                    new AlarmProperties.Webhook(
                        URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/"), ""),
                    "H38",
                    HttpClient.newHttpClient())),
            Duration.ofMinutes(1),
            clock,
            "node-1");
    lost.isLost(new IllegalStateException("no connection"));
    assertThat(posted).as("not at once").isEmpty();
    clock.pass(Duration.ofMinutes(1));
    lost.isLost(new IllegalStateException("no connection"));
    lost.isLost(new IllegalStateException("no connection"));
    lost.isBack();
    lost.isBack();

    assertThat(kinds()).containsExactly("RAISED", "OVER");
  }

  @Test
  void a_test_message_says_over_which_channel_it_arrived_and_why_not() {
    webhookSays = 401;

    List<AlarmDesk.Tried> tried = desk.test();

    assertThat(tried.get(0)).isEqualTo(new AlarmDesk.Tried("mail", Optional.empty()));
    assertThat(tried.get(1).problem()).contains("HTTP 401");
    assertThat(mail.getReceivedMessages()).hasSize(2);
    assertThat(desk.list(true, 10)).isEmpty();
  }
}
