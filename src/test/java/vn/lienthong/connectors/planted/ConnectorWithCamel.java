package vn.lienthong.connectors.planted;

/** Planted: a connector that knows Camel and another connector. */
public final class ConnectorWithCamel {
  String id(
      org.apache.camel.CamelContext context,
      vn.lienthong.connectors.plantedother.OtherConnector other) {
    return context.getName() + other;
  }
}
