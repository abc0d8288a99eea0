package vn.lienthong.routes.partner;

import java.time.Duration;

/** Refuses settings that cannot be, with the property's name. */
final class Settings {
  private Settings() {}

  static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", is " + value);
    }
  }

  static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be longer than nothing, is " + value);
    }
  }
}
