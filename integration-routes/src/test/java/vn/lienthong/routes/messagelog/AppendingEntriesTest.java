package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.testing.TestDatabase;

class AppendingEntriesTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T02:30:00Z"), ZoneOffset.UTC);
  private JdbcClient jdbc;
  private TransactionTemplate transaction;
  private MessageLog log;

  @BeforeEach
  void freshDatabase() {
    DataSource database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    log = new MessageLog(jdbc, clock, new SecureRandom());
  }

  @Test
  void an_append_outside_a_transaction_is_refused() {
    assertThatThrownBy(() -> log.append(Drafts.request("c1", "D-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("transaction");
  }

  @Test
  void what_is_rolled_back_is_not_there() {
    transaction.executeWithoutResult(
        status -> {
          log.append(Drafts.request("c1", "D-1"));
          status.setRollbackOnly();
        });

    assertThat(count("entry")).isZero();
    assertThat(count("pending")).isZero();
    assertThat(count("secret")).isZero();
  }

  @Test
  void the_entry_holds_no_personal_value_in_clear() {
    append(Drafts.request("c1", "H99-2026-0001"));

    String entry = entries().getFirst();

    assertThat(entry).contains("\"partner\":\"npsp\"").contains("2026-11-24T02:30:00");
    assertThat(entry).doesNotContain("H99-2026-0001").doesNotContain("officer-7");
    assertThat(entry).matches("[\\x20-\\x7e]+");
  }

  @Test
  void an_entry_is_never_changed_nor_removed() {
    append(Drafts.request("c1", "D-1"));

    assertThatThrownBy(() -> jdbc.sql("UPDATE messagelog.entry SET partner = 'x'").update())
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> jdbc.sql("DELETE FROM messagelog.entry").update())
        .hasMessageContaining("never changed");
  }

  @Test
  void signed_messages_out_are_numbered_without_a_gap_over_rollbacks() {
    append(Drafts.request("c1", "D-1"));
    transaction.executeWithoutResult(
        status -> {
          log.append(Drafts.request("c2", "D-2"));
          status.setRollbackOnly();
        });
    append(Drafts.request("c3", "D-3"), Drafts.answer("c3"), Drafts.request("c4", "D-4"));

    assertThat(entries().stream().filter(e -> e.contains("\"counter\"")).toList())
        .satisfiesExactly(
            e -> assertThat(e).contains("\"counter\":\"1\"").contains("msg-c1"),
            e -> assertThat(e).contains("\"counter\":\"2\"").contains("msg-c3"),
            e -> assertThat(e).contains("\"counter\":\"3\"").contains("msg-c4"));
  }

  @Test
  void an_item_commits_to_its_own_segment_and_the_segments_join_to_the_payload() {
    List<EntryDraft> drafts = Drafts.batch("c1", List.of("D-1", "D-2", "D-3"));
    List<UUID> ids = append(drafts.toArray(EntryDraft[]::new));

    assertThat(count("segment")).isEqualTo(4);
    List<String> entries = entries();
    for (int item = 0; item < 3; item++) {
      String commitment =
          jdbc.sql("SELECT encode(commitment, 'hex') FROM messagelog.segment WHERE item_id = :id")
              .param("id", ids.get(item + 1))
              .query(String.class)
              .single();
      assertThat(entries.get(item + 1)).contains(commitment);
    }
  }

  /** A caller may ask for a code of any length; that he did must not escape the log. */
  @Test
  void a_dossier_code_of_any_length_is_logged_and_found() {
    String code =
        new java.util.Random(1)
            .ints(7_000, 33, 127)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    append(Drafts.request("c1", code));

    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM messagelog.secret"
                        + " WHERE value = :code AND purpose IN ('SEGMENT', 'DOSSIER')")
                .param("code", code)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void an_item_whose_call_has_no_such_segment_is_refused() {
    List<EntryDraft> drafts = new ArrayList<>(Drafts.batch("c1", List.of("D-1", "D-2")));
    EntryDraft item = drafts.get(2);

    assertThatThrownBy(() -> append(item))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("segment");
  }

  @Test
  void foreign_ids_of_any_length_stand_as_their_digest_and_still_join_request_and_answer() {
    String id = "ø".repeat(500);
    append(Drafts.request(id, "D-1"));
    append(Drafts.answer(id));

    assertThat(log.callsWithoutOutcome(Duration.ofSeconds(-1), 10)).isEmpty();
    assertThat(entries()).allMatch(entry -> entry.contains("\"call\":\"sha256:"));
  }

  @Test
  void a_request_stands_open_until_its_answer() {
    append(Drafts.request("c1", "D-1"));
    append(Drafts.request("c2", "D-2"), Drafts.answer("c2"));
    append(Drafts.request("c3", "D-3"));
    append(Drafts.answer("c3"));

    assertThat(log.callsWithoutOutcome(Duration.ofSeconds(-1), 10))
        .singleElement()
        .satisfies(c -> assertThat(c.callId()).isEqualTo("c1"))
        .satisfies(c -> assertThat(c.messageId()).isEqualTo("msg-c1"));
    assertThat(log.callsWithoutOutcome(Duration.ofSeconds(1), 10)).isEmpty();
  }

  private List<UUID> append(EntryDraft... drafts) {
    return java.util.Objects.requireNonNull(
        transaction.execute(_ -> log.appendAll(List.of(drafts))));
  }

  private List<String> entries() {
    return jdbc.sql("SELECT bytes FROM messagelog.entry ORDER BY id")
        .query((row, _) -> new String(row.getBytes("bytes"), StandardCharsets.US_ASCII))
        .list();
  }

  private int count(String table) {
    return jdbc.sql("SELECT count(*) FROM messagelog." + table).query(Integer.class).single();
  }
}
