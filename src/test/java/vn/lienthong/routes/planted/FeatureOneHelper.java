package vn.lienthong.routes.planted;

/** Planted: two features in a cycle, an empty name, the clock, a bare exception. */
public final class FeatureOneHelper {
  vn.lienthong.routes.plantedtwo.FeatureTwo other() {
    throw new RuntimeException("at " + java.time.Instant.now());
  }
}
