package vn.lienthong.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.helpers.NOPAppender;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** What of the log a person at the terminal sees: nothing until the hub is up, never a trace. */
public final class TerminalLog implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  /** Before the application sets its log up, which otherwise goes to the terminal, traces too. */
  public static void silence() {
    root().detachAndStopAllAppenders();
    staySilent();
  }

  /** After the application took its log down: with nowhere to write, the library would say so. */
  public static void staySilent() {
    if (!root().iteratorForAppenders().hasNext()) {
      NOPAppender<ILoggingEvent> nowhere = new NOPAppender<>();
      nowhere.setContext(root().getLoggerContext());
      nowhere.start();
      root().addAppender(nowhere);
    }
  }

  /** From now on lines of this level or above. */
  public static void show(String level) {
    root()
        .iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                console.getCopyOfAttachedFiltersList().stream()
                    .filter(ThresholdFilter.class::isInstance)
                    .map(ThresholdFilter.class::cast)
                    .forEach(
                        filter -> filter.setLevel(Level.toLevel(level, Level.WARN).toString()));
              }
            });
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      StatusManager statuses = context.getStatusManager();
      statuses.getCopyOfStatusListenerList().forEach(statuses::remove);
      statuses.add(new Failing(event.getEnvironment().getProperty("logging.file.name", "")));
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** Tells once that no more lines can be written; the log itself would tell every time. */
  private static final class Failing implements StatusListener {
    private final String file;
    private boolean told;

    Failing(String file) {
      this.file = file;
    }

    @Override
    public synchronized void addStatusEvent(Status status) {
      String text = status.getMessage() + " " + status.getThrowable();
      if (!told && status.getEffectiveLevel() >= Status.ERROR && Reason.isDiskFull(text)) {
        told = true;
        HubException full = new HubException(HubError.DISK_FULL, file);
        System.err.println(
            Language.ofEnvironment() == Language.VIETNAMESE ? full.vietnamese() : full.english());
      }
    }
  }
}
