package vn.lienthong.routes.alarms;

import java.util.List;

/** Knows of some things whether they are wrong. */
public interface AlarmSource {
  /** What is wrong now. */
  List<Alarm> alarms();
}
