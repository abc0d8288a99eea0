package vn.lienthong.connectors.planted.simulator;

/** Planted: a simulator. */
public final class PlantedSimulator {}
