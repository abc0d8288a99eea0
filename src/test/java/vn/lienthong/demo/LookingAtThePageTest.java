package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.demo.HubUnderTest.Running;

/** The page at / in a real browser. Screenshots are left in target/screenshots. */
@ExtendWith(HubUnderTest.class)
final class LookingAtThePageTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void a_wrong_password_is_refused_in_the_readers_language(Running hub) throws Exception {
    try (Browser browser = new Browser("vi")) {
      signIn(browser, hub, "operator", "wrong");
      assertThat(browser.text("[role=alert]")).contains("Sai tài khoản");
    }
  }

  @Test
  void a_signed_in_operator_sees_how_everything_stands(Running hub) throws Exception {
    try (Browser browser = new Browser("vi")) {
      signIn(browser, hub, "operator", hub.passwords().getOrDefault("operator", ""));
      assertThat(browser.text("h2#deliveries")).isEqualTo("Bản tin gửi đi");
      await()
          .atMost(SOON)
          .until(() -> browser.text("section[aria-labelledby=parity]").contains("1.655"));
      assertThat(browser.text("section[aria-labelledby=deliveries]")).contains("DELIVERED");
      assertThat(browser.text("section[aria-labelledby=refusals]")).contains("LT-");
      assertThat(browser.text("section[aria-labelledby=runs]")).contains("procedures-from-npsp");
      assertThat(browser.text("section[aria-labelledby=partners]"))
          .contains("npsp", "đang gọi", "batch-size=50");
      assertThat(browser.text("section[aria-labelledby=log]")).containsPattern("[0-9a-f]{64}");
      assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("vi");
      assertThat(
              browser
                  .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                  .asBoolean())
          .as("fits the window")
          .isTrue();
      browser.screenshot(Path.of("target/screenshots/status-vi.png"));
    }
  }

  @Test
  void the_page_refreshes_itself_and_changes_its_language(Running hub) throws Exception {
    try (Browser browser = new Browser("en")) {
      signIn(browser, hub, "auditor", hub.passwords().getOrDefault("auditor", ""));
      assertThat(browser.text("h2#deliveries")).isEqualTo("Deliveries");
      String first = browser.text("#status > p.note");
      await().atMost(SOON).until(() -> !browser.text("#status > p.note").equals(first));
      browser.click("a[lang=vi]");
      assertThat(browser.text("h2#deliveries")).isEqualTo("Bản tin gửi đi");
      browser.screenshot(Path.of("target/screenshots/status-changed.png"));
    }
  }

  private static void signIn(Browser browser, Running hub, String name, String password)
      throws Exception {
    browser.open(hub.address() + "/");
    browser.type("input[name=username]", name);
    browser.type("input[name=password]", password);
    browser.click("button[type=submit]");
  }
}
