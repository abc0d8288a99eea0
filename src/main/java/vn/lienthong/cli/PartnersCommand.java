package vn.lienthong.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.partner.Maintenance;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.PartnerDesk;

/** {@code ./hub partners}: how each partner is called, changed while the hub runs. */
@Command(
    name = "partners",
    description = "How each partner is called: limits, patience, maintenance; while the hub runs.")
final class PartnersCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  private static final List<String> SETTINGS =
      List.of("setting", "value", "file", "range", "changed", "by", "reason");
  private static final List<String> WINDOWS = List.of("id", "when", "next", "by", "reason");

  @Command(name = "list", description = "All partners and whether they may be called now.")
  int list(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
          out.print(
              hub.getBean(PartnerDesk.class).list(),
              List.of("partner", "standing", "waiting", "settings"),
              one ->
                  List.of(
                      one.partner(),
                      standing(one, verb.texts()),
                      LocalMoment.age(ledger.lag(one.partner())),
                      String.join(" ", changed(one))));
          return 0;
        });
  }

  private static String standing(PartnerDesk.Standing one, Texts texts) {
    return one.maintenanceUntil()
        .map(until -> texts.text("partners.until", LocalMoment.of(until)))
        .orElseGet(() -> texts.text("partners.flowing"));
  }

  private static List<String> changed(PartnerDesk.Standing one) {
    return one.settings().stream()
        .filter(setting -> !setting.value().equals(setting.ofFile()))
        .map(setting -> setting.setting().key() + "=" + setting.value())
        .toList();
  }

  @Command(
      name = "show",
      description = "Every setting of a partner with who changed it and why, and its maintenance.")
  int show(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "PARTNER", description = "Such as npsp.") String partner) {
    return verb.with(
        (hub, out) -> {
          PartnerDesk.Standing standing = hub.getBean(PartnerDesk.class).show(partner);
          out.say(standing, partner + ": " + standing(standing, verb.texts()));
          out.table(standing.settings(), SETTINGS, PartnersCommand::cells);
          if (!standing.windows().isEmpty()) {
            out.table(standing.windows(), WINDOWS, one -> cells(one, verb.texts()));
          }
          return 0;
        });
  }

  private static List<String> cells(PartnerDesk.Value one) {
    Optional<PartnerDesk.Change> change = one.change();
    return List.of(
        one.setting().key(),
        one.value(),
        one.ofFile(),
        one.setting().range(),
        LocalMoment.of(change.map(PartnerDesk.Change::at)),
        change.map(PartnerDesk.Change::by).orElse(""),
        change.map(PartnerDesk.Change::reason).orElse(""));
  }

  private static List<String> cells(PartnerDesk.Window one, Texts texts) {
    Maintenance window = one.maintenance();
    String when =
        switch (window.span()) {
          case Maintenance.Once once ->
              texts.text(
                  "partners.once", LocalMoment.of(once.from()), LocalMoment.of(once.until()));
          case Maintenance.Recurring again ->
              texts.text(
                  "partners.always", again.cron(), LocalMoment.age(Optional.of(again.lasts())));
        };
    return List.of(
        window.id().toString(),
        when,
        one.until()
            .map(until -> texts.text("partners.until", LocalMoment.of(until)))
            .orElseGet(() -> LocalMoment.of(one.next())),
        window.setBy(),
        window.reason());
  }

  @Command(
      name = "set",
      description =
          "Changes settings of a partner from now on, on every node, also after restarts.")
  int set(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(index = "0", paramLabel = "PARTNER", description = "Such as npsp.")
          String partner,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "SETTING=VALUE",
              description = "Such as calls-per-second=20 timeout=45s; show lists all.")
          Map<String, String> settings) {
    Map<PaceSetting, String> values = new EnumMap<>(PaceSetting.class);
    settings.forEach((key, value) -> values.put(setting(key), value));
    return verb.with(
        (hub, out) -> {
          PartnerDesk desk = hub.getBean(PartnerDesk.class);
          desk.set(partner, values, operator.operator(), operator.reason());
          out.say(desk.show(partner), verb.texts().text("partners.set", partner));
          return 0;
        });
  }

  @Command(name = "reset", description = "Lets the settings file hold again.")
  int reset(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(index = "0", paramLabel = "PARTNER", description = "Such as npsp.")
          String partner,
      @Parameters(
              index = "1..*",
              arity = "0..*",
              paramLabel = "SETTING",
              description = "Such as timeout; without one: every setting.")
          @Nullable List<String> settings) {
    Set<PaceSetting> chosen = EnumSet.noneOf(PaceSetting.class);
    if (settings == null || settings.isEmpty()) {
      chosen.addAll(EnumSet.allOf(PaceSetting.class));
    } else {
      settings.forEach(key -> chosen.add(setting(key)));
    }
    return verb.with(
        (hub, out) -> {
          PartnerDesk desk = hub.getBean(PartnerDesk.class);
          desk.reset(partner, chosen, operator.operator(), operator.reason());
          out.say(desk.show(partner), verb.texts().text("partners.set", partner));
          return 0;
        });
  }

  private static PaceSetting setting(String key) {
    return PaceSetting.of(key)
        .orElseThrow(
            () ->
                Limits.wrong(
                    "SETTING",
                    String.join(
                        " | ", Arrays.stream(PaceSetting.values()).map(PaceSetting::key).toList()),
                    key));
  }

  @Command(
      name = "maintain",
      description =
          "Sets a maintenance window: the partner is not called, nothing alarms, no attempt is used.")
  int maintain(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(paramLabel = "PARTNER", description = "Such as npsp.") String partner,
      @Option(
              names = "--from",
              paramLabel = "TIME",
              description = "Such as 2026-11-28T22:00 (Vietnamese time); default: now.")
          Optional<Instant> from,
      @Option(names = "--until", paramLabel = "TIME", description = "When it ends.")
          Optional<Instant> until,
      @Option(names = "--for", paramLabel = "TIME", description = "How long, such as 90m or 4h.")
          Optional<Duration> length,
      @Option(
              names = "--cron",
              paramLabel = "CRON",
              description =
                  "Again and again: second minute hour day month weekday, Vietnamese time; with --for.")
          Optional<String> cron) {
    return verb.with(
        (hub, out) -> {
          Instant now = hub.getBean(Clock.class).instant();
          Maintenance.Span span =
              cron.isPresent()
                  ? recurring(cron.get(), from.or(() -> until), length)
                  : once(from.orElse(now), until, length);
          UUID id =
              hub.getBean(PartnerDesk.class)
                  .maintain(partner, span, operator.operator(), operator.reason());
          out.say(
              Map.of("partner", partner, "id", id),
              verb.texts().text("partners.maintenance", partner, id));
          return 0;
        });
  }

  private static Maintenance.Span recurring(
      String cron, Optional<Instant> moment, Optional<Duration> length) {
    if (moment.isPresent() || length.isEmpty()) {
      throw Limits.wrong("--cron", "--cron CRON --for TIME", "--from, --until");
    }
    return new Maintenance.Recurring(cron, length.get());
  }

  private static Maintenance.Span once(
      Instant from, Optional<Instant> until, Optional<Duration> length) {
    if (until.isPresent() == length.isPresent()) {
      throw Limits.wrong("--until", "--until TIME | --for TIME", "");
    }
    return new Maintenance.Once(
        from, until.orElseGet(() -> from.plus(length.orElse(Duration.ZERO))));
  }

  @Command(
      name = "end-maintenance",
      description = "Takes a maintenance window away; the partner may be called again.")
  int endMaintenance(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(index = "0", paramLabel = "PARTNER", description = "Such as npsp.")
          String partner,
      @Parameters(index = "1", paramLabel = "ID", description = "Of the window, see show.")
          UUID id) {
    return verb.with(
        (hub, out) -> {
          hub.getBean(PartnerDesk.class)
              .endMaintenance(partner, id, operator.operator(), operator.reason());
          out.say(
              Map.of("partner", partner, "id", id),
              verb.texts().text("partners.maintenance.over", partner));
          return 0;
        });
  }
}
