package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchingTheLogTest {
  private static final LogSearch.Query ALL =
      new LogSearch.Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          100);

  private static final EntryDraft.Kind ACT = EntryDraft.Kind.OPERATOR_ACT;

  @TempDir Path place;
  private LogBench bench;
  private Instant later;

  @BeforeEach
  void aLogOfTwoCallsAndABatch() {
    bench = new LogBench(place);
    bench.append(Drafts.request("c1", "D-1"), Drafts.answer("c1"));
    bench.clock.pass(Duration.ofMinutes(10));
    later = bench.clock.instant();
    bench.append(Drafts.batch("c2", List.of("D-1", "D-2")));
    bench.append(Drafts.answer("c2"));
  }

  @Test
  void by_dossier_its_calls_and_its_items_are_found_also_in_a_batch() {
    assertThat(found(LogSearch.Query.ofDossier("D-1")))
        .containsExactly("REQUEST c1", "REQUEST c2", "ITEM c2");
    assertThat(found(LogSearch.Query.ofDossier("D-2"))).containsExactly("REQUEST c2", "ITEM c2");
    assertThat(found(LogSearch.Query.ofDossier("D-3"))).isEmpty();
  }

  @Test
  void by_partner() {
    assertThat(found(query(Optional.of("npsp"), Optional.empty(), Optional.empty()))).hasSize(6);
    assertThat(found(query(Optional.of("other"), Optional.empty(), Optional.empty()))).isEmpty();
  }

  @Test
  void by_call() {
    assertThat(found(query(Optional.empty(), Optional.of("c1"), Optional.empty())))
        .containsExactly("REQUEST c1", "ANSWER c1");
  }

  @Test
  void by_a_call_id_that_is_too_long_to_stand_in_an_entry() {
    String id = "x".repeat(300);
    bench.append(Drafts.request(id, "D-4"));

    assertThat(
            bench
                .search()
                .search(query(Optional.empty(), Optional.of(id), Optional.empty()), "auditor", "r"))
        .singleElement()
        .satisfies(one -> assertThat(one.call().callId()).startsWith("sha256:"));
  }

  @Test
  void by_kind() {
    assertThat(found(query(Optional.empty(), Optional.empty(), Optional.of(EntryDraft.Kind.ITEM))))
        .containsExactly("ITEM c2", "ITEM c2");
  }

  @Test
  void by_time_from_inclusive_to_exclusive() {
    assertThat(found(between(Optional.of(later), Optional.empty()))).hasSize(4);
    assertThat(found(between(Optional.empty(), Optional.of(later)))).hasSize(2);
    assertThat(found(between(Optional.of(later.plusMillis(1)), Optional.empty()))).isEmpty();
  }

  @Test
  void the_newest_are_given_when_there_are_more_than_asked_for_oldest_first() {
    LogSearch.Query two =
        new LogSearch.Query(
            Optional.empty(),
            Optional.of("npsp"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            2);

    assertThat(found(two)).containsExactly("ITEM c2", "ANSWER c2");
  }

  @Test
  void the_index_is_known_once_the_entry_is_sealed() {
    assertThat(bench.search().search(ALL, "auditor", "r")).allMatch(one -> one.index().isEmpty());
    bench.sequencer().sealOnce();

    assertThat(bench.search().search(LogSearch.Query.ofDossier("D-1"), "auditor", "r"))
        .extracting(one -> one.index().orElseThrow())
        .containsExactly(0L, 2L, 3L);
  }

  @Test
  void each_search_is_an_entry_that_commits_to_who_asked_what_and_why() throws Exception {
    bench.search().search(LogSearch.Query.ofDossier("D-2"), "auditor Lan", "complaint 17");
    bench.sequencer().sealOnce();

    String entry = new String(bench.store.entries(1, 6, 7).getFirst(), StandardCharsets.US_ASCII);
    String disclosed =
        new String(
            new Disclosures(bench.jdbc, bench.transactions).between(1, 6, 7).get(6L),
            StandardCharsets.UTF_8);

    assertThat(entry)
        .contains("\"kind\":\"OPERATOR_ACT\"")
        .contains("\"service\":\"log-search\"")
        .contains("\"message\":\"2 found\"")
        .doesNotContain("Lan")
        .doesNotContain("D-2");
    assertThat(disclosed).contains("auditor Lan").contains("\"D-2\"");
    assertThat(text(disclosed)).isEqualTo("complaint 17\n\ndossier: D-2\nlimit: 10000\n");
  }

  @Test
  void the_story_of_a_dossier_has_the_answers_to_its_calls_and_leaves_out_who_looked() {
    bench.search().story("D-2", "Lan", "first look");

    assertThat(
            bench.search().story("D-2", "Lan", "second look").stream()
                .map(one -> one.kind() + " " + one.call().callId()))
        .containsExactly("REQUEST c2", "ITEM c2", "ANSWER c2");
    assertThat(found(query(Optional.empty(), Optional.empty(), Optional.of(ACT)))).hasSize(2);
  }

  @Test
  void a_search_that_cannot_be_logged_gives_nothing() {
    bench.jdbc.sql("ALTER TABLE messagelog.pending RENAME TO gone").update();

    assertThatThrownBy(() -> bench.search().search(ALL, "auditor", "r"))
        .isInstanceOf(org.springframework.dao.DataAccessException.class);
  }

  private static String text(String disclosed) throws Exception {
    return new String(
        java.util.Base64.getDecoder()
            .decode(
                new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(disclosed)
                    .path("payload")
                    .path("bytes")
                    .asText()),
        StandardCharsets.UTF_8);
  }

  private List<String> found(LogSearch.Query query) {
    return bench.search().search(query, "auditor", "to see").stream()
        .map(one -> one.kind() + " " + one.call().callId())
        .toList();
  }

  private static LogSearch.Query query(
      Optional<String> partner, Optional<String> call, Optional<EntryDraft.Kind> kind) {
    return new LogSearch.Query(
        Optional.empty(), partner, call, kind, Optional.empty(), Optional.empty(), 100);
  }

  private static LogSearch.Query between(Optional<Instant> from, Optional<Instant> to) {
    return new LogSearch.Query(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), from, to, 100);
  }
}
