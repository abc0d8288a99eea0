package vn.lienthong.routes.messagelog.planted;

/** Planted: the message log calls a feature and a simulator. */
public final class LogThatCalls {
  Object feature(vn.lienthong.connectors.planted.simulator.PlantedSimulator simulator) {
    return new vn.lienthong.routes.plantedtwo.FeatureTwo().toString() + simulator;
  }
}
