package vn.lienthong.routes.plantedtwo;

/** Planted: the other half of the cycle. */
public final class FeatureTwo {
  vn.lienthong.routes.planted.FeatureOneHelper back() {
    return new vn.lienthong.routes.planted.FeatureOneHelper();
  }
}
