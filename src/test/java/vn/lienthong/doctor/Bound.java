package vn.lienthong.doctor;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.lienthong.routes.files.FileLinkProperties;
import vn.lienthong.routes.partner.NpspProperties;

/** Settings as the hub binds them. */
final class Bound {
  private Bound() {}

  static NpspProperties npsp(String adapterUrl) {
    return bind("hub.npsp", NpspProperties.class, Map.of("hub.npsp.adapter-url", adapterUrl));
  }

  static FileLinkProperties links(String publicUrl) {
    return bind("hub", FileLinkProperties.class, Map.of("hub.public-url", publicUrl));
  }

  static <T> T bind(String prefix, Class<T> type, Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(prefix, type);
  }
}
