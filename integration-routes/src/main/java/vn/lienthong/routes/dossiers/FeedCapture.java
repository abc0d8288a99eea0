package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.onestop.FeedItem;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.dossiers.DeliveryTable.Fresh;
import vn.lienthong.routes.dossiers.DeliveryTable.Refusal;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Turns rows of the one-stop system's feed into dossiers and deliveries: dossiers, deliveries and
 * watermark in one transaction, then a wake-up. A row that was captured before changes nothing.
 */
final class FeedCapture {
  private static final Logger LOG = LoggerFactory.getLogger(FeedCapture.class);
  private static final ZoneId LOCAL = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Dispatch dispatch;
  private final FeedWatermark watermark;
  private final MonthPartitions months;
  private final RestoreTable restores;
  private final Modes modes;
  private final OnestopMapper mapper;
  private final TransactionTemplate transactions;
  private final WakeUps wakeUps;
  private final DiskSpace disk;
  private final PathProbe probe;

  FeedCapture(
      Dispatch dispatch,
      FeedWatermark watermark,
      MonthPartitions months,
      RestoreTable restores,
      Modes modes,
      OnestopMapper mapper,
      TransactionTemplate transactions,
      WakeUps wakeUps,
      DiskSpace disk,
      PathProbe probe) {
    this.dispatch = dispatch;
    this.watermark = watermark;
    this.months = months;
    this.restores = restores;
    this.modes = modes;
    this.mapper = mapper;
    this.transactions = transactions;
    this.wakeUps = wakeUps;
    this.disk = disk;
    this.probe = probe;
  }

  /**
   * After which position the feed is to be read.
   *
   * @throws HubException LT-9030 while a disk is low: what waits in the feed is safe there
   */
  public Watermark position() {
    disk.demandRoom();
    return watermark.read();
  }

  /**
   * Captures rows that were read after the watermark.
   *
   * @return the number of rows that were new
   */
  public int capture(Watermark after, List<FeedRow> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    LocalDate month = dispatch.now().atZone(LOCAL).toLocalDate().withDayOfMonth(1);
    months.ensure(month);
    List<Change> changes = transactions.execute(_ -> inTransaction(after, rows, month));
    if (changes == null || changes.isEmpty()) {
      return 0;
    }
    probe.at(PathPoint.AFTER_CAPTURE_COMMIT);
    wakeUps.send(codesOf(changes));
    probe.at(PathPoint.AFTER_WAKE_UP);
    LOG.atInfo().addKeyValue("rows", changes.size()).log("changes captured");
    return changes.size();
  }

  /** Notes that the feed was read to its end. */
  void noteEnd() {
    restores.noteEnd(dispatch.now());
  }

  private List<Change> inTransaction(Watermark after, List<FeedRow> rows, LocalDate month) {
    Instant now = dispatch.now();
    modes.keepForThisTransaction();
    if (!watermark.move(after, rows.getLast().position(), now)) {
      return List.of();
    }
    Collection<String> codes = new TreeSet<>(rows.stream().map(FeedRow::code).toList());
    dispatch.dossiers().insertMissing(codes, month, now);
    Map<String, OwnerSystem> known = dispatch.dossiers().lock(codes);
    List<FeedItem> items = rows.stream().map(mapper::read).toList();
    PageOwners owners = new PageOwners(known, items);
    List<Change> letGo = letGo(owners.foundElsewhere(), now);
    List<Fresh> fresh = new ArrayList<>();
    List<FeedRow> readable = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      FeedRow row = rows.get(i);
      Fresh one = fresh(row, items.get(i), owners.refusal(row.code(), items.get(i)));
      fresh.add(one);
      if (one.kind() == DeliveryKind.SNAPSHOT && one.refused().isEmpty()) {
        readable.add(row);
      }
    }
    dispatch
        .dossiers()
        .stand(
            readable.stream().map(FeedRow::code).toList(),
            readable.stream().map(FeedRow::version).toList(),
            readable.stream().map(FeedRow::document).toList());
    List<Change> changes = dispatch.deliveries().insert(fresh, restores.catchingUp(), now);
    dispatch
        .dossiers()
        .beginEpochs(
            rows.stream().map(FeedRow::code).toList(),
            rows.stream().map(FeedRow::epoch).toList(),
            rows.stream().map(FeedRow::version).toList());
    dispatch.dossiers().advance(codes);
    dispatch.settle(codes, Stream.concat(letGo.stream(), changes.stream()).toList());
    probe.at(PathPoint.BEFORE_CAPTURE_COMMIT);
    return changes;
  }

  /** A step may have been captured before the snapshot that says whose its dossier is. */
  private List<Change> letGo(Map<String, OwnerSystem> elsewhere, Instant now) {
    if (elsewhere.isEmpty()) {
      return List.of();
    }
    dispatch.dossiers().own(elsewhere);
    Map<String, String> texts = new LinkedHashMap<>();
    elsewhere.forEach((code, owner) -> texts.put(code, PageOwners.ownedByAnother(owner)));
    return dispatch.deliveries().letGo(texts, now);
  }

  private Fresh fresh(FeedRow row, FeedItem item, Optional<Refusal> notTaken) {
    if (notTaken.isPresent()) {
      return fresh(row, kind(row), "{}", notTaken);
    }
    return switch (item) {
      case FeedItem.DossierChange _ ->
          fresh(row, DeliveryKind.SNAPSHOT, row.document(), Optional.empty());
      case FeedItem.StepChange _ -> fresh(row, DeliveryKind.STEP, row.document(), Optional.empty());
      case FeedItem.Unreadable bad -> {
        LOG.atWarn()
            .addKeyValue("dossier", bad.code())
            .addKeyValue("version", bad.version())
            .addKeyValue("error", bad.error().code())
            .log("row of the change feed cannot be read");
        yield fresh(
            row, kind(row), "{}", Optional.of(new Refusal(bad.error(), bad.field(), bad.text())));
      }
    };
  }

  private static DeliveryKind kind(FeedRow row) {
    return row.kind().equals("step") ? DeliveryKind.STEP : DeliveryKind.SNAPSHOT;
  }

  private static Fresh fresh(
      FeedRow row, DeliveryKind kind, String document, Optional<Refusal> refused) {
    return new Fresh(
        row.code(),
        row.version(),
        kind,
        UuidCreator.getTimeOrderedEpoch(),
        document,
        refused,
        refused.filter(no -> no.error() == HubError.DOSSIER_OWNED_BY_ANOTHER).isPresent());
  }

  private static Collection<String> codesOf(List<Change> changes) {
    return new TreeSet<>(changes.stream().map(Change::dossier).toList());
  }
}
