package vn.lienthong.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The page at /, and the one to sign in. */
@Controller
final class StatusPage {
  private final StatusSource source;

  StatusPage(StatusSource source) {
    this.source = source;
  }

  @GetMapping("/")
  String status(Model model, @ModelAttribute(name = "frame", binding = false) Frame frame) {
    model.addAttribute("view", source.view(frame.texts()));
    model.addAttribute("times", frame.times());
    return "status";
  }

  @GetMapping("/login")
  String login() {
    return "login";
  }
}
