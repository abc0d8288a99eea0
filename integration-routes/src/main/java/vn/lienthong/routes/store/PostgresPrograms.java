package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Runs initdb and pg_ctl. PostgreSQL refuses to run as root: there it runs in a user namespace of
 * its own ({@code unshare -U}), where it is nobody while its files stay root's.
 */
record PostgresPrograms(Path home, PrivateFolder folder) {

  /** Exit status and everything it said. */
  record Said(int status, String text) {}

  Said initdb(Path target, Path passwordFile) {
    return run(
        Duration.ofMinutes(3),
        "initdb",
        List.of(
            "--pgdata=" + target,
            "--username=" + EmbeddedDatabase.USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions"));
  }

  Said start(Path data, Path log, Duration patience) {
    return run(
        patience.plusSeconds(10),
        "pg_ctl",
        List.of(
            "start",
            "--wait",
            "--pgdata=" + data,
            "--log=" + log,
            "--timeout=" + patience.toSeconds()));
  }

  Said stop(Path data, String mode, Duration patience) {
    return run(
        patience.plusSeconds(10),
        "pg_ctl",
        List.of(
            "stop",
            "--wait",
            "--pgdata=" + data,
            "--mode=" + mode,
            "--timeout=" + patience.toSeconds()));
  }

  private Said run(Duration patience, String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.path().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    try {
      // A file, not a pipe: the postmaster inherits it and would keep a pipe open.
      Path said = Files.createTempFile(folder.path(), program, ".out");
      try {
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        Process process = builder.start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          return new Said(-1, program + " did not end within " + patience.toSeconds() + " s");
        }
        return new Said(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
      } finally {
        Files.delete(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(e, HubError.DATABASE_NOT_STARTED, program + " was interrupted");
    } catch (IOException e) {
      if (StorageFailure.isDiskFull(String.valueOf(e.getMessage()))) {
        throw StorageFailure.of(e, folder.path());
      }
      throw new HubException(e, HubError.DATABASE_NOT_STARTED, String.valueOf(e.getMessage()));
    }
  }
}
