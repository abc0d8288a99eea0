package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.demo.HubUnderTest.Running;

/** Pages /deliveries and /deliveries/{dossier}, over HTTP and without JavaScript. */
@ExtendWith(HubUnderTest.class)
final class FollowingDeliveriesOnThePageTest {
  private static final Pattern ROW = Pattern.compile("href=\"/deliveries/([^\"?]+)\"");
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @Test
  void the_beginning_of_a_code_finds_its_dossier_and_leads_to_its_story(Running hub)
      throws Exception {
    String dossier = hub.deliveredDossier();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      String found =
          reader.get("/deliveries?code=" + dossier.substring(0, dossier.length() - 1)).body();
      assertThat(dossiers(found)).contains(dossier);

      HttpResponse<String> story = reader.get("/deliveries/" + dossier);
      assertThat(story.statusCode()).isEqualTo(200);
      assertThat(story.body()).contains("Dossier " + dossier, "captured from the one-stop system");
    }
  }

  @Test
  void older_deliveries_are_a_page_further(Running hub) throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      String first = reader.get("/deliveries").body();
      var older = OLDER.matcher(first);
      assertThat(older.find()).as("more than a page").isTrue();
      String second = reader.get(older.group(1).replace("&amp;", "&")).body();

      assertThat(rows(first)).hasSize(50);
      assertThat(rows(second)).isNotEmpty().doesNotContainAnyElementsOf(rows(first));
    }
  }

  @Test
  void a_state_narrows_what_is_listed(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      assertThat(dossiers(reader.get("/deliveries?state=REFUSED&code=&error=").body()))
          .containsExactly(refused);
    }
  }

  @Test
  void an_error_code_that_is_none_is_told_beside_its_field(Running hub) throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      HttpResponse<String> answer = reader.get("/deliveries?error=LT-0000");

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body())
          .containsPattern(
              "id=\"error-problem\"><strong>LT-4098</strong> .*There is no error code LT-0000");
    }
  }

  @Test
  void a_state_that_is_none_is_a_wrong_address_and_a_place_that_is_none_the_first_page(Running hub)
      throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      HttpResponse<String> wrong = reader.get("/deliveries?state=LOST");

      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("Error 400", "nothing was done");
      assertThat(rows(reader.get("/deliveries?before=yesterday").body()))
          .isEqualTo(rows(reader.get("/deliveries").body()));
    }
  }

  @Test
  void blanks_around_a_code_and_a_character_that_none_has_do_no_harm(Running hub) throws Exception {
    String dossier = hub.deliveredDossier();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      assertThat(dossiers(reader.get("/deliveries?code=%20%00" + dossier + "%20").body()))
          .containsExactly(dossier);
    }
  }

  @Test
  void the_story_shows_what_was_sent_and_answered_with_the_entries_of_the_log(Running hub)
      throws Exception {
    String dossier = hub.deliveredDossier();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      String story = reader.get("/deliveries/" + dossier).body();

      assertThat(story)
          .containsSubsequence(
              "Known to the partner",
              "captured from the one-stop system",
              "sent",
              "REQUEST ",
              "answered",
              "ACCEPTED",
              "ANSWER ",
              "state reached",
              "told to the one-stop system");
      assertThat(story).containsPattern("href=\"/log/tile/entries/[^\"]+\">entry \\d+");
    }
  }

  @Test
  void an_entry_leads_an_auditor_to_its_place_in_the_published_log(Running hub) throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      String story = reader.get("/deliveries/" + hub.deliveredDossier()).body();
      var place = Pattern.compile("href=\"(/log/tile/entries/[^\"]+)\"").matcher(story);
      assertThat(place.find()).isTrue();

      assertThat(reader.get(place.group(1)).statusCode()).isEqualTo(200);
    }
    try (PageReader reader = PageReader.signedIn(hub, "operator")) {
      assertThat(reader.get("/deliveries/" + hub.deliveredDossier()).body())
          .containsPattern("entry \\d+")
          .doesNotContain("/log/tile/entries");
    }
  }

  @Test
  void nothing_of_the_applicant_stands_on_the_page(Running hub) throws Exception {
    String dossier = hub.deliveredDossier();
    List<String> personal =
        hub.hub()
            .getBean(JdbcClient.class)
            .sql(
                """
                SELECT DISTINCT value #>> '{}' FROM dossiers.delivery,
                       jsonb_path_query(document, '$.applicant.**') AS value
                 WHERE dossier = :dossier AND jsonb_typeof(value) = 'string'
                   AND length(value #>> '{}') > 5
                """)
            .param("dossier", dossier)
            .query(String.class)
            .list();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      assertThat(personal).isNotEmpty();
      assertThat(reader.get("/deliveries/" + dossier).body()).doesNotContain(personal);
    }
  }

  @Test
  void who_looked_at_a_story_stands_in_the_log(Running hub) throws Exception {
    String dossier = hub.deliveredDossier();
    long before = looks(hub, dossier);
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      reader.get("/deliveries/" + dossier);
    }
    assertThat(looks(hub, dossier)).isEqualTo(before + 1);
  }

  @Test
  void a_code_that_nobody_knows_is_told_with_what_to_do(Running hub) throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      HttpResponse<String> answer = reader.get("/deliveries/H38.0-000000-0000");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains("LT-4097", "H38.0-000000-0000", "Search for the beginning of its code");
    }
  }

  @Test
  void the_page_in_the_other_language_is_the_same_page(Running hub) throws Exception {
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      assertThat(reader.get("/deliveries?state=REFUSED&code=H38").body())
          .contains("href=\"?state=REFUSED&amp;code=H38&amp;lang=vi\"");
      assertThat(reader.get("/deliveries?state=REFUSED&lang=vi").body())
          .contains("Tìm bản tin", "value=\"REFUSED\" selected");
    }
  }

  private static long looks(Running hub, String dossier) {
    return hub.hub()
        .getBean(JdbcClient.class)
        .sql(
            """
            SELECT count(*) FROM messagelog.entry AS e
              JOIN messagelog.secret AS d ON d.entry_id = e.id AND d.purpose = 'DOSSIER'
              JOIN messagelog.secret AS c ON c.entry_id = e.id AND c.purpose = 'CALLER'
             WHERE e.service = 'log-search' AND d.value = :dossier AND c.value = 'auditor'
            """)
        .param("dossier", dossier)
        .query(Long.class)
        .single();
  }

  private static Set<String> dossiers(String page) {
    return ROW.matcher(page).results().map(one -> one.group(1)).collect(Collectors.toSet());
  }

  /** Dossier and version of each row. */
  private static List<String> rows(String page) {
    return Pattern.compile(
            "href=\"/deliveries/([^\"?]+)\".*?data-label=\"Version\">(\\d+)<", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult one) -> one.group(1) + " " + one.group(2))
        .toList();
  }
}
