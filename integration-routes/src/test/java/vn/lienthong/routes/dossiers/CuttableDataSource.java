package vn.lienthong.routes.dossiers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that a test cuts off: before a connection is made, or after a commit was sent. */
final class CuttableDataSource extends DelegatingDataSource {
  private static final String CONNECTION_FAILURE = "08006";

  volatile boolean cut;
  volatile boolean loseNextCommitAnswer;

  CuttableDataSource(DataSource database) {
    super(database);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (cut) {
      throw new SQLException("cut off", CONNECTION_FAILURE);
    }
    Connection connection = super.getConnection();
    return loseNextCommitAnswer ? losingCommitAnswer(connection) : connection;
  }

  private Connection losingCommitAnswer(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                Object result = method.invoke(connection, arguments);
                if (method.getName().equals("commit")) {
                  loseNextCommitAnswer = false;
                  throw new SQLException("connection lost", CONNECTION_FAILURE);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
