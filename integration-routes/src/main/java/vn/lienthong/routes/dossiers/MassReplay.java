package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.json.HubJson;

/**
 * Replays every delivery of a filter: what is held goes out again, spread over time; what was
 * delivered is asked for, dossier by dossier, and never sent. Cut off, it is simply begun again:
 * the filter finds what is left.
 */
public final class MassReplay {
  private static final int AT_ONCE = 200;
  private static final int SHOWN = 20;
  private static final int FAILURES_IN_A_ROW = 20;
  private static final String MATCHES =
      """
      FROM dossiers.dossier AS d
      JOIN dossiers.delivery AS v
        ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
     WHERE d.partner = :partner AND v.state = ANY(CAST(:states AS text[]))
       AND (v.state <> 'IN_DOUBT' OR v.doubt = 'OPERATOR')
       AND (CAST(:error AS text) IS NULL OR v.error_code = :error)
       AND (CAST(:field AS text) IS NULL OR coalesce(v.error_field, '') = :field)
       AND (CAST(:agency AS text) IS NULL OR d.agency_code = :agency
            OR starts_with(d.agency_code, CAST(:agency AS text) || '.'))
       AND (CAST(:procedure AS text) IS NULL OR d.procedure_code = :procedure
            OR starts_with(d.procedure_code, CAST(:procedure AS text) || '.'))
       AND (CAST(:from AS timestamptz) IS NULL OR v.changed_at >= :from)
       AND (CAST(:to AS timestamptz) IS NULL OR v.changed_at < :to)
      """;
  private static final String COUNT =
      "SELECT v.state, count(*) AS deliveries " + MATCHES + " GROUP BY v.state";
  private static final String COUNT_DOSSIERS = "SELECT count(DISTINCT d.code) " + MATCHES;
  private static final String SAMPLE =
      "SELECT v.dossier, v.version, v.kind, v.state, v.error_code "
          + MATCHES
          + " ORDER BY v.changed_at, v.dossier, v.version LIMIT :limit";
  private static final String DOSSIERS =
      "SELECT d.code, min(CAST(v.id AS text)) AS delivery "
          + MATCHES
          + " AND d.code > :after GROUP BY d.code ORDER BY d.code LIMIT :limit";
  private static final String MOVE =
      """
      WITH chosen AS (
        SELECT v.month, v.partner, v.dossier, v.version,
               row_number() OVER (ORDER BY v.dossier, v.place, v.version) AS nth
      """
          + MATCHES
          + """
               AND d.code = ANY(CAST(:codes AS text[])))
      UPDATE dossiers.delivery AS v
         SET state = 'DUE', reason = :reason, changed_at = :now, attempts = 0, deferrals = 0,
             sent_item = NULL, doubt = NULL, batch_limit = 1, told = true,
             next_at = CAST(:begin AS timestamptz)
                       + make_interval(secs => CAST(:before + c.nth - 1 AS float8) / :rate)
        FROM chosen AS c
       WHERE v.month = c.month AND v.partner = c.partner AND v.dossier = c.dossier
         AND v.version = c.version
      RETURNING v.dossier, v.version, v.kind, v.state, v.id
      """;

  private final JdbcClient jdbc;
  private final Dispatch dispatch;
  private final MessageLog messageLog;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final TransactionTemplate transactions;

  MassReplay(
      JdbcClient jdbc,
      Dispatch dispatch,
      MessageLog messageLog,
      NpspCalls calls,
      PartnerWire wire,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.dispatch = dispatch;
    this.messageLog = messageLog;
    this.calls = calls;
    this.wire = wire;
    this.transactions = transactions;
  }

  /** One delivery of a preview. */
  public record Sample(
      String dossier,
      long version,
      DeliveryKind kind,
      DeliveryState state,
      Optional<String> errorCode) {}

  /** What a replay would touch, the longest unchanged first. */
  public record Preview(Map<DeliveryState, Long> deliveries, long dossiers, List<Sample> sample) {
    public Preview {
      deliveries = Map.copyOf(deliveries);
      sample = List.copyOf(sample);
    }

    public long total() {
      return deliveries.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * What came of it.
   *
   * @param released deliveries that go out again
   * @param known dossiers that were asked for and that the partner knows
   * @param unknown dossiers that it does not know
   * @param unchecked dossiers that could not be asked for
   * @param unknownDossiers some of the unknown
   */
  public record Outcome(
      long released, long known, long unknown, long unchecked, List<String> unknownDossiers) {
    public Outcome {
      unknownDossiers = List.copyOf(unknownDossiers);
    }
  }

  /** Counts and shows what the filter finds now; changes nothing. */
  public Preview preview(ReplayFilter filter) {
    Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
    bind(COUNT, filter, filter.states())
        .query(
            row -> {
              counts.put(DeliveryState.valueOf(row.getString("state")), row.getLong("deliveries"));
            });
    long dossiers = bind(COUNT_DOSSIERS, filter, filter.states()).query(Long.class).single();
    return new Preview(
        counts,
        dossiers,
        bind(SAMPLE, filter, filter.states())
            .param("limit", SHOWN)
            .query(MassReplay::sample)
            .list());
  }

  private static Sample sample(ResultSet row, int rowNumber) throws SQLException {
    return new Sample(
        row.getString("dossier"),
        row.getLong("version"),
        DeliveryKind.valueOf(row.getString("kind")),
        DeliveryState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("error_code")));
  }

  /**
   * Replays what the filter finds.
   *
   * @param perSecond deliveries that become due in a second, and dossiers asked for; 1 or more
   */
  public Outcome replay(ReplayFilter filter, int perSecond, Replay.Act act) {
    long found = preview(filter).total();
    transactions.executeWithoutResult(_ -> messageLog.append(begun(filter, perSecond, found, act)));
    long released = filter.held().isEmpty() ? 0 : release(filter, perSecond, act);
    Asked asked = new Asked();
    if (filter.states().contains(DeliveryState.DELIVERED)) {
      ask(filter, perSecond, act, asked);
    }
    return new Outcome(released, asked.known, asked.unknown, asked.unchecked, asked.examples);
  }

  private long release(ReplayFilter filter, int perSecond, Replay.Act act) {
    Instant begin = dispatch.now();
    long released = 0;
    List<Found> some = dossiers(filter, filter.held(), "");
    while (!some.isEmpty()) {
      List<String> codes = some.stream().map(Found::dossier).toList();
      long before = released;
      Integer moved = transactions.execute(_ -> move(filter, codes, begin, before, perSecond, act));
      released += moved == null ? 0 : moved;
      some = dossiers(filter, filter.held(), codes.getLast());
    }
    return released;
  }

  private int move(
      ReplayFilter filter,
      List<String> codes,
      Instant begin,
      long before,
      int perSecond,
      Replay.Act act) {
    dispatch.dossiers().lock(codes);
    List<Moved> moved =
        bind(MOVE, filter, filter.held())
            .param("codes", codes.toArray(String[]::new))
            .param("reason", act.reason())
            .param("begin", Timestamp.from(begin))
            .param("before", before)
            .param("rate", perSecond)
            .param("now", Timestamp.from(dispatch.now()))
            .query((row, n) -> new Moved(DeliveryTable.change(row, n), row.getString("id")))
            .list();
    dispatch.settle(codes, moved.stream().map(Moved::change).toList());
    messageLog.appendAll(
        moved.stream()
            .map(
                one ->
                    Replay.entry(one.change().dossier(), one.id(), act, "delivery-replay", "DUE"))
            .toList());
    return moved.size();
  }

  private record Moved(Change change, String id) {}

  private record Found(String dossier, String delivery) {}

  /** The next dossiers after this code with a delivery that the filter finds. */
  private List<Found> dossiers(ReplayFilter filter, Set<DeliveryState> states, String after) {
    return bind(DOSSIERS, filter, states)
        .param("after", after)
        .param("limit", AT_ONCE)
        .query((row, _) -> new Found(row.getString("code"), row.getString("delivery")))
        .list();
  }

  private static final class Asked {
    private final List<String> examples = new ArrayList<>();
    private long known;
    private long unknown;
    private long unchecked;
    private int failuresInARow;

    void answer(String dossier, ReadOutcome<Boolean> answer) {
      switch (answer) {
        case ReadOutcome.Value<Boolean> value when value.value() -> {
          known++;
          failuresInARow = 0;
        }
        case ReadOutcome.Value<Boolean> _ -> {
          unknown++;
          failuresInARow = 0;
          if (examples.size() < SHOWN) {
            examples.add(dossier);
          }
        }
        case ReadOutcome.Failed<Boolean> _ -> {
          unchecked++;
          failuresInARow++;
        }
      }
    }

    boolean maySucceed() {
      return failuresInARow < FAILURES_IN_A_ROW;
    }
  }

  private void ask(ReplayFilter filter, int perSecond, Replay.Act act, Asked asked) {
    Set<DeliveryState> delivered = Set.of(DeliveryState.DELIVERED);
    long pause = Duration.ofSeconds(1).toNanos() / perSecond;
    long next = System.nanoTime();
    List<Found> some = dossiers(filter, delivered, "");
    while (!some.isEmpty()) {
      for (Found one : some) {
        if (!wire.rules().canBeAsked() || !asked.maySucceed()) {
          asked.unchecked++;
          continue;
        }
        while (System.nanoTime() < next) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
        next = System.nanoTime() + pause;
        asked.answer(one.dossier(), ask(one, act));
      }
      some = dossiers(filter, delivered, some.getLast().dossier());
    }
  }

  private ReadOutcome<Boolean> ask(Found one, Replay.Act act) {
    transactions.executeWithoutResult(
        _ ->
            messageLog.append(
                Replay.entry(one.dossier(), one.delivery(), act, "delivery-check", "DELIVERED")));
    return calls.ask(
        UuidCreator.getTimeOrderedEpoch().toString(),
        session -> wire.prepareLookup(session, new DossierCode(one.dossier())),
        wire::readLookup);
  }

  private JdbcClient.StatementSpec bind(
      String sql, ReplayFilter filter, Collection<DeliveryState> states) {
    return jdbc.sql(sql)
        .param("partner", NpspPartnerWire.PARTNER)
        .param("states", states.stream().map(Enum::name).toArray(String[]::new))
        .param("error", filter.error().orElse(null))
        .param("field", filter.field().orElse(null))
        .param("agency", filter.agency().orElse(null))
        .param("procedure", filter.procedure().orElse(null))
        .param("from", filter.from().map(Timestamp::from).orElse(null))
        .param("to", filter.to().map(Timestamp::from).orElse(null));
  }

  private static EntryDraft begun(ReplayFilter filter, int perSecond, long found, Replay.Act act) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    var detail = HubJson.newMapper().createObjectNode();
    filter.states().stream()
        .sorted()
        .forEach(state -> detail.withArray("states").add(state.name()));
    filter.error().ifPresent(error -> detail.put("error", error));
    filter.field().ifPresent(field -> detail.put("field", field));
    filter.agency().ifPresent(agency -> detail.put("agency", agency));
    filter.procedure().ifPresent(procedure -> detail.put("procedure", procedure));
    filter.from().ifPresent(from -> detail.put("from", from.toString()));
    filter.to().ifPresent(to -> detail.put("to", to.toString()));
    detail
        .put("found", Long.toString(found))
        .put("perSecond", Integer.toString(perSecond))
        .put("reason", act.reason());
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        NpspPartnerWire.PARTNER,
        "deliveries-replay",
        new EntryDraft.About(Optional.of(act.operator()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                detail.toString().getBytes(StandardCharsets.UTF_8), "application/json", List.of())),
        Optional.empty(),
        Optional.of(new EntryDraft.Outcome("BEGUN", Optional.empty(), Optional.empty())));
  }
}
