package vn.lienthong.connectors.onestop.simulator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.connectors.onestop.simulator.Story.Move;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The office's own tables, and its writing into the change feed, on one connection. */
final class OfficeBooks {
  private static final String OPEN =
      """
      SELECT ordinal, code, seed, procedure, agency, agency_name, day, fault, position, portal
        FROM office.dossier WHERE state = 'OPEN' AND ordinal > ? ORDER BY ordinal LIMIT ?
      """;
  private static final String PLANTED =
      """
      SELECT code, fault FROM office.dossier
       WHERE fault IS NOT NULL AND state <> 'DONE' ORDER BY ordinal LIMIT 100000
      """;
  private static final String ONE =
      """
      SELECT ordinal, code, seed, procedure, agency, agency_name, day, fault, position, portal
        FROM office.dossier WHERE code = ? AND state = 'PLANTED' FOR UPDATE
      """;
  // The update locks the dossier's row: the version is given while nobody else can give one.
  private static final String ADVANCE =
      """
      UPDATE office.dossier SET position = ?, version = version + ?, state = ?
       WHERE ordinal = ? AND position = ? AND state = 'OPEN' RETURNING version
      """;
  private static final String MEND =
      """
      UPDATE office.dossier SET fault = NULL, version = version + 1, state = 'OPEN'
       WHERE ordinal = ? RETURNING version
      """;
  private static final String TELL =
      """
      INSERT INTO lien_thong.change_feed (kind, code, version, document)
      VALUES (?, ?, ?, CAST(? AS jsonb))
      """;
  private static final String KEEP =
      """
      INSERT INTO lien_thong.file (key, media_type, sha256, bytes)
      VALUES (?, 'application/pdf', ?, ?) ON CONFLICT (key) DO NOTHING
      """;

  private final Connection connection;
  private final OfficeScene scene;
  private final OnestopMapper mapper = new OnestopMapper();

  OfficeBooks(Connection connection, OfficeScene scene) {
    this.connection = connection;
    this.scene = scene;
  }

  /** A dossier whose story is not told to its end; {@code position} moves are made. */
  record Open(Story story, int position) {
    Move next() {
      return story.move(position);
    }

    Open moved() {
      return new Open(story, position + 1);
    }

    /** True when nothing is left to do after the next move. */
    boolean endsWithNext() {
      return position + 1 == story.moves();
    }

    /** True when the next move is a faulty registration, after which the dossier waits. */
    boolean isPlanted() {
      return position == 0 && story.brief().fault().isPresent();
    }
  }

  /** The open dossiers after this ordinal, oldest first. */
  List<Open> openAfter(long ordinal, int limit) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(OPEN)) {
      read.setLong(1, ordinal);
      read.setInt(2, limit);
      return opened(read);
    }
  }

  /** The faulty dossiers that were registered or will be, not mended yet. */
  List<Planted> planted() throws SQLException {
    List<Planted> list = new ArrayList<>();
    try (PreparedStatement read = connection.prepareStatement(PLANTED);
        ResultSet row = read.executeQuery()) {
      while (row.next()) {
        list.add(
            new Planted(new DossierCode(row.getString(1)), PlantedFault.valueOf(row.getString(2))));
      }
    }
    return list;
  }

  /** Makes the next move of the dossier; false when somebody else made it already. */
  boolean advance(Open open) throws SQLException {
    Move move = open.next();
    OptionalLong version = newVersion(open, move);
    if (version.isEmpty()) {
      return false;
    }
    tell(open.story(), move, version.getAsLong());
    return true;
  }

  /** Writes the registration again without its fault; false when no such dossier waits for it. */
  boolean mend(DossierCode code) throws SQLException {
    List<Open> found;
    try (PreparedStatement read = connection.prepareStatement(ONE)) {
      read.setString(1, code.value());
      found = opened(read);
    }
    if (found.isEmpty()) {
      return false;
    }
    Brief faulty = found.getFirst().story().brief();
    Story right =
        Story.of(
            new Brief(
                faulty.ordinal(),
                faulty.code(),
                faulty.seed(),
                faulty.procedure(),
                faulty.agency(),
                faulty.day(),
                Optional.empty(),
                faulty.owner()));
    try (PreparedStatement mend = connection.prepareStatement(MEND)) {
      mend.setLong(1, faulty.ordinal());
      try (ResultSet row = mend.executeQuery()) {
        row.next();
        tell(right, right.move(0), row.getLong(1));
      }
    }
    return true;
  }

  private OptionalLong newVersion(Open open, Move move) throws SQLException {
    String state = open.isPlanted() ? "PLANTED" : open.endsWithNext() ? "DONE" : "OPEN";
    try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
      advance.setInt(1, open.position() + 1);
      advance.setInt(2, move.rows());
      advance.setString(3, state);
      advance.setLong(4, open.story().brief().ordinal());
      advance.setInt(5, open.position());
      try (ResultSet row = advance.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  private void tell(Story story, Move move, long lastVersion) throws SQLException {
    StoryDocuments documents = new StoryDocuments(story);
    String code = story.brief().code().value();
    long version = lastVersion - move.rows();
    keep(documents.newFiles(move));
    try (PreparedStatement tell = connection.prepareStatement(TELL)) {
      if (move.hasStep()) {
        version++;
        row(tell, "step", code, version, mapper.write(documents.step(move, version)));
      }
      if (move.hasSnapshot()) {
        version++;
        row(tell, "dossier", code, version, mapper.write(documents.snapshot(move, version)));
      }
      tell.executeBatch();
    }
  }

  private static void row(
      PreparedStatement tell, String kind, String code, long version, String document)
      throws SQLException {
    tell.setString(1, kind);
    tell.setString(2, code);
    tell.setLong(3, version);
    tell.setString(4, document);
    tell.addBatch();
  }

  private void keep(List<GeneratedPdf> files) throws SQLException {
    if (files.isEmpty()) {
      return;
    }
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      for (GeneratedPdf file : files) {
        keep.setString(1, file.key());
        keep.setString(2, file.sha256());
        keep.setBytes(3, file.bytes());
        keep.addBatch();
      }
      keep.executeBatch();
    }
  }

  private List<Open> opened(PreparedStatement read) throws SQLException {
    List<Open> list = new ArrayList<>();
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        Instant day =
            row.getObject(7, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
        Brief brief =
            new Brief(
                row.getLong(1),
                new DossierCode(row.getString(2)),
                row.getLong(3),
                scene.procedure(new ProcedureCode(row.getString(4))),
                new OfficeScene.Post(row.getString(5), row.getString(6)),
                day,
                Optional.ofNullable(row.getString(8)).map(PlantedFault::valueOf),
                Optional.ofNullable(row.getString(10))
                    .map(
                        name ->
                            new OwnerSystem(OwnerSystem.Kind.MINISTRY_PORTAL, Optional.of(name))));
        list.add(new Open(Story.of(brief), row.getInt(9)));
      }
    }
    return list;
  }
}
