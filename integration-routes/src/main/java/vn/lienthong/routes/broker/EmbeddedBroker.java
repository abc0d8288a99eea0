package vn.lienthong.routes.broker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Artemis inside the hub: persistent journal in the data folder, no port, little memory. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final long MEMORY_BYTES = 32L << 20;
  private static final int JOURNAL_FILE_BYTES = 4 << 20;
  private static final int PAGE_BYTES = 1 << 20;

  /** The default of 3.3 ms caps a blocking sender near 300 a second. */
  private static final int JOURNAL_BUFFER_NANOS = 200_000;

  /** An empty name keeps the setting of "#" from being inherited; the message is dropped. */
  private static final SimpleString NOWHERE = SimpleString.of("");

  private static final long LOCK_PATIENCE_MILLIS = 5_000;

  private final EmbeddedActiveMQ server;
  private final int id;

  private EmbeddedBroker(EmbeddedActiveMQ server, int id) {
    this.server = server;
    this.id = id;
  }

  /**
   * Starts the broker over {@code dataDir}/artemis.
   *
   * @param leastFree bytes of the disk below which senders wait, until there is room again
   * @throws HubException LT-9020 with the reason
   */
  public static EmbeddedBroker start(Path dataDir, long leastFree) {
    Path folder = dataDir.toAbsolutePath().normalize().resolve("artemis");
    int id = Math.floorMod(folder.hashCode(), Integer.MAX_VALUE);
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      server.setConfiguration(configuration(folder, id, leastFree));
      server.start();
      if (!server.getActiveMQServer().isActive()) {
        server.stop();
        throw new HubException(HubError.BROKER_NOT_STARTED, folder + " is in use or unreadable");
      }
      return new EmbeddedBroker(server, id);
    } catch (HubException e) {
      throw e;
    } catch (Exception e) { // Artemis declares no narrower one
      throw new HubException(e, HubError.BROKER_NOT_STARTED, String.valueOf(e.getMessage()));
    }
  }

  /** Address for connections from this process. */
  public String url() {
    return "vm://" + id;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Artemis declares no narrower one
      throw new HubException(e, HubError.BROKER_NOT_STARTED, "and did not stop either");
    }
  }

  private static Configuration configuration(Path folder, int id, long leastFree) {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setName("hub")
        .setPersistenceEnabled(true)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setJournalType(JournalType.NIO)
        .setJournalDatasync(true)
        .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_NANOS)
        .setJournalFileSize(JOURNAL_FILE_BYTES)
        .setJournalMinFiles(2)
        .setJournalLockAcquisitionTimeout(LOCK_PATIENCE_MILLIS)
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setNodeManagerLockDirectory(folder.resolve("journal").toString())
        .setGlobalMaxSize(MEMORY_BYTES)
        .setMaxDiskUsage(-1) // one of the two only
        .setMinDiskFree(Math.max(1, leastFree))
        .setThreadPoolMaxSize(8)
        .setScheduledThreadPoolMaxSize(2)
        .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)
        .setMessageCounterEnabled(false);
    configuration.addAcceptorConfiguration(
        new TransportConfiguration(
            InVMAcceptorFactory.class.getName(), Map.of("serverId", String.valueOf(id))));
    configuration.addAddressSetting("#", settings());
    configuration.addAddressSetting(Destinations.WAKEUPS + ".#", hints());
    configuration.addAddressConfiguration(queue(Destinations.DEAD));
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(Destinations.EVENTS)
            .addRoutingType(RoutingType.MULTICAST));
    return configuration;
  }

  /** A wake-up that is late or failed is worth nothing: the sweep finds what is due. */
  private static AddressSettings hints() {
    return settings().setDeadLetterAddress(NOWHERE).setExpiryAddress(NOWHERE);
  }

  private static AddressSettings settings() {
    return new AddressSettings()
        .setDeadLetterAddress(SimpleString.of(Destinations.DEAD))
        .setExpiryAddress(SimpleString.of(Destinations.DEAD))
        .setMaxDeliveryAttempts(5)
        .setRedeliveryDelay(500)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(MEMORY_BYTES / 2)
        .setPageSizeBytes(PAGE_BYTES);
  }

  private static CoreAddressConfiguration queue(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfiguration(
            QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST));
  }
}
