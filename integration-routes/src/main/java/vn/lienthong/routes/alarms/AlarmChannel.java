package vn.lienthong.routes.alarms;

import java.io.IOException;

/** A way to people. */
interface AlarmChannel {
  /** Its name, which never changes for the same receiver. */
  String name();

  /**
   * Tells; returns when the receiver has taken it over.
   *
   * @throws IOException when it has not, or nobody knows
   */
  void tell(AlarmMessage message) throws IOException;
}
