package vn.lienthong.cli;

import java.io.IOException;
import java.net.BindException;
import org.springframework.boot.web.server.PortInUseException;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Finds, in whatever a verb died of, the catalogue error that a person can act on. */
final class Failure {
  private Failure() {}

  static HubException of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case HubException known -> {
          return known;
        }
        case PortInUseException port -> {
          return new HubException(port, HubError.PORT_OCCUPIED, port.getPort());
        }
        case BindException bind -> {
          return new HubException(bind, HubError.PORT_OCCUPIED, "" + bind.getMessage());
        }
        case IOException full when String.valueOf(full.getMessage()).contains("No space left") -> {
          return new HubException(full, HubError.DATA_FOLDER_UNUSABLE, "", "disk full");
        }
        case Exception yaml
            when yaml.getClass().getPackageName().startsWith("org.yaml.snakeyaml") -> {
          return new HubException(yaml, HubError.SETTING_INVALID, "hub.yml", oneLine(yaml));
        }
        default -> {
          // an outer layer; the reason lies deeper
        }
      }
    }
    return settingFailure(thrown);
  }

  private static HubException settingFailure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof org.springframework.boot.context.properties.bind.BindException bind) {
        return new HubException(
            bind, HubError.SETTING_INVALID, bind.getName().toString(), oneLine(deepest(bind)));
      }
    }
    return new HubException(
        thrown,
        HubError.UNEXPECTED,
        thrown.getClass().getSimpleName() + ": " + oneLine(deepest(thrown)));
  }

  private static Throwable deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static String oneLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
