package vn.lienthong.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;

/** Gives each page of the console its {@link Frame}, and people a page for a wrong address. */
@ControllerAdvice("vn.lienthong.console")
@Order(-1) // before the problem details of the services
final class ConsoleFrame {

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request, Locale locale) {
    Language language = Language.of(locale.toLanguageTag()).orElse(Language.VIETNAMESE);
    return new Frame(
        Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName).orElse(""),
        request.isUserInRole("OPERATOR") || request.isUserInRole("ADMINISTRATOR"),
        request.isUserInRole("AUDITOR") || request.isUserInRole("ADMINISTRATOR"),
        in("vi", request),
        in("en", request),
        new Texts(language));
  }

  /** What is typed comes without blanks around it and without NUL, which no database takes. */
  @InitBinder
  void strip(WebDataBinder binder) {
    binder.registerCustomEditor(String.class, new StringTrimmerEditor("\0", false));
  }

  @ExceptionHandler
  void wrongAddress(MethodArgumentTypeMismatchException wrong, HttpServletResponse response)
      throws IOException {
    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
  }

  /** The same address with its query; what was posted to it stays behind. */
  private static String in(String language, HttpServletRequest request) {
    return "?"
        + Optional.ofNullable(
                ServletUriComponentsBuilder.fromRequest(request)
                    .replaceQueryParam("lang", language)
                    .build()
                    .getQuery())
            .orElse("lang=" + language);
  }
}
