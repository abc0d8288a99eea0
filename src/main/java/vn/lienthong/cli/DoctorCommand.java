package vn.lienthong.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.doctor.Doctor;
import vn.lienthong.doctor.DoctorChecks;
import vn.lienthong.doctor.Finding;
import vn.lienthong.doctor.Standing;
import vn.lienthong.schemas.error.Reason;

/** {@code ./hub doctor}: what keeps the hub from working, and what to do. Changes nothing. */
@Command(
    name = "doctor",
    description =
        "Looks at everything that commonly keeps a hub from working; says what is wrong and what to"
            + " do. Changes nothing.")
final class DoctorCommand implements Callable<Integer> {
  /** Longer than the longest patience with a partner that its own check has. */
  private static final Duration LIMIT = Duration.ofSeconds(45);

  @Mixin private HubVerb verb = new HubVerb();

  @Option(
      names = "--only",
      paramLabel = "CHECK",
      split = ",",
      completionCandidates = Names.class,
      description = "Only these checks: ${COMPLETION-CANDIDATES}.")
  private Set<String> only = Set.of();

  /** Names of the checks, for help and for refusing others. */
  static final class Names implements Iterable<String> {
    static final List<String> ALL =
        List.of(
            "database",
            "partners",
            "clock",
            "certificates",
            "file-links",
            "disk",
            "queue",
            "log",
            "settings");

    @Override
    public java.util.Iterator<String> iterator() {
      return ALL.iterator();
    }
  }

  @Override
  public Integer call() {
    only.stream()
        .filter(name -> !Names.ALL.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Limits.wrong("--only", String.join(" | ", Names.ALL), name);
            });
    return verb.piecemeal(this::looked);
  }

  private int looked(ConfigurableApplicationContext hub, Listing out) {
    Doctor doctor =
        new Doctor(
            hub.getBean(DoctorChecks.class).all(),
            LIMIT,
            thrown -> Failure.of(thrown, verb.folder()));
    List<Finding> findings = doctor.look(only);
    out.json(findings);
    for (String check : doctor.names()) {
      findings.stream().filter(one -> one.check().equals(check)).forEach(one -> tell(out, one));
    }
    out.note("");
    out.note(
        verb.texts()
            .text(
                "doctor.sum",
                Arrays.stream(Standing.values()).map(one -> count(findings, one)).toArray()));
    return count(findings, Standing.PROBLEM) == 0 ? 0 : 1;
  }

  private static long count(List<Finding> findings, Standing standing) {
    return findings.stream().filter(one -> one.standing() == standing).count();
  }

  private void tell(Listing out, Finding finding) {
    Texts texts = verb.texts();
    String standing =
        texts.text("doctor.standing." + finding.standing().name().toLowerCase(Locale.ROOT));
    out.note(
        "%-10s %-13s %s"
            .formatted(
                standing,
                finding.check(),
                finding.code().map(code -> code + " ").orElse("") + in(texts, finding.sentence())));
    finding.advice().ifPresent(advice -> out.note(" ".repeat(25) + "→ " + in(texts, advice)));
  }

  private static String in(Texts texts, Reason said) {
    return texts.language() == Language.VIETNAMESE ? said.vietnamese() : said.english();
  }
}
