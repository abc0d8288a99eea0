package vn.lienthong.console.deliveries;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.FormProblem;
import vn.lienthong.console.Frame;
import vn.lienthong.routes.dossiers.DeliveryKind;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryPage;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DossierFacts;
import vn.lienthong.routes.dossiers.Replay;
import vn.lienthong.routes.messagelog.LogSearch;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The search at /deliveries and the story of one dossier, from which it is sent again. */
@Controller
final class DeliveriesPage {
  private static final int SIZE = 50;

  private final DeliveryLedger ledger;
  private final LogSearch log;
  private final LogStatus logStatus;
  private final Replay replay;

  DeliveriesPage(DeliveryLedger ledger, LogSearch log, LogStatus logStatus, Replay replay) {
    this.ledger = ledger;
    this.log = log;
    this.logStatus = logStatus;
    this.replay = replay;
  }

  @GetMapping("/deliveries")
  String search(
      @RequestParam(defaultValue = "") String code,
      @RequestParam Optional<DeliveryState> state,
      @RequestParam Optional<DeliveryKind> kind,
      @RequestParam(defaultValue = "") String error,
      @RequestParam(defaultValue = "") String before,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response) {
    SearchForm form = new SearchForm(code, state, kind, error);
    model.addAttribute("form", form);
    model.addAttribute("states", DeliveryState.values());
    model.addAttribute("kinds", DeliveryKind.values());
    DeliveryPage found = new DeliveryPage(List.of(), Optional.empty());
    Optional<FormProblem> problem = Optional.empty();
    if (!form.error().isEmpty() && HubError.ofCode(form.error()).isEmpty()) {
      problem =
          Optional.of(
              FormProblem.of(
                  "error",
                  new HubException(HubError.ERROR_CODE_UNKNOWN, form.error()),
                  frame.texts()));
    } else {
      try {
        found = ledger.page(form.filter(), SearchForm.place(before), SIZE);
      } catch (HubException e) {
        problem = Optional.of(FormProblem.of("code", e, frame.texts()));
      }
    }
    problem.ifPresent(one -> response.setStatus(one.status()));
    model.addAttribute("problem", problem);
    model.addAttribute("rows", found.rows());
    model.addAttribute("older", found.older().map(SearchForm::written).orElse(""));
    return "deliveries";
  }

  @GetMapping("/deliveries/{dossier}")
  String story(
      @PathVariable String dossier,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response) {
    return story(dossier, "", Optional.empty(), frame, model, response);
  }

  @PostMapping("/deliveries/{dossier}")
  String replay(
      @PathVariable String dossier,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute(name = "frame", binding = false) Frame frame,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Optional<FormProblem> problem = FormProblem.ofReason(reason, frame.texts());
    if (problem.isEmpty()) {
      try {
        int released = replay.release(dossier, new Replay.Act(frame.user(), reason));
        next.addFlashAttribute("done", frame.texts().text("deliveries.replayed", released));
        next.addAttribute("dossier", dossier);
        return "redirect:/deliveries/{dossier}";
      } catch (HubException e) {
        problem = Optional.of(FormProblem.of(FormProblem.REASON, e, frame.texts()));
      }
    }
    return story(dossier, reason, problem, frame, model, response);
  }

  private String story(
      String dossier,
      String reason,
      Optional<FormProblem> problem,
      Frame frame,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("dossier", dossier);
    List<DossierFacts> facts = ledger.facts(dossier);
    if (facts.isEmpty()) {
      FormProblem unknown =
          FormProblem.of("dossier", HubError.DOSSIER_NOT_CAPTURED, frame.texts(), dossier);
      response.setStatus(unknown.status());
      model.addAttribute("problem", unknown);
      return "unknown-dossier";
    }
    problem.ifPresent(one -> response.setStatus(one.status()));
    model.addAttribute("problem", problem);
    model.addAttribute("reason", reason);
    model.addAttribute(
        "story",
        Story.of(
            dossier,
            facts,
            ledger.show(dossier),
            log.story(dossier, frame.user(), "looked at on the page")));
    model.addAttribute(
        "links", new EntryLinks(logStatus.standing().map(LogStatus.Standing::size).orElse(0L)));
    return "story";
  }
}
