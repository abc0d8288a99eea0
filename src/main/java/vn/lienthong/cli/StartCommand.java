package vn.lienthong.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.TerminalLog;
import vn.lienthong.app.Texts;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** {@code ./hub start}: the hub with the settings of its data folder, until it is stopped. */
@Command(name = "start", description = "Runs the hub with the settings in its data folder.")
final class StartCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "TCP port of page and services.")
  private Optional<Integer> port = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    port.ifPresent(Limits::port);
    HubFolder folder = common.existingFolder();
    Texts texts = common.texts();
    if (folder.isDemo()) {
      throw new HubException(
          HubError.DATA_FOLDER_OF_OTHER_USE, folder.root(), texts.text("start.demo"));
    }
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> settings = new HashMap<>();
    settings.put("logging.threshold.console", "OFF"); // a start that fails says one sentence
    port.ifPresent(number -> settings.put("hub.port", number));
    CountDownLatch closed = new CountDownLatch(1);
    ConfigurableApplicationContext hub = HubRuntime.start(folder, settings);
    hub.addApplicationListener(
        (ApplicationListener<ContextClosedEvent>)
            event -> {
              if (event.getApplicationContext().equals(hub)) { // and not one below it
                out.println(texts.text("start.stopping"));
                closed.countDown();
              }
            });
    out.println(texts.text("start.ready", HubRuntime.address(hub)));
    TerminalLog.show(hub.getEnvironment().getProperty("hub.console-log", "WARN"));
    closed.await();
    return 0;
  }
}
