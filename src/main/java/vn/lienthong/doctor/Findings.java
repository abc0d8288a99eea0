package vn.lienthong.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/**
 * Collects what one check finds. Sentences are the texts {@code doctor.CHECK.KEY}, advice is {@code
 * doctor.CHECK.KEY.do}; where the catalogue has the error, both are its.
 */
final class Findings {
  private final Texts vietnamese = new Texts(Language.VIETNAMESE);
  private final Texts english = new Texts(Language.ENGLISH);
  private final String check;
  private final List<Finding> found = new ArrayList<>();

  Findings(String check) {
    this.check = check;
  }

  void ok(String key, Object... details) {
    add(Standing.OK, key, Optional.empty(), details);
  }

  void warning(String key, Object... details) {
    add(Standing.WARNING, key, advice(key), details);
  }

  void problem(String key, Object... details) {
    add(Standing.PROBLEM, key, advice(key), details);
  }

  void unknown(String key, Object... details) {
    add(Standing.UNKNOWN, key, advice(key), details);
  }

  /** One of the two above, by how bad it is. */
  void bad(boolean problem, String key, Object... details) {
    add(problem ? Standing.PROBLEM : Standing.WARNING, key, advice(key), details);
  }

  void problem(HubException fault) {
    add(Standing.PROBLEM, fault);
  }

  void warning(HubException fault) {
    add(Standing.WARNING, fault);
  }

  /** An error of the catalogue, which says what happened and what to do. */
  void add(Standing standing, HubException fault) {
    HubError error = fault.error();
    Reason advice = new Reason(error.adviceVietnamese(), error.adviceEnglish());
    found.add(
        new Finding(
            check,
            standing,
            Optional.of(error.code()),
            new Reason(
                without(fault.vietnamese(), error.code(), advice.vietnamese()),
                without(fault.english(), error.code(), advice.english())),
            Optional.of(advice)));
  }

  private static String without(String whole, String code, String advice) {
    String text = whole.substring(code.length());
    return (text.endsWith(advice) ? text.substring(0, text.length() - advice.length()) : text)
        .replaceAll("\\s+", " ")
        .strip();
  }

  private Optional<Reason> advice(String key) {
    return Optional.of(both(key + ".do"));
  }

  private void add(Standing standing, String key, Optional<Reason> advice, Object... details) {
    found.add(new Finding(check, standing, Optional.empty(), both(key, details), advice));
  }

  private Reason both(String key, Object... details) {
    String name = "doctor." + check + "." + key;
    return new Reason(
        vietnamese.text(name, in(vietnamese, details)), english.text(name, in(english, details)));
  }

  private static Object[] in(Texts texts, Object... details) {
    return Arrays.stream(details)
        .map(
            detail ->
                switch (detail) {
                  case Duration time -> texts.times().ofDuration(time);
                  case Instant moment -> texts.times().ofInstant(moment);
                  case Reason reason ->
                      texts.language() == Language.VIETNAMESE
                          ? reason.vietnamese()
                          : reason.english();
                  default -> detail;
                })
        .toArray();
  }

  List<Finding> list() {
    return List.copyOf(found);
  }
}
