package vn.lienthong.connectors.npsp;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.connectors.npsp.NpspTables.AnswerRule;
import vn.lienthong.connectors.npsp.NpspTables.FieldRule;
import vn.lienthong.connectors.npsp.NpspTables.Treatment;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.dossier.Payment;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.dossier.SubmittedFile;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Refuses tables that name what there is not, so that a slip does not pass in silence. */
final class TablesCheck {
  /** The hub's names that a code list may hold. */
  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "status", names(DossierStatus.values()),
          "channel", names(Submission.Channel.values()),
          "place", names(Submission.Place.values()),
          "applicantKind", names(Applicant.Kind.values()),
          "identifierKind", names(Applicant.IdentifierKind.values()),
          "onlinePayment", names(Payment.Online.values()),
          "reuse", names(SubmittedFile.Reuse.values()));

  private static final ZonedDateTime AT_ONE =
      ZonedDateTime.of(2026, 11, 24, 1, 0, 0, 0, ZoneOffset.UTC);
  private static final ZonedDateTime AT_THIRTEEN = AT_ONE.plusHours(12);

  private TablesCheck() {}

  static void check(
      String datePattern,
      Map<String, String> datePatterns,
      List<AnswerRule> answers,
      Map<String, FieldRule> fields,
      Map<String, Map<String, String>> codes) {
    datePattern("datePattern", datePattern);
    datePatterns.forEach(TablesCheck::datePattern);
    datePatterns.keySet().forEach(TablesCheck::known);
    answers.forEach(TablesCheck::answer);
    if (answers.isEmpty()) {
      throw wrong("answers: there are none, so that no answer means success");
    }
    fields.forEach(TablesCheck::field);
    codes.forEach(TablesCheck::codeList);
  }

  /** Hours that name both one and thirteen o'clock were seen at a real client. */
  private static void datePattern(String where, String pattern) {
    try {
      DateTimeFormatter dates = DateTimeFormatter.ofPattern(pattern);
      boolean twelveHours =
          pattern.matches(".*[hK].*") && dates.format(AT_ONE).equals(dates.format(AT_THIRTEEN));
      if (twelveHours) {
        throw wrong(where + ": '" + pattern + "' counts 12 hours and does not say which");
      }
    } catch (IllegalArgumentException | DateTimeException _) {
      throw wrong(where + ": '" + pattern + "' is no date pattern");
    }
  }

  private static void known(String path) {
    if (!WireFields.paths().contains(path)) {
      throw wrong("'" + path + "' is no field of a dossier or step");
    }
  }

  private static void answer(AnswerRule rule) {
    boolean tellsNothing =
        rule.http().isEmpty() && rule.errorCode().isEmpty() && rule.message().isEmpty();
    if (tellsNothing) {
      throw wrong("answers: a row needs http, errorCode or message, else every answer matches");
    }
    sourced("answers", rule.source());
  }

  private static void field(String path, FieldRule rule) {
    known(path);
    rule.onlyWith().ifPresent(condition -> known(condition.field()));
    sourced(path, rule.source());
    boolean cutsWhatIsMissing =
        isCut(rule.missing())
            || isCut(rule.empty())
            || rule.longest().filter(n -> n < 1).isPresent();
    if (cutsWhatIsMissing) {
      throw wrong(path + ": only a value with a length of 1 and more can be cut");
    }
    if (rule.tooLong().isPresent() && rule.longest().isEmpty()) {
      throw wrong(path + ": tooLong needs longest");
    }
  }

  private static boolean isCut(Optional<Treatment> treatment) {
    return treatment.filter(Treatment.CUT::equals).isPresent();
  }

  private static void codeList(String list, Map<String, String> codes) {
    Set<String> allowed = LISTS.getOrDefault(list, Set.of());
    if (allowed.isEmpty()) {
      throw wrong("codes: there is no list '" + list + "'");
    }
    for (String name : codes.keySet()) {
      if (!allowed.contains(name)) {
        throw wrong("codes: '" + name + "' is not a name of list " + list);
      }
    }
  }

  private static void sourced(String where, String source) {
    if (source == null || source.isBlank()) {
      throw wrong(where + ": a rule needs its source, or the word UNVERIFIED");
    }
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toUnmodifiableSet());
  }

  private static HubException wrong(String text) {
    return new HubException(HubError.SETTING_INVALID, "hub.npsp.variant", text);
  }
}
