package vn.lienthong.console.deliveries;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.app.Texts;
import vn.lienthong.console.FormProblem;
import vn.lienthong.console.Frame;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.MassReplay;
import vn.lienthong.routes.dossiers.RefusalCause;
import vn.lienthong.routes.dossiers.Replay;
import vn.lienthong.schemas.error.HubError;

/** What is refused or parked, by cause, at /refusals, and sending all of a cause again. */
@Controller
final class RefusalsPage {
  private static final int MOST_CAUSES = 200;
  private static final int PER_SECOND = 20;

  private final DeliveryLedger ledger;
  private final MassReplay replay;

  RefusalsPage(DeliveryLedger ledger, MassReplay replay) {
    this.ledger = ledger;
    this.replay = replay;
  }

  /** Deliveries with one cause, and who can mend it. */
  record Group(RefusalCause cause, Optional<Mender> mender) {
    /** The field, or an empty text. */
    public String field() {
      return cause.field().orElse("");
    }
  }

  @GetMapping("/refusals")
  String refusals(Model model) {
    model.addAttribute(
        "groups",
        ledger.refusals(MOST_CAUSES).stream()
            .map(cause -> new Group(cause, Mender.ofCode(cause.errorCode())))
            .toList());
    return "refusals";
  }

  @GetMapping("/refusals/replay")
  String preview(
      @RequestParam(defaultValue = "") String error,
      @RequestParam(defaultValue = "") String field,
      @RequestParam(defaultValue = "") String agency,
      @RequestParam(defaultValue = "") String procedure,
      Model model) {
    ReplayForm form = new ReplayForm(error, field, agency, procedure);
    return preview(form, replay.preview(form.filter()), "", Optional.empty(), model);
  }

  @PostMapping("/refusals/replay")
  String replay(
      @RequestParam(defaultValue = "") String error,
      @RequestParam(defaultValue = "") String field,
      @RequestParam(defaultValue = "") String agency,
      @RequestParam(defaultValue = "") String procedure,
      @RequestParam(defaultValue = "-1") long count,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    ReplayForm form = new ReplayForm(error, field, agency, procedure);
    MassReplay.Preview found = replay.preview(form.filter());
    Optional<FormProblem> problem = problem(found.total(), count, reason, frame.texts());
    if (problem.isPresent()) {
      response.setStatus(problem.get().status());
      return preview(form, found, reason, problem, model);
    }
    MassReplay.Outcome done =
        replay.replay(form.filter(), PER_SECOND, new Replay.Act(frame.user(), reason));
    next.addFlashAttribute(
        "done", frame.texts().text("deliveries.released", done.released(), PER_SECOND));
    return "redirect:/refusals";
  }

  private static Optional<FormProblem> problem(long found, long count, String reason, Texts texts) {
    if (found == 0) {
      return Optional.of(FormProblem.of("count", HubError.REPLAY_FINDS_NOTHING, texts));
    }
    if (found != count) {
      return Optional.of(
          FormProblem.of("count", HubError.REPLAY_COUNT_DIFFERS, texts, found, count));
    }
    return FormProblem.ofReason(reason, texts);
  }

  private static String preview(
      ReplayForm form,
      MassReplay.Preview found,
      String reason,
      Optional<FormProblem> problem,
      Model model) {
    model.addAttribute("form", form);
    model.addAttribute("found", found);
    model.addAttribute("reason", reason);
    model.addAttribute("problem", problem);
    model.addAttribute("perSecond", PER_SECOND);
    return "replay";
  }
}
