package vn.lienthong.connectors.onestop.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.onestop.FeedItem;
import vn.lienthong.connectors.onestop.FeedItem.DossierChange;
import vn.lienthong.connectors.onestop.FeedItem.StepChange;
import vn.lienthong.connectors.onestop.FeedItem.Unreadable;
import vn.lienthong.connectors.onestop.FeedPage;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OneStopProperties;
import vn.lienthong.connectors.onestop.OneStopTestDatabase;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.connectors.onestop.OnestopRestClient;
import vn.lienthong.connectors.onestop.RestWire;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.FileReference;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

class OfficeAtWorkTest {
  private static final Instant MORNING = Instant.parse("2026-11-02T00:30:00Z");
  private static final OfficeScene SCENE = scene();

  private final DataSource dataSource = OneStopTestDatabase.fresh();
  private final OneStopDatabase database = new OneStopDatabase(dataSource);
  private final OnestopMapper mapper = new OnestopMapper();

  @Test
  void every_sequence_is_legal_and_ends() {
    OfficeReport report = Office.open(dataSource, SCENE).run(plan(150, 7, 0));

    List<List<Integer>> legal =
        List.of(
            List.of(1, 2, 4, 9, 10),
            List.of(1, 2, 4, 5, 4, 6, 4, 9, 10),
            List.of(1, 3),
            List.of(1, 2, 4, 7),
            List.of(1, 2, 4, 8));
    Map<String, List<Integer>> told = new TreeMap<>();
    byVersion(readAll()).forEach((code, rows) -> told.put(code, statuses(rows)));
    assertThat(told.values()).allSatisfy(sequence -> assertThat(legal).contains(sequence));
    assertThat(new HashSet<>(told.values())).hasSameSizeAs(legal);
    assertThat(report.dossiers()).isEqualTo(150).isEqualTo(told.size());
    assertThat(report.rowsCommitted()).isEqualTo(readAll().size());
    assertThat(report.rolledBack()).isPositive();
    assertThat(report.heldOpen()).isPositive();
  }

  @Test
  void versions_count_from_one_without_gap_and_begin_with_a_snapshot() {
    Office.open(dataSource, SCENE).run(plan(120, 8, 0));

    byVersion(readAll())
        .values()
        .forEach(
            rows -> {
              assertThat(rows)
                  .extracting(FeedRow::version)
                  .containsExactlyElementsOf(
                      IntStream.rangeClosed(1, rows.size()).mapToObj(Long::valueOf).toList());
              assertThat(rows.getFirst().kind()).isEqualTo("dossier");
              rows.forEach(row -> assertThat(versionIn(row)).isEqualTo(row.version()));
            });
  }

  @Test
  void neither_sequence_nor_transaction_follows_the_commits() {
    Office.open(dataSource, SCENE).run(plan(150, 9, 0));
    List<FeedRow> rows = readAll();

    List<Long> sequences = rows.stream().map(FeedRow::seq).toList();
    boolean versionsTurned =
        rows.stream()
            .collect(Collectors.groupingBy(FeedRow::code, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(list -> list.stream().map(FeedRow::version).toList())
            .anyMatch(versions -> !isSorted(versions));

    assertThat(isSorted(sequences)).isFalse();
    assertThat(Collections.max(sequences)).isGreaterThan(rows.size());
    assertThat(versionsTurned).isTrue();
  }

  @Test
  void the_same_plan_gives_the_same_documents_and_another_seed_others() {
    DataSource second = OneStopTestDatabase.fresh();
    DataSource third = OneStopTestDatabase.fresh();

    Office.open(dataSource, SCENE).run(plan(60, 5, 4));
    Office.open(second, SCENE).run(new OfficePlan(60, 5, 4, MORNING, 0, Optional.of(900.0)));
    Office.open(third, SCENE).run(plan(60, 6, 4));

    assertThat(documents(new OneStopDatabase(second))).isEqualTo(documents(database));
    assertThat(documents(new OneStopDatabase(third))).isNotEqualTo(documents(database));
  }

  @Test
  void one_procedure_is_a_quarter_of_all_and_codes_have_both_forms() {
    Office.open(dataSource, SCENE).run(plan(1_000, 3, 0));

    Map<ProcedureCode, Long> counts =
        dossiers().values().stream()
            .collect(Collectors.groupingBy(Dossier::procedure, Collectors.counting()));
    List<Long> largest = counts.values().stream().sorted(Comparator.reverseOrder()).toList();
    assertThat(counts.get(new ProcedureCode("2.000815"))).isBetween(200L, 320L);
    assertThat(largest.get(1)).isBetween(60L, 130L);
    assertThat(counts).hasSizeGreaterThan(150);
    Set<String> codes = dossiers().keySet();
    assertThat(codes).anyMatch(code -> code.matches("000\\.00\\.[0-9]{2}\\.H38-261102-[0-9]{4}"));
    assertThat(codes).anyMatch(code -> code.matches("H38\\.1[0-9]{2}-261102-[0-9]{4}"));
    assertThat(codes).allMatch(code -> code.endsWith("-0001") || codes.contains(before(code)));
  }

  @Test
  void every_file_can_be_fetched_and_is_what_it_says() {
    Office.open(dataSource, SCENE).run(plan(40, 4, 2));

    List<FileReference> files = new ArrayList<>();
    for (Dossier dossier : dossiers().values()) {
      dossier.files().forEach(file -> file.file().ifPresent(files::add));
      dossier.results().forEach(paper -> paper.file().ifPresent(files::add));
      dossier
          .files()
          .forEach(
              file ->
                  assertThat(file.name())
                      .endsWith(
                          "-" + file.file().orElseThrow().sha256().substring(0, 12) + ".pdf"));
    }

    assertThat(files).hasSizeGreaterThan(60);
    for (FileReference file : files) {
      var stored = database.openFile(file.key()).orElseThrow();
      assertThat(stored.isIntact()).isTrue();
      assertThat(stored.sha256()).isEqualTo(file.sha256());
      assertThat(stored.bytes()).hasSize((int) file.bytes()).hasSizeBetween(1_000, 3_100);
    }
  }

  @Test
  void rest_and_sql_give_the_same_rows() throws Exception {
    Office.open(dataSource, SCENE).run(plan(30, 2, 2));
    try (OneStopRestServer server = OneStopRestServer.start(0, dataSource, "t")) {
      var rest = new OnestopRestClient(OneStopProperties.rest(server.address(), "t"));

      List<FeedItem> bySql = new ArrayList<>();
      List<FeedItem> byRest = new ArrayList<>();
      FeedPage page = database.readFeed(Watermark.START, 1_000);
      page.rows().forEach(row -> bySql.add(mapper.read(row)));
      FeedPage other = rest.readFeed(Watermark.START, 1_000);
      other.rows().forEach(row -> byRest.add(mapper.read(row)));

      assertThat(byRest).isEqualTo(bySql).hasSizeGreaterThan(150);
      assertThat(other.rows())
          .extracting(FeedRow::position)
          .containsExactlyElementsOf(page.rows().stream().map(FeedRow::position).toList());
      var json = RestWire.newMapper();
      assertThat(json.readTree(other.rows().getFirst().document()))
          .isEqualTo(json.readTree(page.rows().getFirst().document()));
    }
  }

  @Test
  void planted_faults_are_reported_and_only_they_are_faulty() {
    OfficeReport report = Office.open(dataSource, SCENE).run(plan(40, 11, 8));

    Map<String, Dossier> dossiers = dossiers();
    assertThat(report.planted()).hasSize(8);
    assertThat(report.planted()).extracting(Planted::fault).containsOnly(PlantedFault.values());
    Set<String> planted =
        report.planted().stream().map(p -> p.code().value()).collect(Collectors.toSet());
    dossiers.forEach(
        (code, dossier) -> assertThat(isFaulty(dossier)).isEqualTo(planted.contains(code)));
  }

  @Test
  void a_mended_dossier_comes_as_its_next_version_and_its_story_goes_on() {
    Office office = Office.open(dataSource, SCENE);
    List<Planted> planted = office.run(plan(40, 12, 4)).planted();
    long before = rowsOf(planted.getFirst().code().value()).size();

    planted.forEach(one -> assertThat(office.mend(one.code())).isTrue());
    assertThat(office.mend(planted.getFirst().code())).isFalse();
    OfficeReport rest = office.resume();

    assertThat(before).isEqualTo(1);
    assertThat(rest.planted()).isEmpty();
    assertThat(dossiers().values()).noneMatch(OfficeAtWorkTest::isFaulty);
    assertThat(rowsOf(planted.getFirst().code().value()).get(1).kind()).isEqualTo("dossier");
    assertThat(byVersion(readAll()).values())
        .allSatisfy(rows -> assertThat(statuses(rows)).hasSizeGreaterThan(1));
  }

  @Test
  void an_office_that_was_stopped_goes_on_where_it_was_and_uses_no_code_twice() throws Exception {
    Office office = Office.open(dataSource, SCENE);
    var running = office.start(new OfficePlan(200, 13, 0, MORNING, 0.1, Optional.of(150.0)));
    await().atMost(Duration.ofSeconds(20)).until(() -> office.standing().dossiers() > 10);
    office.stop();
    OfficeReport first = running.get();

    Office again = Office.open(dataSource, SCENE);
    OfficeReport second = again.resume(0.1, Optional.empty());
    again.run(plan(50, 13, 0));

    assertThat(first.dossiers()).isLessThan(200);
    assertThat(first.dossiers() + second.dossiers()).isEqualTo(200);
    assertThat(again.standing().dossiers()).isEqualTo(250);
    assertThat(byVersion(readAll()).values())
        .allSatisfy(rows -> assertThat(statuses(rows)).hasSizeGreaterThan(1));
  }

  @Test
  void an_office_whose_connections_were_cut_says_so_and_goes_on() {
    Office office = Office.open(dataSource, SCENE);
    var running = office.start(new OfficePlan(200, 15, 0, MORNING, 0.1, Optional.of(150.0)));
    await().atMost(Duration.ofSeconds(20)).until(() -> office.standing().dossiers() > 10);

    OneStopTestDatabase.execute(
        dataSource,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

    // Under -ea, as in tests, the driver itself may stumble over an assertion of its own.
    assertThatThrownBy(running::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfAny(HubException.class, AssertionError.class);
    office.resume();
    Map<String, List<FeedRow>> told = byVersion(readAll());
    assertThat(told).hasSize(200);
    assertThat(told.values())
        .allSatisfy(
            rows -> {
              assertThat(rows.getLast().version()).isEqualTo(rows.size());
              assertThat(statuses(rows)).hasSizeGreaterThan(1);
            });
  }

  @Test
  void a_new_epoch_tells_every_dossier_again_with_higher_versions() {
    Office office = Office.open(dataSource, SCENE);
    office.run(plan(20, 14, 0));
    Watermark read = readAll().getLast().position();

    int epoch = office.beginEpoch("restored in the test");
    List<FeedRow> again = database.readFeed(read, 1_000).rows();

    assertThat(epoch).isEqualTo(2);
    assertThat(again).hasSize(20);
    assertThat(again)
        .allSatisfy(
            row -> {
              assertThat(row.version()).isGreaterThan(1_000_000);
              assertThat(row.kind()).isEqualTo("dossier");
              assertThat(versionIn(row)).isEqualTo(row.version());
              assertThat(mapper.read(row)).isInstanceOf(DossierChange.class);
            });
  }

  @Test
  void what_a_ministrys_portal_owns_is_named_in_every_snapshot_by_sql_and_by_rest()
      throws Exception {
    Office.open(dataSource, SCENE)
        .run(new OfficePlan(60, 21, 0, MORNING, 0.1, Optional.empty(), 24));

    Map<String, Set<Optional<OwnerSystem>>> owners = new TreeMap<>();
    List<FeedRow> rows = readAll();
    for (FeedRow row : rows) {
      if (mapper.read(row) instanceof DossierChange change) {
        owners
            .computeIfAbsent(row.code(), _ -> new HashSet<>())
            .add(change.dossier().handling().ownerSystem());
      }
    }
    assertThat(owners).hasSize(60).allSatisfy((_, named) -> assertThat(named).hasSize(1));
    assertThat(owners.values().stream().filter(named -> named.contains(portal()))).hasSize(24);
    try (OneStopRestServer server = OneStopRestServer.start(0, dataSource, "t")) {
      var rest = new OnestopRestClient(OneStopProperties.rest(server.address(), "t"));
      assertThat(rest.readFeed(Watermark.START, rows.size()).rows().stream().map(mapper::read))
          .containsExactlyElementsOf(rows.stream().map(mapper::read).toList());
    }
  }

  private static Optional<OwnerSystem> portal() {
    return Optional.of(
        new OwnerSystem(OwnerSystem.Kind.MINISTRY_PORTAL, Optional.of(OfficePlan.PORTAL)));
  }

  private static OfficePlan plan(int dossiers, long seed, int planted) {
    return new OfficePlan(dossiers, seed, planted, MORNING, 0.1, Optional.empty());
  }

  private static OfficeScene scene() {
    return OfficeScene.laoCai(RealCatalogue.load());
  }

  private static boolean isFaulty(Dossier dossier) {
    return dossier.handling().localStatus() == 0
        || dossier.procedure().value().startsWith("9.")
        || isDueBeforeReceived(dossier.submission())
        || dossier.applicant().contact().phone().isEmpty();
  }

  private static boolean isDueBeforeReceived(Submission submission) {
    return submission.dueAt().isPresent()
        && submission.dueAt().get().isBefore(submission.receivedAt().orElseThrow());
  }

  private static String before(String code) {
    int dash = code.lastIndexOf('-');
    int number = Integer.parseInt(code.substring(dash + 1));
    return code.substring(0, dash + 1) + "%04d".formatted(number - 1);
  }

  private static boolean isSorted(List<Long> numbers) {
    return IntStream.range(1, numbers.size()).allMatch(i -> numbers.get(i - 1) < numbers.get(i));
  }

  private long versionIn(FeedRow row) {
    String text =
        switch (mapper.read(row)) {
          case DossierChange change ->
              change.dossier().submission().otherInformation().orElseThrow();
          case StepChange change -> change.step().content();
          case Unreadable unreadable -> throw new AssertionError(unreadable.text());
        };
    assertThat(text).contains("phiên bản ");
    return Long.parseLong(
        text.substring(text.indexOf("phiên bản ") + "phiên bản ".length()).replace(")", ""));
  }

  private List<Integer> statuses(List<FeedRow> rows) {
    List<Integer> statuses = new ArrayList<>();
    statuses.add(1);
    for (FeedRow row : rows) {
      if (mapper.read(row) instanceof StepChange change) {
        statuses.add(change.step().localStatus());
      }
    }
    return statuses;
  }

  private Map<String, List<FeedRow>> byVersion(List<FeedRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparingLong(FeedRow::version))
        .collect(Collectors.groupingBy(FeedRow::code));
  }

  private List<FeedRow> rowsOf(String code) {
    return byVersion(readAll()).getOrDefault(code, List.of());
  }

  // The newest snapshot of each dossier.
  private Map<String, Dossier> dossiers() {
    Map<String, Dossier> newest = new TreeMap<>();
    readAll().stream()
        .sorted(Comparator.comparingLong(FeedRow::version))
        .map(mapper::read)
        .forEach(
            item -> {
              if (item instanceof DossierChange change) {
                newest.put(change.code().value(), change.dossier());
              }
            });
    return newest;
  }

  private Map<String, String> documents(OneStopDatabase from) {
    Map<String, String> documents = new TreeMap<>();
    for (FeedRow row : readAll(from)) {
      documents.put(row.code() + " " + row.version(), row.kind() + row.document());
    }
    return documents;
  }

  private List<FeedRow> readAll() {
    return readAll(database);
  }

  private static List<FeedRow> readAll(OneStopDatabase from) {
    List<FeedRow> rows = new ArrayList<>();
    Watermark watermark = Watermark.START;
    FeedPage page;
    do {
      page = from.readFeed(watermark, 1_000);
      rows.addAll(page.rows());
      watermark = page.after(watermark);
    } while (!page.rows().isEmpty());
    return rows;
  }
}
