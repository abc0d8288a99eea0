package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/**
 * Runs initdb and pg_ctl. PostgreSQL refuses to run as root: there it runs in a user namespace of
 * its own ({@code unshare -U}), where it is nobody while its files stay root's.
 */
record PostgresPrograms(Path home, PrivateFolder folder) {

  private static final String NO_SPACE = "no space left for what it said";

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
      return ended(builder.redirectErrorStream(true), program, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(e, HubError.DATABASE_NOT_STARTED, program + " was interrupted");
    } catch (IOException e) {
      throw new HubException(e, HubError.DATABASE_NOT_STARTED, Reason.of(e));
    }
  }

  private Said ended(ProcessBuilder builder, String program, Duration patience)
      throws IOException, InterruptedException {
    Optional<Path> said = fileFor(program);
    try {
      // A file, not a pipe: the postmaster inherits it and would keep a pipe open.
      builder.redirectOutput(
          said.map(file -> ProcessBuilder.Redirect.to(file.toFile()))
              .orElse(ProcessBuilder.Redirect.DISCARD));
      Process process = builder.start();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Said(-1, program + " did not end within " + patience.toSeconds() + " s");
      }
      return new Said(
          process.exitValue(),
          said.isPresent() ? Files.readString(said.get(), StandardCharsets.UTF_8) : NO_SPACE);
    } finally {
      if (said.isPresent()) {
        Files.delete(said.get());
      }
    }
  }

  /** Empty where there is no space even for that: a server must be stopped all the same. */
  private Optional<Path> fileFor(String program) {
    try {
      return Optional.of(Files.createTempFile(folder.path(), program, ".out"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
