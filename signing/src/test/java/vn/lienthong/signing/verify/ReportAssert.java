package vn.lienthong.signing.verify;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import vn.lienthong.signing.verify.Report.Finding;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

/** Says of a report what it finds. */
final class ReportAssert extends AbstractAssert<ReportAssert, Report> {
  private ReportAssert(Report report) {
    super(report, ReportAssert.class);
    as(() -> ReportText.lines(report, false));
  }

  static ReportAssert assertThat(Report report) {
    return new ReportAssert(report);
  }

  ReportAssert is(Verdict verdict) {
    Assertions.assertThat(actual.verdict()).as(descriptionText()).isEqualTo(verdict);
    return this;
  }

  /** There is such a finding, of this weight, there. */
  ReportAssert finds(Weight weight, String code, String where) {
    Assertions.assertThat(actual.findings())
        .as(descriptionText())
        .anyMatch(
            f -> f.weight() == weight && f.code().equals(code) && f.where().startsWith(where));
    return this;
  }

  /** These are all faults there are. */
  ReportAssert hasFaultsOnly(String... codes) {
    return hasOnly(Weight.FAULT, codes);
  }

  /** These are all open points there are. */
  ReportAssert hasOpenOnly(String... codes) {
    return hasOnly(Weight.OPEN, codes);
  }

  private ReportAssert hasOnly(Weight weight, String... codes) {
    Assertions.assertThat(actual.findings())
        .as(descriptionText())
        .filteredOn(finding -> finding.weight() == weight)
        .extracting(Finding::code)
        .containsExactlyInAnyOrder(codes);
    return this;
  }
}
