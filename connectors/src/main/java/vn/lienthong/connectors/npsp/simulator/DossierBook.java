package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Batch;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.KnownAdds;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;

/**
 * The dossiers and steps that the portal holds. Each call is judged and written to the effects file
 * under one lock, before it is answered.
 */
final class DossierBook {
  private static final int INDEX_STRIDE = 64;
  private static final Pattern VERSION =
      Pattern.compile("phiên bản (\\d{1,15})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final EffectJournal journal;
  private final Modes modes;
  private final Clock clock;
  private final ObjectMapper json;
  private final Map<String, KnownDossier> dossiers = new HashMap<>();
  private final List<Long> index = new ArrayList<>();
  private final Tally tally = new Tally();
  private long effects;

  /** What a call wants. */
  enum Kind {
    ADD,
    UPDATE,
    STEP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One item of a call, checked as far as it alone tells. */
  record Item(JsonNode content, Optional<Problem> problem) {
    String code() {
      return content.path("MaHoSo").asText();
    }
  }

  /**
   * What became of a call.
   *
   * @param applied items that took effect, or were known with equal content
   * @param problems what was wrong, by dossier code, in order
   */
  record Verdict(List<JsonNode> applied, List<Map.Entry<String, Problem>> problems) {}

  /** Reads the effects file; {@code others} sees each line too. */
  DossierBook(
      EffectJournal journal,
      Modes modes,
      Clock clock,
      ObjectMapper json,
      Consumer<JsonNode> others) {
    this.journal = journal;
    this.modes = modes;
    this.clock = clock;
    this.json = json;
    journal.replay(
        (offset, line) -> {
          remember(offset, line);
          others.accept(line);
          return true;
        });
  }

  synchronized boolean knows(String code) {
    return dossiers.containsKey(code);
  }

  synchronized NpspSimulatorState state(long filesPending) {
    return tally.state(dossiers.size(), filesPending);
  }

  /** Carries out an add, an update or steps; {@code jwtId} is kept against replay. */
  synchronized Verdict apply(Kind kind, List<Item> items, Optional<String> jwtId) {
    List<Map.Entry<String, Problem>> problems = new ArrayList<>();
    List<Item> good = new ArrayList<>();
    Map<String, Boolean> addedHere = new HashMap<>();
    for (Item item : items) {
      Optional<Problem> problem = item.problem().or(() -> standing(kind, item, addedHere));
      problem.ifPresentOrElse(
          found -> problems.add(Map.entry(item.code(), found)), () -> good.add(item));
    }
    if (!problems.isEmpty() && modes.batch() == Batch.ATOMIC) {
      good.clear();
    }
    ObjectNode line = line("call").put("kind", kind.word());
    jwtId.ifPresent(id -> line.put("jti", id));
    refusals(line, problems);
    effects(line, kind, good);
    append(line);
    return new Verdict(good.stream().map(Item::content).toList(), List.copyOf(problems));
  }

  synchronized void procedureChanged(String code, ObjectNode leaves) {
    ObjectNode line = line("procedure").put("code", code);
    line.set("leaves", leaves);
    append(line);
  }

  synchronized void lookedUp() {
    append(line("lookup"));
  }

  synchronized void signatureRefused(String reason) {
    append(line("signature").put("reason", reason));
  }

  synchronized void fileSeen(String result, String name, String reason) {
    append(line("file").put("r", result).put("name", name).put("reason", reason));
  }

  /** Effects from this number on, at most {@code limit}; without the items unless asked for. */
  ArrayNode effectsFrom(long from, int limit, boolean withItems) {
    ArrayNode found = json.createArrayNode();
    journal.from(
        offsetBefore(from),
        (_, line) -> {
          for (JsonNode effect : line.path("effects")) {
            if (effect.path("n").asLong() >= from && found.size() < limit) {
              found.add(shown(line, effect, withItems));
            }
          }
          return found.size() < limit;
        });
    return found;
  }

  /** All effects on one dossier, items included; empty when it is not known. */
  Optional<ObjectNode> dossier(String code) {
    long[] lines;
    synchronized (this) {
      KnownDossier known = dossiers.get(code);
      if (known == null) {
        return Optional.empty();
      }
      lines = known.lines();
    }
    ObjectNode found = json.createObjectNode().put("code", code);
    ArrayNode history = found.putArray("effects");
    for (long offset : lines) {
      journal.from(
          offset,
          (_, line) -> {
            for (JsonNode effect : line.path("effects")) {
              if (effect.path("code").asText().equals(code)) {
                history.add(shown(line, effect, true));
              }
            }
            return false;
          });
    }
    return Optional.of(found);
  }

  private static ObjectNode shown(JsonNode line, JsonNode effect, boolean withItem) {
    ObjectNode shown = effect.<ObjectNode>deepCopy().put("at", line.path("at").asText());
    if (!withItem) {
      shown.remove("item");
    }
    return shown;
  }

  private Optional<Problem> standing(Kind kind, Item item, Map<String, Boolean> addedHere) {
    boolean known = dossiers.containsKey(item.code());
    return switch (kind) {
      case ADD -> {
        boolean twice = known || addedHere.put(item.code(), true) != null;
        yield twice && modes.knownAdds() == KnownAdds.REFUSED
            ? Optional.of(Problem.known())
            : Optional.empty();
      }
      case UPDATE ->
          known ? Optional.empty() : Optional.of(Problem.of("MaHoSo", "hồ sơ chưa tồn tại"));
      case STEP -> known ? Optional.empty() : Optional.of(Problem.stepOfUnknown());
    };
  }

  private static void refusals(ObjectNode line, List<Map.Entry<String, Problem>> problems) {
    int duplicates = 0;
    for (Map.Entry<String, Problem> entry : problems) {
      Problem problem = entry.getValue();
      if (problem.duplicate()) {
        duplicates++;
        continue;
      }
      line.withArray("refused")
          .addObject()
          .put("code", entry.getKey())
          .put("field", problem.field())
          .put("text", problem.text())
          .put("order", problem.order());
    }
    line.put("dup", duplicates);
  }

  private void effects(ObjectNode line, Kind kind, List<Item> items) {
    ArrayNode list = line.putArray("effects");
    long number = effects;
    Map<String, List<ContentHash>> stepsHere = new LinkedHashMap<>();
    Map<String, Long> versionHere = new HashMap<>();
    for (Item item : items) {
      ContentHash content = ContentHash.of(item.content());
      Optional<KnownDossier> known = Optional.ofNullable(dossiers.get(item.code()));
      List<ContentHash> here = stepsHere.computeIfAbsent(item.code(), _ -> new ArrayList<>());
      boolean equalStep =
          kind == Kind.STEP
              && (here.contains(content) || known.filter(d -> d.holdsStep(content)).isPresent());
      if (equalStep && modes.steps() == Steps.DEDUPLICATED) {
        line.put("dup", line.path("dup").asInt() + 1);
        continue;
      }
      long version = version(kind, item.content());
      long highest =
          Math.max(
              known.map(KnownDossier::version).orElse(-1L),
              versionHere.getOrDefault(item.code(), -1L));
      ObjectNode effect = list.addObject();
      effect.put("n", ++number).put("kind", kind.word()).put("code", item.code());
      effect.put("version", version).put("sha", content.hex());
      flag(effect, "appliedTwice", equalStep || (kind == Kind.ADD && taken(known, here)));
      flag(
          effect,
          "repeated",
          kind == Kind.UPDATE && known.filter(d -> d.holds(content)).isPresent());
      flag(effect, "orderViolation", version >= 0 && version < highest);
      effect.set("item", item.content());
      here.add(content);
      versionHere.merge(item.code(), version, Math::max);
    }
  }

  private static boolean taken(Optional<KnownDossier> known, List<ContentHash> here) {
    return known.isPresent() || !here.isEmpty();
  }

  private static void flag(ObjectNode effect, String name, boolean set) {
    if (set) {
      effect.put(name, true);
    }
  }

  /** The number after "phiên bản" in the free text, or -1. */
  private static long version(Kind kind, JsonNode item) {
    String text = item.path(kind == Kind.STEP ? "NoiDungXuLy" : "ThongTinKhac").asText();
    Matcher found = VERSION.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  private ObjectNode line(String type) {
    return json.createObjectNode().put("t", type).put("at", clock.instant().toString());
  }

  private void append(ObjectNode line) {
    long offset = journal.end();
    try {
      journal.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the effects file cannot be written", e);
    }
    remember(offset, line);
  }

  private void remember(long offset, JsonNode line) {
    tally.count(line);
    for (JsonNode effect : line.path("effects")) {
      if (effects % INDEX_STRIDE == 0) {
        index.add(offset);
      }
      effects++;
      dossiers
          .computeIfAbsent(effect.path("code").asText(), _ -> new KnownDossier())
          .remember(
              effect.path("kind").asText().equals(Kind.STEP.word()),
              ContentHash.parse(effect.path("sha").asText()),
              effect.path("version").asLong(),
              offset);
    }
  }

  /** Offset of a line at or before the effect with this number (from 1). */
  private synchronized long offsetBefore(long number) {
    int slot = (int) Math.min((Math.max(number, 1) - 1) / INDEX_STRIDE, index.size() - 1L);
    return slot < 0 ? 0 : index.get(slot);
  }
}
