package vn.lienthong.connectors.npsp.simulator;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the portal keeps in memory of one dossier; contents stay in the effects file. */
final class KnownDossier {
  private long version = -1;
  private Optional<ContentHash> snapshot = Optional.empty();
  private final Set<ContentHash> steps = new HashSet<>(8);
  private long[] lines = new long[4];
  private int lineCount;

  /** The highest version applied, or -1. */
  long version() {
    return version;
  }

  boolean holds(ContentHash content) {
    return snapshot.filter(content::equals).isPresent();
  }

  boolean holdsStep(ContentHash content) {
    return steps.contains(content);
  }

  /** Offsets of the effects-file lines that touch it, in order. */
  long[] lines() {
    return Arrays.copyOf(lines, lineCount);
  }

  void remember(boolean step, ContentHash content, long newVersion, long line) {
    if (step) {
      steps.add(content);
    } else {
      snapshot = Optional.of(content);
    }
    version = Math.max(version, newVersion);
    if (lineCount > 0 && lines[lineCount - 1] == line) {
      return;
    }
    if (lineCount == lines.length) {
      lines = Arrays.copyOf(lines, lineCount * 2);
    }
    lines[lineCount++] = line;
  }
}
