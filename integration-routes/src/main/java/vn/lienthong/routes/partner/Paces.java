package vn.lienthong.routes.partner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * What holds for each partner: the settings file's pace, what operators changed of it, and the
 * maintenance windows. Read anew at most once a second, so that a change holds on every node within
 * about that; while the database is away, what was read last holds.
 */
public final class Paces {
  private static final Logger LOG = LoggerFactory.getLogger(Paces.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final PaceTable table;
  private final Map<String, Pace> defaults = new TreeMap<>();
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<Reading> last = Optional.empty();

  Paces(PaceTable table, List<DefaultPace> defaults, Clock clock) {
    this.table = table;
    defaults.forEach(one -> this.defaults.put(one.partner(), one.pace()));
    this.clock = clock;
  }

  private record Reading(Instant at, Map<String, Terms> terms) {}

  /** The partners that there are, by name. */
  public List<String> partners() {
    return List.copyOf(defaults.keySet());
  }

  /** The pace that the settings file gives. */
  Pace ofSettingsFile(String partner) {
    Pace pace = defaults.get(partner);
    if (pace == null) {
      throw new HubException(HubError.PARTNER_UNKNOWN, partner, String.join(", ", partners()));
    }
    return pace;
  }

  /**
   * What holds for the partner now, at most a second old.
   *
   * @throws HubException LT-4092 when there is no such partner
   */
  public Terms of(String partner) {
    ofSettingsFile(partner);
    return Optional.ofNullable(reading().terms().get(partner)).orElseThrow();
  }

  private Reading reading() {
    Optional<Reading> seen = last;
    if (seen.isPresent() && (isFresh(seen.get()) || !reading.tryLock())) {
      return seen.get(); // fresh, or another thread is reading it anew
    }
    if (seen.isEmpty()) {
      reading.lock();
    }
    try {
      Optional<Reading> meanwhile = last.filter(this::isFresh);
      Reading now = meanwhile.orElseGet(() -> readOrKeep(last));
      last = Optional.of(now);
      return now;
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Reading one) {
    Duration age = Duration.between(one.at(), clock.instant());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private Reading readOrKeep(Optional<Reading> before) {
    Instant now = clock.instant();
    try {
      return new Reading(now, read(now));
    } catch (DataAccessException e) {
      LOG.atWarn()
          .addKeyValue("exception", e.getClass().getSimpleName())
          .log("partners' paces not read; what was read last holds");
      return before.map(one -> new Reading(now, one.terms())).orElseThrow(() -> e);
    }
  }

  private Map<String, Terms> read(Instant now) {
    List<PaceTable.Row> changes = table.changes();
    List<PaceTable.Window> windows = table.windows(now);
    Map<String, Terms> terms = new TreeMap<>();
    defaults.forEach(
        (partner, pace) ->
            terms.put(
                partner,
                terms(
                    pace,
                    changes.stream().filter(row -> row.partner().equals(partner)).toList(),
                    windows.stream()
                        .filter(window -> window.partner().equals(partner))
                        .map(PaceTable.Window::maintenance)
                        .toList(),
                    now)));
    return terms;
  }

  private static Terms terms(
      Pace settled, List<PaceTable.Row> changes, List<Maintenance> windows, Instant now) {
    Map<PaceSetting, Long> changed = new EnumMap<>(PaceSetting.class);
    changes.forEach(row -> row.value().ifPresent(value -> changed.put(row.setting(), value)));
    Pace pace = settled.with(changed);
    Duration longest = Duration.ofMillis(PaceSetting.TIMEOUT.most());
    boolean changedOfLate =
        changes.stream()
            .anyMatch(
                row ->
                    row.setting() == PaceSetting.TIMEOUT
                        && row.change().at().plus(longest).isAfter(now));
    return new Terms(pace, windows, changedOfLate ? longest : pace.timeout());
  }

  /** Forgets what was read, after a change by this process. */
  void readAnew() {
    last = Optional.empty();
  }
}
