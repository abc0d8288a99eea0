package vn.lienthong.console;

import java.security.Principal;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.app.Times;

/** The page at /, and the one to sign in. */
@Controller
final class StatusPage {
  private final StatusSource source;

  StatusPage(StatusSource source) {
    this.source = source;
  }

  @GetMapping("/")
  String status(Model model, Locale locale, Principal who) {
    Language language = Language.of(locale.toLanguageTag()).orElse(Language.VIETNAMESE);
    model.addAttribute("view", source.view(new Texts(language)));
    model.addAttribute("times", new Times(language.locale()));
    model.addAttribute("user", who.getName());
    return "status";
  }

  @GetMapping("/login")
  String login() {
    return "login";
  }
}
