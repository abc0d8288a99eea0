package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.demo.HubUnderTest.Running;

/** Replays from the pages /refusals and /deliveries/{dossier}, over HTTP. */
@ExtendWith(HubUnderTest.class)
final class SendingAgainOnThePageTest {
  private static final Pattern PREVIEW = Pattern.compile("href=\"(/refusals/replay[^\"]+)\"");
  private static final String REASON = "the office mended it, không sai nữa";

  @Test
  void causes_are_told_with_what_to_do_and_who_can_mend_them(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    try (PageReader reader = PageReader.signedIn(hub, "auditor")) {
      assertThat(reader.get("/refusals").body())
          .contains("LT-", "Who can mend it", "/deliveries/" + refused, "the office that enters");
    }
  }

  @Test
  void a_preview_counts_and_shows_and_an_auditor_sees_no_button(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    try (PageReader auditor = PageReader.signedIn(hub, "auditor");
        PageReader operator = PageReader.signedIn(hub, "operator")) {
      assertThat(auditor.get(preview(auditor)).body())
          .contains("Deliveries found: 1 · dossiers: 1", refused)
          .doesNotContain("name=\"reason\"");
      assertThat(auditor.get("/deliveries/" + refused).body()).doesNotContain("name=\"reason\"");
      assertThat(operator.get(preview(operator)).body()).contains("name=\"reason\"");
      assertThat(operator.get("/deliveries/" + refused).body()).contains("name=\"reason\"");
    }
  }

  @Test
  void an_auditor_may_not_send_anything_again(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    long before = acts(hub);
    try (PageReader auditor = PageReader.signedIn(hub, "auditor")) {
      Map<String, String> reason = Map.of("reason", REASON, "count", "1");
      HttpResponse<String> one = auditor.post("/", "/deliveries/" + refused, reason);
      HttpResponse<String> many = auditor.post("/", preview(auditor), reason);

      assertThat(one.statusCode()).isEqualTo(403);
      assertThat(one.body()).contains("Your role may look but not do this");
      assertThat(many.statusCode()).isEqualTo(403);
    }
    assertThat(acts(hub)).isEqualTo(before);
  }

  @Test
  void a_form_without_the_pages_token_is_refused(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      assertThat(operator.postBare("/deliveries/" + refused, Map.of("reason", REASON)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_missing_reason_is_told_beside_its_field_and_nothing_is_done(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    long before = acts(hub);
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      String story = "/deliveries/" + refused;
      HttpResponse<String> one = operator.post(story, story, Map.of("reason", "  "));
      String preview = preview(operator);
      HttpResponse<String> many = operator.post(preview, preview, Map.of("count", "1"));

      assertThat(one.statusCode()).isEqualTo(400);
      assertThat(one.body()).containsPattern("id=\"reason-problem\"><strong>LT-4077");
      assertThat(many.statusCode()).isEqualTo(400);
      assertThat(many.body()).containsPattern("id=\"reason-problem\"><strong>LT-4077");
    }
    assertThat(acts(hub)).isEqualTo(before);
  }

  @Test
  void a_reason_that_is_too_long_is_kept_in_the_field_and_told(Running hub) throws Exception {
    String story = "/deliveries/" + hub.refusedDossier();
    String longReason = "because ".repeat(100).strip();
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      HttpResponse<String> answer = operator.post(story, story, Map.of("reason", longReason));

      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("LT-3003", longReason);
    }
  }

  @Test
  void another_number_than_was_seen_is_not_sent(Running hub) throws Exception {
    hub.refusedDossier();
    long before = acts(hub);
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      String preview = preview(operator);
      HttpResponse<String> answer =
          operator.post(preview, preview, Map.of("count", "7", "reason", REASON));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).containsPattern("id=\"count-problem\"><strong>LT-4091");
    }
    assertThat(acts(hub)).isEqualTo(before);
  }

  @Test
  void a_filter_that_finds_nothing_and_a_dossier_with_nothing_held_are_told(Running hub)
      throws Exception {
    long before = acts(hub);
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      HttpResponse<String> many =
          operator.post(
              "/", "/refusals/replay?error=LT-3070", Map.of("count", "0", "reason", REASON));
      HttpResponse<String> one =
          operator.post("/", "/deliveries/" + hub.deliveredDossier(), Map.of("reason", REASON));
      HttpResponse<String> unknown =
          operator.post("/", "/deliveries/H38.0-000000-0000", Map.of("reason", REASON));

      assertThat(many.statusCode()).isEqualTo(409);
      assertThat(many.body()).contains("LT-4096");
      assertThat(one.statusCode()).isEqualTo(409);
      assertThat(one.body()).contains("LT-4096");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("LT-4097");
    }
    assertThat(acts(hub)).isEqualTo(before);
  }

  @Test
  void one_dossier_is_sent_again_with_who_and_why_in_the_log(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    long before = acts(hub);
    try (PageReader operator = PageReader.signedIn(hub, "operator")) {
      String story = "/deliveries/" + refused;
      HttpResponse<String> answer = operator.post(story, story, Map.of("reason", REASON));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("1 deliveries will be sent again", "operator&#39;s act", REASON);
    }
    assertThat(acts(hub)).isEqualTo(before + 1);
  }

  @Test
  void all_of_a_cause_is_sent_again_and_the_page_says_what_was_done(Running hub) throws Exception {
    hub.refusedDossier();
    long before = acts(hub);
    try (PageReader operator = PageReader.signedIn(hub, "administrator")) {
      String preview = preview(operator);
      HttpResponse<String> answer =
          operator.post(preview, preview, Map.of("count", "1", "reason", REASON));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.uri().getPath()).isEqualTo("/refusals");
      assertThat(answer.body()).contains("1 deliveries will be sent again, 20 a second");
      assertThat(operator.get("/refusals").body()).doesNotContain("will be sent again");
    }
    assertThat(actsOf(hub, "administrator", "deliveries-replay")).isPositive();
    assertThat(acts(hub)).isEqualTo(before);
  }

  private static String preview(PageReader reader) throws Exception {
    Matcher link = PREVIEW.matcher(reader.get("/refusals").body());
    assertThat(link.find()).isTrue();
    return link.group(1).replace("&amp;", "&");
  }

  private static long acts(Running hub) {
    return actsOf(hub, "operator", "delivery-replay");
  }

  private static long actsOf(Running hub, String user, String service) {
    return hub.hub()
        .getBean(JdbcClient.class)
        .sql(
            """
            SELECT count(*) FROM messagelog.entry AS e
              JOIN messagelog.secret AS c ON c.entry_id = e.id AND c.purpose = 'CALLER'
             WHERE e.kind = 'OPERATOR_ACT' AND e.service = :service AND c.value = :user
            """)
        .param("service", service)
        .param("user", user)
        .query(Long.class)
        .single();
  }
}
