package vn.lienthong.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.routes.messagelog.LogProperties;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/** Whether the message log is sealed, and what is published of it is the same and verifies. */
final class LogCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final Duration ALARM = Duration.ofSeconds(60);

  private final LogStatus status;
  private final KeyStoreFile keys;
  private final Path published;
  private final LogProperties settings;
  private final Clock clock;

  LogCheck(
      LogStatus status,
      KeyStoreFile keys,
      DataProperties data,
      LogProperties settings,
      Clock clock) {
    this.status = status;
    this.keys = keys;
    this.published = data.dataDir().resolve("log");
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> look() {
    Findings findings = new Findings("log");
    Optional<LogStatus.Standing> first = status.standing();
    if (first.isEmpty()) {
      findings.warning("no-checkpoint");
    } else {
      sealing(findings, first.get());
      same(findings);
    }
    findings.ok("no-witness");
    return findings.list();
  }

  private void sealing(Findings findings, LogStatus.Standing first) {
    LogStatus.Standing now = first;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (now.pending() > 0 && now.size() == first.size() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      now = status.standing().orElse(now);
    }
    if (now.pending() == 0 || now.size() > first.size()) {
      findings.ok("sealed", now.size(), now.signedAt());
    } else {
      Duration age = Duration.between(now.signedAt(), clock.instant());
      findings.bad(age.compareTo(ALARM) > 0, "unsealed", now.pending(), age);
    }
  }

  /** Publishing follows the database, or goes before it, by the time of writing a file. */
  private void same(Findings findings) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    LogStatus.Standing database = status.standing().orElseThrow();
    Report report = verified();
    while (!isOf(report, database) && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      database = status.standing().orElseThrow();
      report = verified();
    }
    List<Report.Finding> faults =
        report.findings().stream().filter(one -> one.weight() != Report.Weight.NOTE).toList();
    if (!faults.isEmpty()) {
      for (Report.Finding fault : faults) {
        findings.problem(
            "published-wrong", fault.code(), new Reason(fault.vietnamese(), fault.english()));
      }
    } else if (!isOf(report, database)) {
      findings.problem("published-differs", report.size(), database.size());
    } else {
      findings.ok("published", report.size());
    }
  }

  private static boolean isOf(Report report, LogStatus.Standing database) {
    return report.origin().equals(database.origin())
        && report.size() == database.size()
        && report.rootHash().equals(database.rootHash());
  }

  /** By the hub's own key and the end of its own chain: auditors bring theirs. */
  private Report verified() {
    X509Certificate root = keys.signingKey(settings.cmsKey()).chain().getLast();
    Anchors anchors =
        Anchors.of(VerifierKey.parse(status.verifierKey()), TrustAnchors.of(List.of(root)));
    return LogVerifier.checkpoint(published, anchors, clock.instant());
  }
}
