package vn.lienthong.routes.broker;

/** Names at the broker. */
public final class Destinations {
  /** Queues, one a partner: something is due to it for the dossier that the message names. */
  public static final String WAKEUPS = "hub.wakeups";

  /** Topic: what changed, for other systems of the province; at least once, by event id. */
  public static final String EVENTS = "hub.events";

  /** Queue: what a consumer refused too often. */
  public static final String DEAD = "hub.dead";

  private Destinations() {}
}
