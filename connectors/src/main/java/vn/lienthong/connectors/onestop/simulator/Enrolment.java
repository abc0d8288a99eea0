package vn.lienthong.connectors.onestop.simulator;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connectors.onestop.simulator.OfficeScene.Post;
import vn.lienthong.connectors.onestop.simulator.OfficeScene.ServedProcedure;

/** Decides, in one transaction, which dossiers come in, with codes that were never used before. */
final class Enrolment {
  private static final int BATCH = 1_000;
  private static final String LAST_ORDINAL = "SELECT coalesce(max(ordinal), 0) FROM office.dossier";
  private static final String LAST_NUMBERS =
      "SELECT agency, last FROM office.sequence WHERE day = ? FOR UPDATE";
  private static final String NOTE_NUMBER =
      """
      INSERT INTO office.sequence (agency, day, last) VALUES (?, ?, ?)
      ON CONFLICT (agency, day) DO UPDATE SET last = EXCLUDED.last
      """;
  private static final String ENROL =
      """
      INSERT INTO office.dossier
             (ordinal, code, seed, procedure, agency, agency_name, day, fault, portal, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')
      """;

  private final OfficePlan plan;
  private final Demand<ServedProcedure> procedures;
  private final Demand<Post> agencies;
  private final SplittableRandom random;

  Enrolment(OfficePlan plan, OfficeScene scene) {
    this.plan = plan;
    this.procedures = new Demand<>(scene.procedures(), 0.25);
    List<Post> busiestFirst = new ArrayList<>(scene.agencies());
    Collections.shuffle(busiestFirst, new Random(plan.seed()));
    this.agencies = new Demand<>(busiestFirst, 0.05);
    this.random = new SplittableRandom(plan.seed());
  }

  /** Enrols all dossiers of the plan; the caller commits. */
  void on(Connection connection) throws SQLException {
    String day = DossierCodeForm.day(plan.startOfDay());
    Map<String, Integer> numbers = lastNumbers(connection, day);
    long first = lastOrdinal(connection) + 1;
    try (PreparedStatement enrol = connection.prepareStatement(ENROL)) {
      for (int i = 0; i < plan.dossiers(); i++) {
        Post agency = agencies.choose(random);
        int number = numbers.merge(agency.code(), 1, Integer::sum);
        enrol.setLong(1, first + i);
        enrol.setString(2, DossierCodeForm.code(agency.code(), day, number).value());
        enrol.setLong(3, plan.seed());
        enrol.setString(4, procedures.choose(random).code().value());
        enrol.setString(5, agency.code());
        enrol.setString(6, agency.name());
        enrol.setObject(7, plan.startOfDay().atOffset(ZoneOffset.UTC));
        enrol.setString(8, fault(i));
        enrol.setString(9, portal(i));
        enrol.addBatch();
        if ((i + 1) % BATCH == 0) {
          enrol.executeBatch();
        }
      }
      enrol.executeBatch();
    }
    noteNumbers(connection, day, numbers);
  }

  // Spread evenly.
  private @Nullable String portal(int place) {
    long elsewhere = plan.ownedElsewhere();
    long before = place * elsewhere / plan.dossiers();
    long after = (place + 1L) * elsewhere / plan.dossiers();
    return after > before ? OfficePlan.PORTAL : null;
  }

  // Spread evenly, each kind in turn.
  private @Nullable String fault(int place) {
    long planted = plan.plantedRefusals();
    long before = place * planted / plan.dossiers();
    long after = (place + 1L) * planted / plan.dossiers();
    PlantedFault[] kinds = PlantedFault.values();
    return after > before ? kinds[(int) (before % kinds.length)].name() : null;
  }

  private static long lastOrdinal(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(LAST_ORDINAL);
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, Integer> lastNumbers(Connection connection, String day)
      throws SQLException {
    Map<String, Integer> numbers = new HashMap<>();
    try (PreparedStatement read = connection.prepareStatement(LAST_NUMBERS)) {
      read.setString(1, day);
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          numbers.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return numbers;
  }

  private static void noteNumbers(Connection connection, String day, Map<String, Integer> numbers)
      throws SQLException {
    try (PreparedStatement note = connection.prepareStatement(NOTE_NUMBER)) {
      for (Map.Entry<String, Integer> number : numbers.entrySet()) {
        note.setString(1, number.getKey());
        note.setString(2, day);
        note.setInt(3, number.getValue());
        note.addBatch();
      }
      note.executeBatch();
    }
  }
}
