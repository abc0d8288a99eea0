package vn.lienthong.schemas.planted;

/** Planted: schemas that see SQL and a feature. */
public final class SchemaWithSql {
  java.sql.Connection open(javax.sql.DataSource source) throws java.sql.SQLException {
    return source.getConnection();
  }
}
