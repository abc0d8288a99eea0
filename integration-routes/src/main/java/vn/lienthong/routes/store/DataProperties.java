package vn.lienthong.routes.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub keeps its files.
 *
 * @param dataDir folder of the embedded database, the broker's journal and the published log
 */
@ConfigurationProperties("hub")
public record DataProperties(@DefaultValue("data") Path dataDir) {}
