package vn.lienthong.cli;

import java.util.function.BiFunction;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.Texts;

/** What verbs have in common that look into a hub's database, or act on it. */
final class HubVerb {
  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--json", description = "Writes JSON.")
  private boolean json;

  /** Opens the hub of the data folder, works, closes it. */
  int with(BiFunction<ConfigurableApplicationContext, Listing, Integer> work) {
    Listing listing = new Listing(spec, common.texts(), json);
    try (ConfigurableApplicationContext hub = HubRuntime.attach(common.existingFolder())) {
      return work.apply(hub, listing);
    }
  }

  /** As {@link #with}, with the one route that the work goes through. */
  int through(String routeId, BiFunction<ConfigurableApplicationContext, Listing, Integer> work) {
    Listing listing = new Listing(spec, common.texts(), json);
    try (ConfigurableApplicationContext hub =
        HubRuntime.attachWithRoute(common.existingFolder(), routeId)) {
      return work.apply(hub, listing);
    }
  }

  /** As {@link #with}, where each part of the hub is made only when it is asked for. */
  int piecemeal(BiFunction<ConfigurableApplicationContext, Listing, Integer> work) {
    Listing listing = new Listing(spec, common.texts(), json);
    try (ConfigurableApplicationContext hub = HubRuntime.attachPiecemeal(common.existingFolder())) {
      return work.apply(hub, listing);
    }
  }

  /** Works with the settings and keys of the data folder alone, whose database may be lost. */
  int withoutDatabase(
      Class<?> source, BiFunction<ConfigurableApplicationContext, Listing, Integer> work) {
    Listing listing = new Listing(spec, common.texts(), json);
    try (ConfigurableApplicationContext context =
        HubRuntime.settingsOnly(common.existingFolder(), source)) {
      return work.apply(context, listing);
    }
  }

  /** The data folder that the verb works on. */
  HubFolder folder() {
    return common.folder();
  }

  Texts texts() {
    return common.texts();
  }
}
