package vn.lienthong.routes.nodes;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The nodes that run on a database, seen by one that is none itself. */
public record LivingNodes(DataSource database) {

  /**
   * Their names.
   *
   * @throws HubException LT-9007 when the database cannot be asked
   */
  public List<String> names() {
    try {
      return Place.others(database);
    } catch (SQLException e) {
      throw new HubException(
          e, HubError.DATABASE_UNREACHABLE, "hub", String.valueOf(e.getMessage()));
    }
  }
}
