package vn.lienthong.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;
import vn.lienthong.app.HubFolder;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** Finds, in whatever a verb died of, the catalogue error that a person can act on. */
final class Failure {
  private static final Set<HubError> FOLLOWS_FROM_A_FULL_DISK =
      EnumSet.of(
          HubError.UNEXPECTED,
          HubError.DATABASE_NOT_STARTED,
          HubError.DATABASE_UNREACHABLE,
          HubError.BROKER_NOT_STARTED,
          HubError.PARTNER_UNREACHABLE);

  private Failure() {}

  /**
   * The error to tell.
   *
   * @param folder that the verb worked on, named where nothing else is known
   */
  static HubException of(Throwable thrown, HubFolder folder) {
    HubException found = find(thrown, folder);
    return FOLLOWS_FROM_A_FULL_DISK.contains(found.error()) && folder.isFull()
        ? new HubException(thrown, HubError.DISK_FULL, folder.root())
        : found;
  }

  private static HubException find(Throwable thrown, HubFolder folder) {
    return diskFull(thrown, folder)
        .or(() -> layers(thrown).flatMap(cause -> known(cause).stream()).findFirst())
        .or(() -> layers(thrown).flatMap(cause -> setting(cause).stream()).findFirst())
        .orElseGet(() -> unexpected(thrown));
  }

  /** A full disk comes dressed as whatever failed for it. */
  private static Optional<HubException> diskFull(Throwable thrown, HubFolder folder) {
    Optional<HubException> told =
        layers(thrown)
            .filter(HubException.class::isInstance)
            .map(HubException.class::cast)
            .filter(known -> known.error() == HubError.DISK_FULL)
            .findFirst();
    boolean full =
        layers(thrown).anyMatch(one -> Reason.isDiskFull(String.valueOf(one.getMessage())));
    return told.isPresent() || !full
        ? told
        : Optional.of(new HubException(thrown, HubError.DISK_FULL, folder.root()));
  }

  private static Optional<HubException> known(Throwable cause) {
    return switch (cause) {
      case HubException known -> Optional.of(known);
      case PortInUseException port ->
          Optional.of(new HubException(port, HubError.PORT_OCCUPIED, port.getPort()));
      case BindException bind ->
          Optional.of(new HubException(bind, HubError.PORT_OCCUPIED, oneLine(bind)));
      case IllegalArgumentException port when oneLine(port).startsWith("port out of range") ->
          Optional.of(new HubException(port, HubError.SETTING_INVALID, "hub.port", oneLine(port)));
      case Exception yaml when yaml.getClass().getPackageName().startsWith("org.yaml.snakeyaml") ->
          Optional.of(new HubException(yaml, HubError.SETTING_INVALID, "hub.yml", oneLine(yaml)));
      default -> Optional.empty(); // an outer layer; the reason lies deeper
    };
  }

  private static Optional<HubException> setting(Throwable cause) {
    return cause instanceof org.springframework.boot.context.properties.bind.BindException bind
        ? Optional.of(
            new HubException(
                bind, HubError.SETTING_INVALID, bind.getName().toString(), oneLine(deepest(bind))))
        : Optional.empty();
  }

  private static HubException unexpected(Throwable thrown) {
    return new HubException(
        thrown,
        HubError.UNEXPECTED,
        thrown.getClass().getSimpleName() + ": " + oneLine(deepest(thrown)),
        kept(thrown));
  }

  /** The trace goes into a file: there may be no log yet, and a person cannot act on it. */
  private static String kept(Throwable thrown) {
    try {
      Path file = Files.createTempFile("hub-failure-", ".txt");
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
        thrown.printStackTrace(out);
      }
      return file.toString();
    } catch (IOException e) {
      return Reason.of(e).english();
    }
  }

  private static Stream<Throwable> layers(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
  }

  private static Throwable deepest(Throwable thrown) {
    return layers(thrown).reduce((_, deeper) -> deeper).orElse(thrown);
  }

  private static String oneLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
