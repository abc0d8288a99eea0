package vn.lienthong.routes.dossiers;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * When the hub is told to stop: a worker with a long backlog would go on until it is cut off in the
 * middle of a call, and leave a doubt.
 */
final class EndOfDeliveries implements ApplicationListener<ContextClosedEvent> {
  private final DeliveryWorker worker;
  private final ApplicationContext hub;

  EndOfDeliveries(DeliveryWorker worker, ApplicationContext hub) {
    this.worker = worker;
    this.hub = hub;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    if (event.getApplicationContext().equals(hub)) { // and not one below it
      worker.stop();
    }
  }
}
