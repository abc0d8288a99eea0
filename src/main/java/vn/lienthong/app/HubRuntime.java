package vn.lienthong.app;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;

/** Starts the application over a data folder. */
public final class HubRuntime {
  private static final String CAMEL = "org.apache.camel.spring.boot.CamelAutoConfiguration";
  private static final String METRICS =
      "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration";
  private static final String CXF = "org.apache.cxf.spring.boot.autoconfigure.CxfAutoConfiguration";

  private HubRuntime() {}

  /** The whole hub: routes, jobs, page. */
  public static ConfigurableApplicationContext start(
      HubFolder folder, Map<String, Object> settings) {
    return run(folder, settings, WebApplicationType.SERVLET);
  }

  /**
   * What a verb needs beside a hub that may be running: the database and the features' reading and
   * operator's acts, no routes, no jobs, no page.
   */
  public static ConfigurableApplicationContext attach(HubFolder folder) {
    Map<String, Object> quiet = quiet(folder);
    quiet.put("spring.autoconfigure.exclude", String.join(",", METRICS, CXF, CAMEL));
    return run(folder, quiet, WebApplicationType.NONE);
  }

  /**
   * As {@link #attach}, but makes and starts nothing before it is asked for: what one part of the
   * hub lacks keeps no other from being looked at.
   */
  public static ConfigurableApplicationContext attachPiecemeal(HubFolder folder) {
    Map<String, Object> quiet = quiet(folder);
    quiet.put("spring.autoconfigure.exclude", String.join(",", METRICS, CXF, CAMEL));
    return builder(HubApplication.class, WebApplicationType.NONE)
        .initializers(
            context ->
                context
                    .getBeanFactory()
                    .registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                        new NothingStarts()))
        .run(arguments(folder, quiet));
  }

  /** Leaves every bean as it is. */
  private static final class NothingStarts implements LifecycleProcessor {
    @Override
    public void onRefresh() {
      // nothing starts
    }

    @Override
    public void onClose() {
      // so nothing is stopped
    }

    @Override
    public void start() {
      // nothing starts
    }

    @Override
    public void stop() {
      // so nothing is stopped
    }

    @Override
    public boolean isRunning() {
      return false;
    }
  }

  /** As {@link #attach}, with one route running that a verb's work goes through. */
  public static ConfigurableApplicationContext attachWithRoute(HubFolder folder, String routeId) {
    Map<String, Object> quiet = quiet(folder);
    quiet.put("spring.autoconfigure.exclude", String.join(",", METRICS, CXF));
    quiet.put("camel.main.route-filter-include-pattern", routeId);
    return run(folder, quiet, WebApplicationType.NONE);
  }

  /** Settings and keys of the folder, with a source that needs no more: no database, no feature. */
  public static ConfigurableApplicationContext settingsOnly(HubFolder folder, Class<?> source) {
    Map<String, Object> quiet = new HashMap<>();
    quiet.put("logging.file.name", folder.logs().resolve("command.log").toString());
    quiet.put("logging.threshold.console", "OFF");
    return run(source, folder, quiet, WebApplicationType.NONE);
  }

  private static Map<String, Object> quiet(HubFolder folder) {
    Map<String, Object> quiet = new HashMap<>();
    quiet.put("spring.main.lazy-initialization", "true");
    // Health and metrics would make every partner's connection, which a verb may not need.
    quiet.put("management.endpoint.health.validate-group-membership", "false");
    quiet.put("hub.jobs.enabled", "false");
    quiet.put("hub.database.attach", "true");
    quiet.put("hub.broker.enabled", "false");
    quiet.put("logging.file.name", folder.logs().resolve("command.log").toString());
    quiet.put("logging.threshold.console", "OFF");
    return quiet;
  }

  /** Address of the page of a running hub. */
  public static String address(ConfigurableApplicationContext hub) {
    return "http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port");
  }

  private static ConfigurableApplicationContext run(
      HubFolder folder, Map<String, Object> settings, WebApplicationType web) {
    return run(HubApplication.class, folder, settings, web);
  }

  private static ConfigurableApplicationContext run(
      Class<?> source, HubFolder folder, Map<String, Object> settings, WebApplicationType web) {
    return builder(source, web).run(arguments(folder, settings));
  }

  private static SpringApplicationBuilder builder(Class<?> source, WebApplicationType web) {
    return new SpringApplicationBuilder(source)
        .web(web)
        .listeners(new TerminalLog())
        .logStartupInfo(false);
  }

  private static String[] arguments(HubFolder folder, Map<String, Object> settings) {
    folder.prepareLogs();
    Map<String, Object> all = new HashMap<>();
    all.put("hub.data-dir", folder.root());
    all.put("logging.file.name", folder.logs().resolve("hub.log"));
    all.put("logging.exception-conversion-word", "%nopex"); // traces go to the file
    all.put(
        "spring.config.additional-location",
        "optional:file:" + folder.settings() + ",optional:file:" + folder.demoSettings());
    all.putAll(settings);
    return all.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}
