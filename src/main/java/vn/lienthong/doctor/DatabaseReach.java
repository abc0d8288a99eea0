package vn.lienthong.doctor;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.routes.store.DurabilityCheck;

/** Whether the database answers, is new enough, and loses nothing that it said was committed. */
final class DatabaseReach {
  private final DataSource database;
  private final DatabaseProperties settings;

  DatabaseReach(DataSource database, DatabaseProperties settings) {
    this.database = database;
    this.settings = settings;
  }

  List<Finding> look() {
    Findings findings = new Findings("database");
    DurabilityCheck.demand(database, settings.url());
    findings.ok(
        "answers",
        JdbcClient.create(database)
            .sql("SELECT current_setting('server_version')")
            .query(String.class)
            .single());
    return findings.list();
  }
}
