package vn.lienthong.routes.dossiers;

import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the partitions of {@code dossiers.delivery} before they are needed. */
final class MonthPartitions {
  private static final String MAKE =
      """
      SELECT dossiers.make_month(CAST(:month AS date)),
             dossiers.make_month(CAST(CAST(:month AS date) + interval '1 month' AS date))
      """;

  private final JdbcClient jdbc;
  private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

  MonthPartitions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes this month's and the next one's; outside of any transaction that writes deliveries. */
  void ensure(LocalDate month) {
    if (!made.contains(month)) {
      jdbc.sql(MAKE).param("month", month).query((_, _) -> true).list();
      made.add(month);
    }
  }
}
