package vn.lienthong.routes.nodes;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.store.SharedValue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** What all nodes have alike, by digest. Owns table {@code nodes.shared_value}. */
final class SharedValues {
  private static final String ONE_AT_A_TIME =
      "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('nodes.shared_value', 0))";
  private static final String READ =
      "SELECT sha256, node FROM nodes.shared_value WHERE setting = :setting";
  private static final String WRITE =
      """
      INSERT INTO nodes.shared_value (setting, sha256, node) VALUES (:setting, :sha256, :node)
      ON CONFLICT (setting) DO UPDATE
        SET sha256 = excluded.sha256, node = excluded.node, set_at = excluded.set_at
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  SharedValues(DataSource database) {
    this.jdbc = JdbcClient.create(database);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
  }

  private record Told(byte[] sha256, String node) {}

  /**
   * Writes the values where no other node has done so that lives, else compares them.
   *
   * @throws HubException LT-9036 with the setting that differs and who has it otherwise
   */
  void settle(List<SharedValue> own, String node, Place place) {
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql(ONE_AT_A_TIME).query(Integer.class).single();
          settleAll(own, node, place);
        });
  }

  private void settleAll(List<SharedValue> own, String node, Place place) {
    try {
      boolean first = place.othersSettled().isEmpty();
      for (SharedValue value : own) {
        settle(value, node, first);
      }
      place.settle();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("the node's session", e);
    }
  }

  private void settle(SharedValue value, String node, boolean first) {
    Optional<Told> told =
        jdbc.sql(READ)
            .param("setting", value.setting())
            .query((row, _) -> new Told(row.getBytes("sha256"), row.getString("node")))
            .optional();
    if (told.filter(there -> value.is(there.sha256())).isPresent()) {
      return;
    }
    if (!first && told.isPresent()) {
      throw new HubException(
          HubError.NODES_DIFFER, value.setting(), told.map(Told::node).orElse(""));
    }
    jdbc.sql(WRITE)
        .param("setting", value.setting())
        .param("sha256", value.sha256())
        .param("node", node)
        .update();
  }
}
