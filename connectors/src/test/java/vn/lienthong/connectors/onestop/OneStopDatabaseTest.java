package vn.lienthong.connectors.onestop;

import org.postgresql.ds.PGSimpleDataSource;

class OneStopDatabaseTest extends OneStopContract {
  private final OneStopDatabase database = new OneStopDatabase(dataSource);

  @Override
  OneStop oneStop() {
    return database;
  }

  @Override
  ChangeFeed feed() {
    return database;
  }

  @Override
  OneStop unreachable() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
    return new OneStopDatabase(nobody);
  }
}
