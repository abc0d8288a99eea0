package vn.lienthong.routes.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/**
 * What operators see and change of how partners are called. Every change is an entry of the log.
 */
public final class PartnerDesk {
  private final PaceTable table;
  private final Paces paces;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PartnerDesk(
      PaceTable table,
      Paces paces,
      MessageLog messageLog,
      TransactionTemplate transactions,
      Clock clock) {
    this.table = table;
    this.paces = paces;
    this.messageLog = messageLog;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Who changed something, when and why. */
  public record Change(Instant at, String by, String reason) {}

  /**
   * One setting of a partner.
   *
   * @param value that holds
   * @param ofFile that the settings file gives
   * @param change the last change by an operator, a reset included
   */
  public record Value(PaceSetting setting, String value, String ofFile, Optional<Change> change) {}

  /**
   * A maintenance window.
   *
   * @param until when it ends, while it lasts
   * @param next when it begins next
   */
  public record Window(Maintenance maintenance, Optional<Instant> until, Optional<Instant> next) {}

  /** How a partner is called now. */
  public record Standing(
      String partner,
      Optional<Instant> maintenanceUntil,
      List<Value> settings,
      List<Window> windows) {}

  /** All partners, by name. */
  public List<Standing> list() {
    return paces.partners().stream().map(this::show).toList();
  }

  /**
   * One partner.
   *
   * @throws HubException LT-4092 when there is no such partner
   */
  public Standing show(String partner) {
    Pace file = paces.ofSettingsFile(partner);
    Instant now = clock.instant();
    Terms terms = paces.of(partner);
    List<PaceTable.Row> changes =
        table.changes().stream().filter(row -> row.partner().equals(partner)).toList();
    return new Standing(
        partner,
        terms.maintenanceUntil(now),
        Arrays.stream(PaceSetting.values())
            .map(setting -> value(setting, terms.pace(), file, changes))
            .toList(),
        terms.windows().stream()
            .map(one -> new Window(one, one.span().until(now), one.span().next(now)))
            .toList());
  }

  private static Value value(
      PaceSetting setting, Pace pace, Pace file, List<PaceTable.Row> changes) {
    return new Value(
        setting,
        setting.print(pace.value(setting)),
        setting.print(file.value(setting)),
        changes.stream()
            .filter(row -> row.setting() == setting)
            .map(PaceTable.Row::change)
            .findFirst());
  }

  /**
   * Sets these settings from now on, on all nodes.
   *
   * @param values as an operator writes them
   * @throws HubException LT-4092 or LT-4093; then nothing is changed
   */
  public void set(String partner, Map<PaceSetting, String> values, String who, String reason) {
    Map<PaceSetting, Long> parsed = new EnumMap<>(PaceSetting.class);
    values.forEach((setting, text) -> parsed.put(setting, setting.parse(text)));
    Pace before = paces.of(partner).pace();
    ObjectNode detail = HubJson.newMapper().createObjectNode();
    parsed.forEach((setting, value) -> told(detail, setting, before, value));
    act(partner, "partner-set", detail, who, reason, change -> table.set(partner, parsed, change));
  }

  /** Lets the settings file hold again for these settings. */
  public void reset(String partner, Set<PaceSetting> settings, String who, String reason) {
    Pace before = paces.of(partner).pace();
    Pace file = paces.ofSettingsFile(partner);
    ObjectNode detail = HubJson.newMapper().createObjectNode();
    settings.forEach(setting -> told(detail, setting, before, file.value(setting)));
    act(
        partner,
        "partner-reset",
        detail,
        who,
        reason,
        change -> table.reset(partner, settings, change));
  }

  private static void told(ObjectNode detail, PaceSetting setting, Pace before, long after) {
    detail
        .putObject(setting.key())
        .put("before", setting.print(before.value(setting)))
        .put("after", setting.print(after));
  }

  /**
   * Sets a maintenance window.
   *
   * @return its id
   */
  public UUID maintain(String partner, Maintenance.Span span, String who, String reason) {
    paces.ofSettingsFile(partner);
    if (span instanceof Maintenance.Once once && !once.until().isAfter(clock.instant())) {
      throw new HubException(HubError.PACE_WRONG, "until", once.until());
    }
    UUID id = UuidCreator.getTimeOrderedEpoch();
    ObjectNode detail = HubJson.newMapper().createObjectNode().put("id", id.toString());
    switch (span) {
      case Maintenance.Once once ->
          detail.put("from", once.from().toString()).put("until", once.until().toString());
      case Maintenance.Recurring again ->
          detail.put("cron", again.cron()).put("for", again.lasts().toString());
    }
    act(
        partner,
        "partner-maintain",
        detail,
        who,
        reason,
        change -> table.add(partner, new Maintenance(id, span, who, reason)));
    return id;
  }

  /**
   * Ends a maintenance window for good.
   *
   * @throws HubException LT-4094 when the partner has no such window
   */
  public void endMaintenance(String partner, UUID id, String who, String reason) {
    paces.ofSettingsFile(partner);
    act(
        partner,
        "partner-end-maintenance",
        HubJson.newMapper().createObjectNode().put("id", id.toString()),
        who,
        reason,
        _ -> {
          if (!table.remove(partner, id)) {
            throw new HubException(HubError.MAINTENANCE_UNKNOWN, id, partner);
          }
        });
  }

  private void act(
      String partner,
      String service,
      ObjectNode detail,
      String who,
      String reason,
      Consumer<Change> work) {
    if (reason.isBlank()) {
      throw new HubException(HubError.REASON_MISSING);
    }
    transactions.executeWithoutResult(
        _ -> {
          work.accept(new Change(clock.instant(), who, reason));
          messageLog.append(entry(partner, service, detail.put("reason", reason), who));
        });
    paces.readAnew();
  }

  private static EntryDraft entry(String partner, String service, ObjectNode detail, String who) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        partner,
        service,
        new EntryDraft.About(Optional.of(who), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                detail.toString().getBytes(StandardCharsets.UTF_8), "application/json", List.of())),
        Optional.empty(),
        Optional.of(new EntryDraft.Outcome("DONE", Optional.empty(), Optional.empty())));
  }
}
