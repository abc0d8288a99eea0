package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.messagelog.EntryDraft.About;
import vn.lienthong.routes.messagelog.EntryDraft.Call;
import vn.lienthong.routes.messagelog.EntryDraft.Direction;
import vn.lienthong.routes.messagelog.EntryDraft.Kind;
import vn.lienthong.routes.messagelog.EntryDraft.Outcome;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/**
 * Writes the golden log of module signing by the real way from draft to export. The committed one
 * is never written anew, because it proves that today's verifier reads yesterday's logs. With
 * {@code -Dgolden.write=true} another one is written in its place, for a new version of the format
 * beside it; without, this only shows that the way still works.
 */
class WritingTheGoldenLogTest {
  private static final String ORIGIN = "golden.example/log";
  private static final Path FIXTURES = Path.of("../signing/src/test/resources");

  /** Disclosed are the entries that are told apart below, not the crowd after them. */
  private static final int DISCLOSED = 40;

  @TempDir Path place;

  @Test
  void the_golden_log_can_be_written() throws IOException {
    Path keys = Files.createDirectories(place.resolve("keys"));
    LogBench.makeKeys(keys, Duration.ofDays(70 * 365)); // the fixture must not end
    LogBench bench = new LogBench(place, keys, ORIGIN);
    write(bench);
    Path golden = place.resolve("golden-log");
    bench.export().export(golden, true, "operator", "to be kept");
    forgetTheCrowd(golden);
    Path anchors = anchors(bench);

    Report report = LogVerifier.verify(golden, bench.anchors(ORIGIN), bench.clock.instant());

    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    assertThat(report.size()).isEqualTo(347);
    if (Boolean.getBoolean("golden.write")) {
      replace(golden, FIXTURES.resolve("golden-log"));
      replace(anchors, FIXTURES.resolve("golden-anchors"));
    }
  }

  private void write(LogBench bench) throws IOException {
    told(bench);
    crowd(bench, "early", 100);
    bench.sequencer().sealOnce();
    Files.copy(bench.folder.root().resolve("checkpoint"), place.resolve("older-checkpoint"));
    bench.erasure().erase("H38.11-261124-0022", "operator", "court order 5/2026");
    bench.erasure().erase("H38.11-261124-0031", "operator", "court order 6/2026");
    bench.search().search(LogSearch.Query.ofDossier("H38.11-261124-0001"), "auditor", "complaint");
    crowd(bench, "late", 347 - bench.count("entry"));
    bench.sequencer().sealOnce();
  }

  /** One of each kind that there is; the numbers are those of the entries. */
  private static void told(LogBench bench) {
    bench.append(signed(bench, "npsp-ec", Drafts.request("c0", "H38.11-261124-0001"))); // 0
    bench.append(Drafts.answer("c0")); // 1
    bench.append(batch(bench, "c2", "001")); // 2, items 3 to 6
    bench.append(Drafts.answer("c2")); // 7
    bench.append(batch(bench, "c8", "002")); // 8, items 9 to 12; the second is erased
    bench.append(Drafts.answer("c8")); // 13
    bench.append(signed(bench, "npsp-rsa", Drafts.request("c14", "H38.11-261124-0031"))); // 14
    bench.append(Drafts.answer("c14")); // 15, both erased
    bench.append(incoming(bench, "c16")); // 16, 17
    bench.append(alone(Kind.FILE_FETCH, "file", "H38.11-261124-0001", "SENT")); // 18
    bench.append(alone(Kind.REFUSED_CALL, "dossier-status", "", "REFUSED")); // 19
    bench.append(alone(Kind.KEY_CHANGE, "key-rotation", "", "DONE")); // 20
    bench.append(Drafts.request("c21", "H38.11-261124-0041")); // 21
    bench.append(inDoubt("c21")); // 22
    bench.append(Drafts.answer("c21")); // 23, late
    bench.append(foreignIds()); // 24, 25
  }

  private static EntryDraft signed(LogBench bench, String key, EntryDraft draft) {
    return Drafts.signedBy(bench.key(key), draft);
  }

  private static List<EntryDraft> batch(LogBench bench, String call, String group) {
    List<String> dossiers =
        IntStream.rangeClosed(1, 4).mapToObj(i -> "H38.11-261124-" + group + i).toList();
    List<EntryDraft> drafts = new ArrayList<>(Drafts.batch(call, dossiers));
    drafts.set(0, signed(bench, "npsp-rsa", drafts.getFirst()));
    return drafts;
  }

  /** A ministry asks and is answered, both signed. */
  private static List<EntryDraft> incoming(LogBench bench, String call) {
    EntryDraft asked = Drafts.request(call, "H38.11-261124-0001");
    EntryDraft answered = Drafts.answer(call);
    return List.of(
        signed(bench, "ministry", turned(asked, Direction.IN, "ministry")),
        signed(bench, "npsp-ec", turned(answered, Direction.OUT, "ministry")));
  }

  private static EntryDraft turned(EntryDraft draft, Direction direction, String partner) {
    return new EntryDraft(
        draft.kind(),
        direction,
        partner,
        "dossier-status",
        draft.about(),
        draft.call(),
        draft.payload(),
        draft.signature(),
        draft.outcome());
  }

  private static EntryDraft alone(Kind kind, String service, String dossier, String outcome) {
    return new EntryDraft(
        kind,
        Direction.NONE,
        "hub",
        service,
        new About(
            Optional.of("officer-7"),
            Optional.of(dossier).filter(code -> !code.isEmpty()),
            Optional.empty()),
        new Call("k-" + service, "m-" + service, "c-" + service, Optional.empty()),
        Optional.of(Drafts.payload("{\"kind\":\"" + kind + "\"}")),
        Optional.empty(),
        Optional.of(new Outcome(outcome, Optional.of("LT-7001"), Optional.of(401))));
  }

  private static EntryDraft inDoubt(String call) {
    return new EntryDraft(
        Kind.ANSWER,
        Direction.NONE,
        "npsp",
        "dossier-add",
        About.NOTHING,
        Drafts.answer(call).call(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Outcome("IN_DOUBT", Optional.empty(), Optional.empty())));
  }

  /** Ids that are too long, or not ASCII, or hold what JSON escapes. */
  private static List<EntryDraft> foreignIds() {
    EntryDraft plain = Drafts.answer("x");
    Call ids =
        new Call("mã liên thông", "m".repeat(200), "call \"24\" \\ of 100%", Optional.empty());
    EntryDraft request = Drafts.request("x", "H38.11-261124-0051");
    return List.of(
        new EntryDraft(
            Kind.REQUEST,
            Direction.IN,
            "ministry",
            "dossier-status",
            request.about(),
            ids,
            request.payload(),
            Optional.empty(),
            Optional.empty()),
        new EntryDraft(
            Kind.ANSWER,
            Direction.OUT,
            "ministry",
            "dossier-status",
            About.NOTHING,
            ids,
            plain.payload(),
            Optional.empty(),
            plain.outcome()));
  }

  private static void crowd(LogBench bench, String name, int entries) {
    for (int i = 0; i < entries / 2; i++) {
      bench.clock.pass(Duration.ofSeconds(3));
      String call = name + "-" + i;
      bench.append(Drafts.request(call, "H38.11-261124-9" + i), Drafts.answer(call));
    }
    if (entries % 2 == 1) {
      bench.append(alone(Kind.FILE_FETCH, "file-" + name, "", "SENT"));
    }
  }

  /** Nor is what travels along for convenience to be kept. */
  private static void forgetTheCrowd(Path golden) throws IOException {
    Files.delete(golden.resolve("README.txt"));
    Files.delete(golden.resolve("check_log.py"));
    for (int i = DISCLOSED; i < 347; i++) {
      Files.deleteIfExists(golden.resolve("payloads/" + i + ".json"));
    }
  }

  /** What an auditor holds, and what he must not be content with. */
  private Path anchors(LogBench bench) throws IOException {
    Path anchors = Files.createDirectories(place.resolve("golden-anchors"));
    Files.writeString(anchors.resolve("log.vkey"), bench.signer.verifierKey(ORIGIN) + "\n");
    Files.copy(bench.keys.resolve("test-ca.crt"), anchors.resolve("ca.crt"));
    Files.copy(place.resolve("older-checkpoint"), anchors.resolve("older-checkpoint"));
    note(bench, anchors.resolve("forked-checkpoint"), new Checkpoint(ORIGIN, 100, new byte[32]));
    note(
        bench,
        anchors.resolve("other-log-checkpoint"),
        new Checkpoint("other.example/log", 100, new byte[32]));
    note(bench, anchors.resolve("later-checkpoint"), new Checkpoint(ORIGIN, 400, new byte[32]));
    return anchors;
  }

  private static void note(LogBench bench, Path file, Checkpoint checkpoint) throws IOException {
    Files.write(file, bench.signer.note(checkpoint).getBytes(StandardCharsets.UTF_8));
  }

  private static void replace(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (var old = Files.walk(to)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (var made = Files.walk(from)) {
      for (Path path : made.sorted().toList()) {
        Files.copy(
            path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
