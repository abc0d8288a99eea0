package vn.lienthong.signing.verify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import vn.lienthong.signing.merkle.Checkpoint;

/**
 * Verifies an exported log: signatures of the checkpoint, the whole tree derived anew from the
 * entries, every tile, every entry, the outcomes of calls, the counters, and what was disclosed.
 * Offline; finds all faults, not the first. Codes of findings: docs/evidence.md.
 */
public final class LogVerifier {
  private LogVerifier() {}

  /**
   * Verifies the log in a folder of C2SP tlog-tiles layout.
   *
   * @param now the time at which certificates must be valid
   */
  public static Report verify(Path folder, Anchors anchors, Instant now) {
    LogFiles files = new LogFiles(folder);
    Findings findings = new Findings();
    CheckpointCheck check = new CheckpointCheck(files, findings);
    Optional<CheckpointCheck.Read> read = check.read();
    if (read.isEmpty()) {
      return new Report(findings.verdict(), "", 0, "", findings.list());
    }
    Checkpoint claimed = read.orElseThrow().checkpoint();
    check.logKey(read.orElseThrow(), anchors.logKey());
    check.cms(read.orElseThrow(), anchors.authorities(), now);
    OlderCheckpoints older = new OlderCheckpoints(findings);
    older.read(anchors, claimed);
    new TreeCheck(files, findings, new EntryCheck(files, findings), older).check(claimed);
    return new Report(
        findings.verdict(),
        claimed.origin(),
        claimed.size(),
        HexFormat.of().formatHex(claimed.root()),
        findings.list());
  }

  /**
   * Verifies the newest checkpoint in such a folder alone: that it can be read and that both of its
   * signatures are right. Entries and tiles are not looked at.
   *
   * @param now the time at which certificates must be valid
   */
  public static Report checkpoint(Path folder, Anchors anchors, Instant now) {
    Findings findings = new Findings();
    CheckpointCheck check = new CheckpointCheck(new LogFiles(folder), findings);
    Optional<CheckpointCheck.Read> read = check.read();
    read.ifPresent(
        one -> {
          check.logKey(one, anchors.logKey());
          check.cms(one, anchors.authorities(), now);
        });
    return new Report(
        findings.verdict(),
        read.map(one -> one.checkpoint().origin()).orElse(""),
        read.map(one -> one.checkpoint().size()).orElse(0L),
        read.map(one -> HexFormat.of().formatHex(one.checkpoint().root())).orElse(""),
        findings.list());
  }
}
