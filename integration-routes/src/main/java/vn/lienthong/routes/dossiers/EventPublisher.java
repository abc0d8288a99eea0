package vn.lienthong.routes.dossiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.broker.Destinations;

/** Hands events to the broker, some at a time in one broker transaction, at least once. */
final class EventPublisher {
  static final String TOPIC = Destinations.EVENTS;
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final int AT_ONCE = 200;

  private final EventOutbox outbox;
  private final JmsTemplate topic;
  private final TransactionTemplate transactions;
  private final ObjectMapper json;

  /** The template must be persistent, transacted and for topics. */
  EventPublisher(
      EventOutbox outbox, JmsTemplate topic, TransactionTemplate transactions, ObjectMapper json) {
    this.outbox = outbox;
    this.topic = topic;
    this.transactions = transactions;
    this.json = json;
  }

  /** Publishes until the outbox is empty or the broker is not there. */
  public int publishAll() {
    int published = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE) {
      some = publishSome();
      published += some;
    }
    return published;
  }

  private int publishSome() {
    try {
      Integer count = transactions.execute(_ -> sendAndRemove());
      return count == null ? 0 : count;
    } catch (JmsException e) {
      LOG.atWarn()
          .addKeyValue("exception", e.getClass().getName())
          .log("events not published; they stay in the outbox");
      return 0;
    }
  }

  private int sendAndRemove() {
    List<EventOutbox.Event> events = outbox.next(AT_ONCE);
    if (!events.isEmpty()) {
      Boolean sent =
          topic.execute(
              TOPIC,
              (session, producer) -> {
                for (EventOutbox.Event event : events) {
                  producer.send(message(session, event));
                }
                session.commit();
                return true;
              });
      if (Boolean.TRUE.equals(sent)) {
        outbox.remove(events);
      }
    }
    return events.size();
  }

  private Message message(Session session, EventOutbox.Event event) throws JMSException {
    try {
      Message message = session.createTextMessage(json.writeValueAsString(event));
      message.setStringProperty("eventId", event.id().toString());
      message.setStringProperty("_AMQ_DUPL_ID", event.id().toString());
      return message;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is plain data", e);
    }
  }
}
