package vn.lienthong.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is done to the hub or to those whom it depends on. */
enum Fault {
  /** The portal resets the connection, before or after the call took effect. */
  RESET,
  /** The call takes effect, no byte of the answer arrives. */
  LOST_REPLY,
  /** An HTTP status of 500, 502, 503, 504 or 429. */
  STATUS,
  /** Status 200 with bytes that are no JSON, with or without effect. */
  GARBAGE,
  /** The portal forgets the session. */
  EXPIRED_SESSION,
  /** An answer with names in another case. */
  OTHER_CASE,
  /** An answer that is slow, but in time. */
  SLOW,
  /** The call takes effect at once, the answer comes after the hub's timeout. */
  LATE_REPLY,
  /** The call takes effect after the hub's timeout. */
  LATE_EFFECT,
  /** The portal's port is closed for a while. */
  CLOSED_PORT,

  /** The portal's process stops for a while (SIGSTOP). */
  STOP_PORTAL,
  /** The hub's process stops for a while, up to longer than a lease. */
  STOP_HUB,
  /** All processes of the hub's database server stop for a while. */
  STOP_DATABASE,
  /** The database ends all connections of the hub. */
  CUT_DATABASE,
  /** The one-stop system's database ends all connections of the hub. */
  CUT_ONE_STOP,

  /** The hub's process is killed and started again. */
  KILL_HUB,
  /** The hub is killed while it starts. */
  KILL_STARTING_HUB,
  /** The hub is killed and its broker's journal is lost. */
  LOSE_JOURNAL,
  /** The database's first process is killed; the hub starts the server again. */
  KILL_DATABASE,
  /** One process of the database is killed; the server recovers by itself. */
  KILL_BACKEND,
  /** The portal is killed and started again. */
  KILL_PORTAL,
  /** Hub, all processes of its database, and portal are killed together. */
  KILL_ALL,

  /** One of several nodes is killed, if possible one that runs a job, and started again. */
  KILL_NODE,
  /** One of several nodes stops for a while (SIGSTOP), longer than its leases. */
  STOP_NODE,
  /** All nodes are told to stop and started again, one after the other. */
  ROLL_NODES,
  /** The nodes' broker is killed and started again. */
  KILL_BROKER,
  /** The same, with an empty journal. */
  LOSE_BROKER,

  /** Nothing more can be written to the hub's disk for a while. */
  FULL_DISK;

  /** Whether the portal's simulator makes it, to one call. */
  boolean isOfOneCall() {
    return ordinal() < CLOSED_PORT.ordinal();
  }

  /** The words of the portal's control page. */
  ObjectNode words(int millis, int bytes, boolean effect, int status) {
    ObjectNode words = JsonNodeFactory.instance.objectNode().put("count", 1);
    return switch (this) {
      case RESET -> words.put("kind", "reset").put("bytes", bytes).put("effect", effect);
      case LOST_REPLY -> words.put("kind", "reply-lost");
      case STATUS -> words.put("kind", "status").put("status", status);
      case GARBAGE -> words.put("kind", "garbage").put("effect", effect);
      case EXPIRED_SESSION -> words.put("kind", "session-expired");
      case OTHER_CASE -> words.put("kind", "key-case");
      case SLOW, LATE_REPLY -> words.put("kind", "delay").put("ms", millis);
      case LATE_EFFECT -> words.put("kind", "late-effect").put("ms", millis);
      case CLOSED_PORT -> words.put("kind", "down").put("ms", millis);
      case STOP_PORTAL,
          STOP_HUB,
          STOP_DATABASE,
          CUT_DATABASE,
          CUT_ONE_STOP,
          KILL_HUB,
          KILL_STARTING_HUB,
          LOSE_JOURNAL,
          KILL_DATABASE,
          KILL_BACKEND,
          KILL_PORTAL,
          KILL_ALL,
          KILL_NODE,
          STOP_NODE,
          ROLL_NODES,
          KILL_BROKER,
          LOSE_BROKER,
          FULL_DISK ->
          throw new IllegalStateException(this + " is not the portal's");
    };
  }
}
