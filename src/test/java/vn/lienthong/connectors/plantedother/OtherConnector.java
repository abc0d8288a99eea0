package vn.lienthong.connectors.plantedother;

/** Planted: the other connector. */
public final class OtherConnector {}
