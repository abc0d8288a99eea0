package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.demo.HubUnderTest.Running;

/** The pages in a real browser. Screenshots are left in target/screenshots. */
@ExtendWith(HubUnderTest.class)
final class WorkingOnThePagesTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";

  @Test
  void an_operator_finds_follows_and_sends_again_by_keyboard_alone(Running hub) throws Exception {
    String refused = hub.refusedDossier();
    try (Browser browser = new Browser("en")) {
      browser.open(hub.address() + "/");
      browser.press("operator", TAB, hub.passwords().getOrDefault("operator", ""), ENTER);
      assertThat(browser.text("h2#deliveries")).isEqualTo("Deliveries");

      browser.tabTo("nav.pages a[href='/deliveries']");
      browser.press(ENTER);
      assertThat(browser.text("nav.pages a[aria-current=page]")).isEqualTo("Deliveries");

      browser.tabTo("#code");
      browser.press(refused, ENTER);
      await().atMost(SOON).until(() -> browser.text("#results").contains(refused));
      browser.tabTo("#results a[href='/deliveries/" + refused + "']");
      browser.press(ENTER);
      assertThat(browser.text("main > h1")).isEqualTo("Dossier " + refused);

      browser.tabTo("nav.pages a[href='/refusals']");
      browser.press(ENTER);
      assertThat(browser.text("#main table")).contains(refused);
      browser.tabTo("a.preview");
      browser.press(ENTER);
      assertThat(browser.text("h2#found")).isEqualTo("Deliveries found: 1 · dossiers: 1");

      browser.tabTo("#reason");
      browser.press("mended at the office", ENTER);
      assertThat(browser.text("p.done")).contains("1 deliveries will be sent again");
      assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/refusals");
      browser.wholeScreenshot(Path.of("target/screenshots/done-en-1280.png"));
    }
  }

  @Test
  void a_chosen_state_narrows_the_list_at_once_and_the_address_follows(Running hub)
      throws Exception {
    String refused = hub.refusedDossier();
    try (Browser browser = new Browser("en")) {
      signIn(browser, hub, "auditor");
      browser.open(hub.address() + "/deliveries");
      browser.type("#state", "refused");
      await().atMost(SOON).until(() -> browser.text("#results").contains("LT-"));
      assertThat(browser.text("#results td")).isEqualTo(refused);
      assertThat(browser.evaluate("location.search").asText()).contains("state=REFUSED");
      assertThat(browser.evaluate("document.querySelector('a[lang=vi]').search").asText())
          .contains("state=REFUSED");
    }
  }

  @Test
  void a_code_that_is_none_is_told_beside_its_field_and_the_page_stays(Running hub)
      throws Exception {
    try (Browser browser = new Browser("en")) {
      signIn(browser, hub, "auditor");
      browser.open(hub.address() + "/deliveries");
      browser.evaluate("document.body.dataset.same = 'yes'");
      browser.type("#error", "LT-0000" + ENTER);
      await().atMost(SOON).until(() -> browser.text("#error-problem").contains("LT-4098"));
      assertThat(browser.evaluate("document.body.dataset.same").asText()).isEqualTo("yes");
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({"vi,1280", "vi,400", "en,1280", "en,400"})
  void every_page_fits_its_window(String language, int width, Running hub) throws Exception {
    String refused = hub.refusedDossier();
    String delivered = hub.deliveredDossier();
    try (Browser browser = new Browser(language, width)) {
      signIn(browser, hub, "administrator");
      look(browser, hub, "/", "status");
      look(browser, hub, "/deliveries", "deliveries");
      look(browser, hub, "/deliveries?error=LT-0000", "wrong");
      look(browser, hub, "/deliveries/" + delivered, "story");
      look(browser, hub, "/deliveries/" + refused, "refused");
      look(browser, hub, "/deliveries/H38.0-000000-0000", "unknown");
      look(browser, hub, "/refusals", "refusals");
      String preview = browser.evaluate("document.querySelector('a.preview').pathname").asText();
      String query = browser.evaluate("document.querySelector('a.preview').search").asText();
      look(browser, hub, preview + query, "preview");
    }
  }

  private static void look(Browser browser, Running hub, String path, String name)
      throws Exception {
    browser.open(hub.address() + path);
    assertThat(browser.text("main")).isNotEmpty();
    browser.wholeScreenshot(
        Path.of(
            "target/screenshots/"
                + name
                + "-"
                + browser.language()
                + "-"
                + browser.width()
                + ".png"));
    assertThat(
            browser
                .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                .asBoolean())
        .as("%s fits the window", path)
        .isTrue();
  }

  private static void signIn(Browser browser, Running hub, String name) throws Exception {
    browser.open(hub.address() + "/");
    browser.type("input[name=username]", name);
    browser.type("input[name=password]", hub.passwords().getOrDefault(name, ""));
    browser.click("button[type=submit]");
    assertThat(browser.text("nav.pages")).isNotEmpty();
  }
}
