package vn.lienthong.routes.store;

/** The embedded server's configuration, written anew at each start. */
final class ServerSettings {
  private static final String TEXT =
      """
      # Written by the hub at each start; changes here are lost.
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      # A commit that was answered survives a kill and a power cut.
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      # Small machine: a few hundred MB for hub and database together.
      max_connections = 80
      shared_buffers = 64MB
      work_mem = 4MB
      maintenance_work_mem = 32MB
      huge_pages = off
      jit = off
      io_method = sync
      max_worker_processes = 4
      max_parallel_workers_per_gather = 0
      max_wal_size = 512MB
      wal_compression = on
      timezone = 'UTC'
      log_timezone = 'UTC'
      datestyle = 'iso, ymd'
      lc_messages = 'C'
      default_text_search_config = 'pg_catalog.simple'
      log_min_messages = warning
      """;

  private ServerSettings() {}

  static void write(PrivateFolder data, int port) {
    data.write("postgresql.conf", TEXT.formatted(port));
  }
}
