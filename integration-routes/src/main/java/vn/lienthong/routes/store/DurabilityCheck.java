package vn.lienthong.routes.store;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Refuses a server that may lose what it said was committed. */
public final class DurabilityCheck {
  private static final int OLDEST = 150_000;
  private static final String UNSAFE =
      """
      SELECT name || ' is ' || setting FROM pg_settings
       WHERE (name IN ('fsync', 'full_page_writes') AND setting <> 'on')
          OR (name = 'synchronous_commit' AND setting = 'off')
       ORDER BY name LIMIT 3
      """;

  /** Where an address names several servers, one takes over what the other has answered. */
  private static final String UNSAFE_PAIR =
      """
      SELECT name || ' is ' || CASE setting WHEN '' THEN 'empty' ELSE setting END FROM pg_settings
       WHERE (name = 'synchronous_standby_names' AND setting = '')
          OR (name = 'synchronous_commit' AND setting = 'local')
       ORDER BY name LIMIT 3
      """;

  private DurabilityCheck() {}

  /**
   * Asks the server for its settings as this connection sees them.
   *
   * @param name its address; one with several servers has to replicate synchronously
   * @throws HubException LT-9006, LT-9007 or LT-9008
   */
  public static void demand(DataSource database, String name) {
    JdbcClient jdbc = JdbcClient.create(database);
    try {
      int version =
          jdbc.sql("SELECT current_setting('server_version_num')::int")
              .query(Integer.class)
              .single();
      if (version < OLDEST) {
        throw new HubException(HubError.DATABASE_TOO_OLD, version / 10_000);
      }
      List<String> unsafe = new ArrayList<>(jdbc.sql(UNSAFE).query(String.class).list());
      if (namesSeveral(name)) {
        unsafe.addAll(jdbc.sql(UNSAFE_PAIR).query(String.class).list());
      }
      if (!unsafe.isEmpty()) {
        throw new HubException(HubError.DATABASE_UNSAFE, String.join(", ", unsafe));
      }
    } catch (DataAccessException e) {
      throw new HubException(
          e,
          HubError.DATABASE_UNREACHABLE,
          name,
          String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  /** jdbc:postgresql://a,b/hub names two servers. */
  private static boolean namesSeveral(String address) {
    return address.matches("jdbc:postgresql://[^/?]*,.*");
  }
}
