package vn.lienthong.routes.dossiers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.routes.broker.Destinations;

/**
 * Says that something is due for some dossiers: at most 50 codes a message, after the commit. A
 * wake-up may be lost, doubled or late; the sweep finds what is due anyway.
 */
final class WakeUps {
  static final int CODES_OF_MESSAGE = 50;
  private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);

  private final Consumer<String> broker;

  /** The broker takes one message body, or throws {@link CamelExecutionException}. */
  WakeUps(Consumer<String> broker) {
    this.broker = broker;
  }

  /** Each partner has a queue of its own: one that is slow keeps no other's wake-ups waiting. */
  static String queue(String partner) {
    return Destinations.WAKEUPS + "." + partner;
  }

  static String endpoint(String partner) {
    return "jms:queue:" + queue(partner) + "?deliveryPersistent=false&timeToLive=60000";
  }

  /** Sends the codes; false when the broker could not take them all. */
  boolean send(Collection<String> codes) {
    List<String> left = new ArrayList<>(codes);
    for (int from = 0; from < left.size(); from += CODES_OF_MESSAGE) {
      List<String> some = left.subList(from, Math.min(left.size(), from + CODES_OF_MESSAGE));
      if (!sendOne(String.join("\n", some))) {
        return false;
      }
    }
    return true;
  }

  private boolean sendOne(String body) {
    try {
      broker.accept(body);
      return true;
    } catch (CamelExecutionException e) {
      LOG.atWarn()
          .addKeyValue("exception", e.getCause() == null ? "" : e.getCause().getClass().getName())
          .log("wake-up not sent; the sweep will find what is due");
      return false;
    }
  }
}
