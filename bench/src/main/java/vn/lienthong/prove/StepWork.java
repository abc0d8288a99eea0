package vn.lienthong.prove;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;

/**
 * Several desks that write one step after the other for the same few dossiers, in transactions of
 * one to three of them that end in another order than they began; some are rolled back.
 */
final class StepWork implements Work {
  private static final int DOSSIERS = 12;
  private static final int DESKS = 3;
  private static final int LONGEST_PAUSE_MILLIS = 60;
  private static final String CODES = "SELECT code FROM office.dossier ORDER BY code";
  // A step like the dossier's first one: only the version in its text tells it apart.
  private static final String STEP =
      """
      WITH given AS (
        UPDATE office.dossier SET version = version + 1 WHERE code = ? RETURNING code, version)
      INSERT INTO lien_thong.change_feed (kind, code, version, document)
      SELECT 'step', g.code, g.version,
             jsonb_set(f.document, '{content}',
                       to_jsonb('Đang xử lý (phiên bản ' || g.version || ')'))
        FROM given AS g
       CROSS JOIN LATERAL (
             SELECT s.document FROM lien_thong.change_feed AS s
              WHERE s.code = g.code AND s.kind = 'step' ORDER BY s.version LIMIT 1) AS f
      """;

  private final DataSource feed;
  private final List<CompletableFuture<Void>> desks = new ArrayList<>();
  private volatile boolean closing;

  StepWork(Office office, DataSource feed, long seed) throws SQLException {
    this.feed = feed;
    office.run(new OfficePlan(DOSSIERS, seed, 0, OfficeWork.MORNING, 0, Optional.empty()));
    List<String> codes = codes();
    for (int i = 0; i < DESKS; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      desks.add(CompletableFuture.runAsync(() -> work(codes, random)));
    }
  }

  @Override
  public void keepOn() {
    desks.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
  }

  @Override
  public void finish() {
    closing = true;
    desks.forEach(CompletableFuture::join);
  }

  private void work(List<String> codes, SplittableRandom random) {
    try (Connection connection = feed.getConnection();
        PreparedStatement step = connection.prepareStatement(STEP)) {
      connection.setAutoCommit(false);
      while (!closing) {
        int first = random.nextInt(codes.size());
        int last = Math.min(codes.size(), first + 1 + random.nextInt(3));
        for (String code : codes.subList(first, last)) { // in one order: no deadlock
          step.setString(1, code);
          step.executeUpdate();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        if (random.nextInt(20) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> codes() throws SQLException {
    List<String> codes = new ArrayList<>();
    try (Connection connection = feed.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(CODES)) {
      while (rows.next()) {
        codes.add(rows.getString(1));
      }
    }
    return codes;
  }
}
