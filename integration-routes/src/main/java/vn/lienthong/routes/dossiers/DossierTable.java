package vn.lienthong.routes.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.dossier.OwnerSystem;

/** Owns table {@code dossiers.dossier}: the locks, the heads and what is known of a dossier. */
final class DossierTable {
  private static final String INSERT =
      """
      INSERT INTO dossiers.dossier (partner, code, month, captured_at)
      SELECT CAST(:partner AS text), c.code, CAST(:month AS date), CAST(:now AS timestamptz)
        FROM unnest(CAST(:codes AS text[])) AS c(code) ORDER BY c.code
      ON CONFLICT (partner, code) DO NOTHING
      """;
  private static final String LOCK =
      """
      SELECT code, owner_kind, owner_name FROM dossiers.dossier
       WHERE partner = :partner AND code = ANY(CAST(:codes AS text[]))
       ORDER BY code FOR UPDATE
      """;
  private static final String STANDING =
      """
      UPDATE dossiers.dossier AS d
         SET snapshot_version = s.version,
             owner_kind = COALESCE(d.owner_kind, 'ONE_STOP'),
             procedure_code = s.document ->> 'procedure',
             agency_code = s.document #>> '{handling,agencyCode}',
             agency_name = s.document #>> '{handling,agencyName}',
             local_status = CAST(s.document #>> '{handling,localStatus}' AS integer),
             received_at = CAST(s.document #>> '{submission,receivedAt}' AS timestamptz),
             due_at = CAST(s.document #>> '{submission,dueAt}' AS timestamptz),
             finished_at = CAST(s.document #>> '{handling,finishedAt}' AS timestamptz)
        FROM (SELECT DISTINCT ON (c.code) c.code, c.version, c.document
                FROM unnest(CAST(:codes AS text[]), CAST(:versions AS bigint[]),
                            CAST(:documents AS jsonb[])) AS c(code, version, document)
               ORDER BY c.code, c.version DESC) AS s
       WHERE d.partner = :partner AND d.code = s.code AND d.snapshot_version < s.version
      """;
  private static final String BEGIN_EPOCH =
      """
      UPDATE dossiers.dossier AS d
         SET epoch = n.epoch,
             captured_through = CASE WHEN n.epoch > 1
               THEN greatest(d.captured_through, n.first - 1) ELSE d.captured_through END
        FROM (SELECT DISTINCT ON (r.code) r.code, r.epoch, r.version AS first
                FROM unnest(CAST(:codes AS text[]), CAST(:epochs AS integer[]),
                            CAST(:versions AS bigint[])) AS r(code, epoch, version)
               ORDER BY r.code, r.epoch DESC, r.version) AS n
       WHERE d.partner = :partner AND d.code = n.code AND d.epoch < n.epoch
      """;
  private static final String ADVANCE =
      """
      UPDATE dossiers.dossier AS d
         SET captured_through = COALESCE(
           (SELECT max(n.version)
              FROM (SELECT v.version, row_number() OVER (ORDER BY v.version) AS nth
                      FROM dossiers.delivery AS v
                     WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
                       AND v.version > d.captured_through) AS n
             WHERE n.version = d.captured_through + n.nth), d.captured_through)
       WHERE d.partner = :partner AND d.code = ANY(CAST(:codes AS text[]))
      """;
  private static final String REFRESH =
      """
      UPDATE dossiers.dossier AS d
         SET (head_version, head_form, head_state, head_at, head_limit, head_captured_at) =
           (SELECT v.version,
                   CASE WHEN v.kind = 'STEP' THEN 'STEP' WHEN d.known THEN 'UPDATE' ELSE 'ADD' END,
                   CASE WHEN v.state <> 'DUE' THEN v.state
                        WHEN v.version > d.captured_through THEN 'WAITING'
                        WHEN v.shadow THEN 'HELD'
                        WHEN v.kind = 'STEP' AND NOT d.known THEN 'WAITING'
                        ELSE v.state END,
                   v.next_at, v.batch_limit, v.captured_at
              FROM dossiers.delivery AS v
             WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
               AND v.state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
             ORDER BY v.place, v.version LIMIT 1)
       WHERE d.partner = :partner AND d.code = ANY(CAST(:codes AS text[]))
      """;
  private static final String OWN =
      """
      UPDATE dossiers.dossier AS d SET owner_kind = n.kind, owner_name = n.name
        FROM unnest(CAST(:codes AS text[]), CAST(:kinds AS text[]), CAST(:names AS text[]))
             AS n(code, kind, name)
       WHERE d.partner = :partner AND d.code = n.code
      """;
  private static final String KNOWN =
      """
      UPDATE dossiers.dossier SET known = true
       WHERE partner = :partner AND code = ANY(CAST(:codes AS text[])) AND NOT known
      """;
  private static final String OLDEST_DUE =
      """
      SELECT head_form, head_limit FROM dossiers.dossier
       WHERE partner = :partner AND head_state = 'DUE' AND head_at <= :now
       ORDER BY head_at LIMIT 1
      """;
  private static final String CLAIM =
      """
      SELECT code FROM dossiers.dossier
       WHERE partner = :partner AND head_state = 'DUE' AND head_at <= :now AND head_form = :form
         AND coalesce(head_limit, 0) = :limit
       ORDER BY head_at LIMIT :most
         FOR UPDATE SKIP LOCKED
      """;

  private final JdbcClient jdbc;
  private final String partner;

  DossierTable(JdbcClient jdbc, String partner) {
    this.jdbc = jdbc;
    this.partner = partner;
  }

  /** What the oldest due delivery needs: its form, and how many may stand in its call. */
  record Due(Form form, Optional<Integer> limit) {}

  void insertMissing(Collection<String> codes, LocalDate month, Instant now) {
    onCodes(INSERT, codes).param("month", month).param("now", Timestamp.from(now)).update();
  }

  /**
   * Locks the rows in the order of their codes, so that two who wait cannot wait for each other.
   *
   * @return the owners that are known
   */
  Map<String, OwnerSystem> lock(Collection<String> codes) {
    Map<String, OwnerSystem> owners = new HashMap<>();
    onCodes(LOCK, codes)
        .query(
            row -> {
              String code = row.getString("code");
              owner(row).ifPresent(owner -> owners.put(code, owner));
            });
    return owners;
  }

  /** Notes whose the dossiers are. */
  void own(Map<String, OwnerSystem> owners) {
    onCodes(OWN, owners.keySet())
        .param("kinds", owners.values().stream().map(o -> o.kind().name()).toArray(String[]::new))
        .param(
            "names",
            owners.values().stream().map(o -> o.name().orElse(null)).toArray(String[]::new))
        .update();
  }

  /** The owner in columns {@code owner_kind} and {@code owner_name}; empty when not known. */
  static Optional<OwnerSystem> owner(ResultSet row) throws SQLException {
    @Nullable String kind = row.getString("owner_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(
            new OwnerSystem(
                OwnerSystem.Kind.valueOf(kind), Optional.ofNullable(row.getString("owner_name"))));
  }

  void stand(List<String> codes, List<Long> versions, List<String> documents) {
    onCodes(STANDING, codes)
        .param("versions", versions.toArray(Long[]::new))
        .param("documents", documents.toArray(String[]::new))
        .update();
  }

  /** Notes the epoch of rows; a later epoch than the first may begin with any version. */
  void beginEpochs(List<String> codes, List<Integer> epochs, List<Long> versions) {
    onCodes(BEGIN_EPOCH, codes)
        .param("epochs", epochs.toArray(Integer[]::new))
        .param("versions", versions.toArray(Long[]::new))
        .update();
  }

  void advance(Collection<String> codes) {
    onCodes(ADVANCE, codes).update();
  }

  /** Finds the lowest unfinished delivery of each anew. */
  void refreshHeads(Collection<String> codes) {
    onCodes(REFRESH, codes).update();
  }

  void know(Collection<String> codes) {
    onCodes(KNOWN, codes).update();
  }

  Optional<Due> oldestDue(Instant now) {
    return jdbc.sql(OLDEST_DUE)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .query(
            (row, _) ->
                new Due(
                    Form.valueOf(row.getString("head_form")),
                    Optional.ofNullable(row.getObject("head_limit", Integer.class))))
        .optional();
  }

  /** Locks due dossiers that nobody else holds; the rest is left to who holds it. */
  List<String> claim(Due due, int most, Instant now) {
    return jdbc.sql(CLAIM)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .param("form", due.form().name())
        .param("limit", due.limit().orElse(0))
        .param("most", most)
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec onCodes(String sql, Collection<String> codes) {
    return jdbc.sql(sql).param("partner", partner).param("codes", codes.toArray(String[]::new));
  }
}
