package vn.lienthong.routes.dossiers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Accepted;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Deferred;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Refused;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Unknown;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;

/**
 * A portal with state that a test plays, and the words to speak with it: one line per item, {@code
 * CODE text}. It counts what the real simulator counts.
 */
final class PlayedPortal implements PartnerWire {
  /** A fault may run the effect, and may answer in place of the portal. */
  interface Fault {
    Optional<CallResult> answer(Runnable effect);

    /** Which calls it hits, by their body. */
    default boolean hits(String body) {
      return true;
    }
  }

  final List<String> effects = Collections.synchronizedList(new ArrayList<>());
  final List<Integer> batchSizes = Collections.synchronizedList(new ArrayList<>());
  final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  final Set<String> known = new HashSet<>();
  String mapping = "";
  final Set<String> bad = Collections.synchronizedSet(new HashSet<>());
  final Deque<Fault> faults = new ArrayDeque<>();
  boolean atomic = true;
  boolean stepsIdempotent;
  boolean canBeAsked = true;
  boolean knownAddsRefused;
  boolean down;
  int logins;
  int lookups;
  int appliedTwice;
  int repeated;
  int orderViolations;
  private final Map<String, String> lastSnapshot = new HashMap<>();
  private final Map<String, Integer> lastVersion = new HashMap<>();
  private final Set<String> steps = new HashSet<>();

  /** One with these habits. */
  static PlayedPortal in(boolean atomic, boolean stepsIdempotent) {
    PlayedPortal portal = new PlayedPortal();
    portal.atomic = atomic;
    portal.stepsIdempotent = stepsIdempotent;
    return portal;
  }

  synchronized CallResult answer(PreparedCall call) {
    if (down) {
      return new CallResult.NotSent("refused");
    }
    if (call.service().equals("login")) {
      return TestCalls.answer(200, "t" + ++logins);
    }
    String body = TestCalls.text(call);
    if (call.service().equals("look-up")) {
      lookups++;
      return TestCalls.answer(200, known.contains(body) ? "known" : "unknown");
    }
    batchSizes.add(body.split("\n").length);
    bodies.add(call.service() + " " + body);
    CallResult[] result = {new CallResult.Lost("no effect")};
    Runnable effect = () -> result[0] = apply(call.service(), List.of(body.split("\n")));
    Optional<Fault> next = faults.stream().filter(fault -> fault.hits(body)).findFirst();
    next.ifPresent(faults::remove);
    return next.map(fault -> fault.answer(effect).orElseGet(() -> result[0]))
        .orElseGet(
            () -> {
              effect.run();
              return result[0];
            });
  }

  private CallResult apply(String service, List<String> items) {
    Optional<String> culprit =
        items.stream().map(PlayedPortal::code).filter(bad::contains).findFirst();
    Optional<String> doubled =
        service.equals("ADD")
            ? items.stream().map(PlayedPortal::code).filter(known::contains).findFirst()
            : Optional.empty();
    for (String item : items) {
      boolean wrong =
          bad.contains(code(item)) || (doubled.isPresent() && known.contains(code(item)));
      if (wrong || (atomic && (culprit.isPresent() || doubled.isPresent()))) {
        continue;
      }
      effect(service, item);
    }
    return culprit
        .map(code -> TestCalls.answer(200, "refused " + code))
        .or(() -> doubled.map(code -> TestCalls.answer(200, "exists " + code)))
        .orElseGet(() -> TestCalls.answer(200, "ok"));
  }

  private void effect(String service, String item) {
    String code = code(item);
    int version = Integer.parseInt(item.replaceAll(".*v", ""));
    if (service.equals("STEP") && stepsIdempotent && steps.contains(item)) {
      return;
    }
    effects.add(service + " " + item);
    if (!service.equals("ADD") && !known.contains(code)) {
      orderViolations++;
    }
    if (version < lastVersion.getOrDefault(code, 0)) {
      orderViolations++;
    }
    lastVersion.put(code, version);
    switch (Form.valueOf(service)) {
      case ADD -> {
        if (!known.add(code)) {
          appliedTwice++;
        }
        lastSnapshot.put(code, item);
      }
      case UPDATE -> repeated += item.equals(lastSnapshot.put(code, item)) ? 1 : 0;
      case STEP -> appliedTwice += steps.add(item) ? 0 : 1;
    }
  }

  private static String code(String item) {
    return item.substring(0, item.indexOf(' '));
  }

  @Override
  public PartnerRules rules() {
    return new PartnerRules(
        atomic, stepsIdempotent, true, canBeAsked, knownAddsRefused, Rig.PROCESSING);
  }

  @Override
  public MappedItem map(Dossier dossier) {
    String note = dossier.handling().note().orElse("");
    if (note.startsWith("unmappable")) {
      return new MappedItem.Refused(HubError.FIELD_MISSING, "TrichYeuHoSo", "Thiếu trích yếu.");
    }
    return ready(dossier.code(), note);
  }

  @Override
  public MappedItem map(ProgressStep step) {
    return ready(step.dossier(), step.content());
  }

  private MappedItem ready(DossierCode code, String text) {
    byte[] json = (code.value() + " " + mapping + text).getBytes(StandardCharsets.UTF_8);
    return new MappedItem.Ready(new NpspItem(code, json, List.of()));
  }

  @Override
  public PreparedCall prepare(NpspSession session, Form form, List<NpspItem> items) {
    StringBuilder body = new StringBuilder();
    List<PreparedCall.Segment> segments = new ArrayList<>();
    for (NpspItem item : items) {
      String text = new String(item.json(), StandardCharsets.UTF_8);
      int from = body.length();
      body.append(text);
      segments.add(new PreparedCall.Segment(item.dossier().value(), from, body.length()));
      body.append('\n');
    }
    return TestCalls.call(form.name(), body.toString().strip(), false, segments);
  }

  @Override
  public DeliveryOutcome read(Form form, CallResult result) {
    return switch (result) {
      case CallResult.NotSent no ->
          new Deferred(HubError.PARTNER_UNREACHABLE, Duration.ZERO, false, no.reason());
      case CallResult.Lost lost -> new Unknown(HubError.DELIVERY_IN_DOUBT, lost.reason());
      case CallResult.Answered answered -> read(answered);
    };
  }

  private static DeliveryOutcome read(CallResult.Answered answered) {
    String text = new String(answered.body(), StandardCharsets.UTF_8);
    if (answered.status() >= 500) {
      return new Deferred(HubError.PARTNER_UNREACHABLE, Duration.ZERO, false, text);
    }
    return switch (text.split(" ")[0]) {
      case "ok" -> new Accepted(Optional.empty(), false);
      case "exists" -> new Accepted(Optional.empty(), true);
      case "refused" -> new Refused(HubError.FIELD_MISSING, Optional.of("MaHoSo"), text);
      case "expired" -> new DeliveryOutcome.SessionExpired(text);
      default -> new Deferred(HubError.PARTNER_HELD_BACK, Duration.ZERO, true, text);
    };
  }

  @Override
  public PreparedCall prepareLookup(NpspSession session, DossierCode code) {
    return TestCalls.call(
        "look-up",
        code.value(),
        false,
        List.of(new PreparedCall.Segment(code.value(), 0, code.value().length())));
  }

  @Override
  public ReadOutcome<Boolean> readLookup(CallResult result) {
    return result instanceof CallResult.Answered answered && answered.status() == 200
        ? new ReadOutcome.Value<>(
            new String(answered.body(), StandardCharsets.UTF_8).equals("known"), List.of())
        : new ReadOutcome.Failed<>(read(Form.ADD, result));
  }

  /** The reply is lost after the effect. */
  static Fault replyLost() {
    return effect -> {
      effect.run();
      return Optional.of(new CallResult.Lost("reset"));
    };
  }

  /** The request is lost before the effect, and nobody can tell. */
  static Fault requestLost() {
    return _ -> Optional.of(new CallResult.Lost("reset"));
  }

  /** No fault. */
  static Fault pass() {
    return effect -> {
      effect.run();
      return Optional.empty();
    };
  }

  /** An answer in place of the effect. */
  static Fault instead(int status, String body) {
    return _ -> Optional.of(TestCalls.answer(status, body));
  }

  /** An answer in place of the effect, for a call that carries this dossier. */
  static Fault insteadFor(String dossier, int status, String body) {
    return new Fault() {
      @Override
      public Optional<CallResult> answer(Runnable effect) {
        return Optional.of(TestCalls.answer(status, body));
      }

      @Override
      public boolean hits(String sent) {
        return sent.contains(dossier + " ");
      }
    };
  }
}
