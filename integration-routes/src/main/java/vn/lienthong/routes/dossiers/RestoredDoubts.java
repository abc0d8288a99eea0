package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.onestop.Acknowledgement;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.DossierCode;

/**
 * Finds out, after a restore, what the lost database had delivered: by the hub's own last words to
 * the one-stop system, where that can be asked; then by asking the partner for the dossier; then by
 * repeating what the partner counts once. What can be found out by none waits for an operator.
 * Works on the lowest unfinished delivery of a dossier, so that order is kept.
 */
final class RestoredDoubts {
  private static final Logger LOG = LoggerFactory.getLogger(RestoredDoubts.class);
  private static final int AT_ONCE = 100;
  private static final Duration UNANSWERED = Duration.ofSeconds(5);
  private static final String HEADS =
      """
      SELECT d.code, d.known, v.version, v.kind,
             EXISTS (SELECT FROM dossiers.delivery AS x
                      WHERE x.month = v.month AND x.partner = v.partner AND x.dossier = v.dossier
                        AND x.kind = 'SNAPSHOT' AND x.doubt = 'RESTORED'
                        AND (x.place, x.version) > (v.place, v.version)) AS newer
        FROM dossiers.dossier AS d
        JOIN dossiers.delivery AS v
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
             AND v.version = d.head_version
       WHERE d.partner = :partner AND d.head_state = 'IN_DOUBT' AND d.head_at <= :now
         AND v.doubt = 'RESTORED'
       ORDER BY d.head_at, d.code LIMIT :limit
      """;
  private static final String MOVE =
      """
      UPDATE dossiers.delivery AS v
         SET state = CASE WHEN :state = 'DUE' AND document = '{}' THEN 'REFUSED' ELSE :state END,
             doubt = NULL, next_at = :now, changed_at = :now,
             told = (:told OR :state = 'DUE') AND NOT (:state = 'DUE' AND document = '{}'),
             error_code = CASE WHEN :state = 'DUE' AND document = '{}' THEN error_code END,
             error_field = CASE WHEN :state = 'DUE' AND document = '{}' THEN error_field END,
             error_text = CASE WHEN :state = 'DUE' AND document = '{}' THEN error_text END
        FROM dossiers.dossier AS d
       WHERE d.partner = :partner AND d.code = :code AND v.month = d.month
         AND v.partner = d.partner AND v.dossier = d.code AND v.doubt = 'RESTORED'
         AND v.state = 'IN_DOUBT' AND v.version = ANY(CAST(:versions AS bigint[]))
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String VERSIONS =
      """
      SELECT v.version FROM dossiers.dossier AS d
        JOIN dossiers.delivery AS v
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
       WHERE d.partner = :partner AND d.code = :code AND v.doubt = 'RESTORED'
       ORDER BY v.place, v.version
      """;
  private static final String POSTPONE =
      """
      UPDATE dossiers.dossier AS d SET head_at = :until
       WHERE d.partner = :partner AND d.code = :code AND d.head_state = 'IN_DOUBT'
      """;
  private static final String ASK_OPERATOR =
      """
      UPDATE dossiers.delivery AS v
         SET doubt = 'OPERATOR', told = false, changed_at = :now
        FROM dossiers.dossier AS d
       WHERE d.partner = :partner AND d.code = :code AND v.month = d.month
         AND v.partner = d.partner AND v.dossier = d.code AND v.version = :version
         AND v.doubt = 'RESTORED'
      """;

  private final RestoreTable restores;
  private final JdbcClient jdbc;
  private final String partner;
  private final Dispatch dispatch;
  private final OneStop oneStop;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final TransactionTemplate transactions;

  RestoredDoubts(
      RestoreTable restores,
      JdbcClient jdbc,
      String partner,
      Dispatch dispatch,
      OneStop oneStop,
      NpspCalls calls,
      PartnerWire wire,
      TransactionTemplate transactions) {
    this.restores = restores;
    this.jdbc = jdbc;
    this.partner = partner;
    this.dispatch = dispatch;
    this.oneStop = oneStop;
    this.calls = calls;
    this.wire = wire;
    this.transactions = transactions;
  }

  /** The lowest unfinished delivery of a dossier; {@code newer}: a later snapshot is known. */
  private record Head(String code, boolean known, long version, DeliveryKind kind, boolean newer) {}

  /** Resolves some; returns how many dossiers went on. */
  public int resolve() {
    if (restores.catchingUp()) {
      return 0; // what was captured since may tell
    }
    List<Head> heads = heads();
    if (heads.isEmpty()) {
      return 0;
    }
    Map<String, List<Acknowledgement>> words = words(heads);
    int wentOn = 0;
    for (Head head : heads) {
      List<Acknowledgement> told = words.getOrDefault(head.code(), List.of());
      boolean byOurWord = !told.isEmpty() && believe(head, told);
      if (byOurWord || goOn(head)) {
        wentOn++;
      } else {
        return wentOn; // the partner does not answer
      }
    }
    return wentOn;
  }

  private List<Head> heads() {
    return jdbc.sql(HEADS)
        .param("partner", partner)
        .param("now", Timestamp.from(dispatch.now()))
        .param("limit", AT_ONCE)
        .query(
            (row, _) ->
                new Head(
                    row.getString("code"),
                    row.getBoolean("known"),
                    row.getLong("version"),
                    DeliveryKind.valueOf(row.getString("kind")),
                    row.getBoolean("newer")))
        .list();
  }

  /** What the hub, before it was restored, told the one-stop system of these dossiers. */
  private Map<String, List<Acknowledgement>> words(List<Head> heads) {
    Map<String, List<Acknowledgement>> words = new HashMap<>();
    for (Acknowledgement word :
        oneStop.acknowledged(partner, heads.stream().map(Head::code).toList())) {
      if (ended(word).isPresent()) {
        words.computeIfAbsent(word.code(), _ -> new ArrayList<>()).add(word);
      }
    }
    return words;
  }

  private static Optional<DeliveryState> ended(Acknowledgement word) {
    return switch (word.state()) {
      case DELIVERED -> Optional.of(DeliveryState.DELIVERED);
      case SUPERSEDED -> Optional.of(DeliveryState.SUPERSEDED);
      case CANCELLED -> Optional.of(DeliveryState.CANCELLED);
      case RECEIVED, UNREADABLE, REFUSED, PARKED, IN_DOUBT, ADOPTED -> Optional.empty();
    };
  }

  /** True when some of the doubts ended by it. */
  private boolean believe(Head head, List<Acknowledgement> words) {
    boolean delivered =
        words.stream().anyMatch(word -> word.state() == Acknowledgement.State.DELIVERED);
    List<Change> changes = new ArrayList<>();
    inTransaction(
        head.code(),
        () -> {
          for (DeliveryState state :
              List.of(DeliveryState.DELIVERED, DeliveryState.SUPERSEDED, DeliveryState.CANCELLED)) {
            List<Long> versions =
                words.stream()
                    .filter(word -> ended(word).equals(Optional.of(state)))
                    .map(Acknowledgement::version)
                    .toList();
            changes.addAll(move(head.code(), versions, state, true));
          }
          if (delivered) {
            dispatch.dossiers().know(List.of(head.code()));
          }
          return changes;
        });
    tell(head, changes, "told before the restore");
    return !changes.isEmpty();
  }

  /** False when the partner did not answer. */
  private boolean goOn(Head head) {
    PartnerRules rules = wire.rules();
    if (!head.known()) {
      return rules.canBeAsked()
          ? ask(head)
          : end(head, rules.mayRepeat(Form.ADD), DeliveryState.DUE);
    }
    return switch (head.kind()) {
      case STEP -> end(head, rules.mayRepeat(Form.STEP), DeliveryState.DUE);
      case SNAPSHOT ->
          // an older snapshot would put the partner back for a while; the newer one says all of it
          head.newer()
              ? end(head, true, DeliveryState.SUPERSEDED)
              : end(head, rules.mayRepeat(Form.UPDATE), DeliveryState.DUE);
    };
  }

  private boolean ask(Head head) {
    DossierCode code = new DossierCode(head.code());
    ReadOutcome<Boolean> answer =
        calls.ask(
            UuidCreator.getTimeOrderedEpoch().toString(),
            session -> wire.prepareLookup(session, code),
            wire::readLookup);
    return switch (answer) {
      case ReadOutcome.Failed<Boolean> _ -> {
        postpone(head);
        yield false;
      }
      case ReadOutcome.Value<Boolean> known when known.value() -> {
        inTransaction(
            head.code(),
            () -> {
              dispatch.dossiers().know(List.of(head.code()));
              return head.kind() == DeliveryKind.SNAPSHOT
                  ? move(head.code(), List.of(head.version()), DeliveryState.DELIVERED, false)
                  : List.of();
            });
        yield true;
      }
      case ReadOutcome.Value<Boolean> _ -> {
        // without the dossier the partner has nothing of it
        inTransaction(
            head.code(), () -> move(head.code(), versions(head.code()), DeliveryState.DUE, false));
        yield true;
      }
    };
  }

  private boolean end(Head head, boolean allowed, DeliveryState state) {
    if (!allowed) {
      jdbc.sql(ASK_OPERATOR)
          .param("partner", partner)
          .param("code", head.code())
          .param("version", head.version())
          .param("now", Timestamp.from(dispatch.now()))
          .update();
      LOG.atWarn()
          .addKeyValue("dossier", head.code())
          .addKeyValue("version", head.version())
          .log("delivery in doubt waits for an operator");
      return true;
    }
    inTransaction(head.code(), () -> move(head.code(), List.of(head.version()), state, false));
    return true;
  }

  private interface Work {
    List<Change> run();
  }

  private void inTransaction(String code, Work work) {
    transactions.executeWithoutResult(
        _ -> {
          List<String> codes = List.of(code);
          dispatch.dossiers().lock(codes);
          dispatch.settle(codes, work.run());
        });
  }

  private List<Change> move(String code, List<Long> versions, DeliveryState state, boolean told) {
    if (versions.isEmpty()) {
      return List.of();
    }
    return jdbc
        .sql(MOVE)
        .param("partner", partner)
        .param("code", code)
        .param("versions", versions.toArray(Long[]::new))
        .param("state", state.name())
        .param("told", told)
        .param("now", Timestamp.from(dispatch.now()))
        .query(DeliveryTable::change)
        .list()
        .stream()
        .sorted(Comparator.comparingLong(Change::version))
        .toList();
  }

  private List<Long> versions(String code) {
    return jdbc.sql(VERSIONS)
        .param("partner", partner)
        .param("code", code)
        .query(Long.class)
        .list();
  }

  private void postpone(Head head) {
    Instant until = dispatch.now().plus(UNANSWERED);
    jdbc.sql(POSTPONE)
        .param("partner", partner)
        .param("code", head.code())
        .param("until", Timestamp.from(until))
        .update();
  }

  private static void tell(Head head, List<Change> changes, String how) {
    if (!changes.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("dossier", head.code())
          .addKeyValue("deliveries", changes.size())
          .addKeyValue("how", how)
          .log("doubts after the restore resolved");
    }
  }
}
