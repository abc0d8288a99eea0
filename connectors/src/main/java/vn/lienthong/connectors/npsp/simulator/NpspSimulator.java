package vn.lienthong.connectors.npsp.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * A running adapter of the national portal, to rehearse with. What it does where the real one is
 * not documented is said in docs/partners/npsp-simulator.md.
 */
public final class NpspSimulator implements AutoCloseable {

  /** How many leaves of procedure details come from a source, and how many were made up. */
  public record FieldCounts(long real, long generated) {}

  /** Starts listening on the loopback address. */
  public static NpspSimulator start(
      NpspSimulatorSettings settings, RealCatalogue catalogue, Clock clock) {
    throw new UnsupportedOperationException();
  }

  /** Base address, such as http://127.0.0.1:40123, without a slash at the end. */
  public URI url() {
    throw new UnsupportedOperationException();
  }

  public int port() {
    throw new UnsupportedOperationException();
  }

  public NpspSimulatorState state() {
    throw new UnsupportedOperationException();
  }

  /** Adds a fault; several are taken in the order they were set. */
  public void fault(NpspFault fault) {
    throw new UnsupportedOperationException();
  }

  public void clearFaults() {
    throw new UnsupportedOperationException();
  }

  /** Closes the port and all connections; what is being worked on takes effect unanswered. */
  public void down() {
    throw new UnsupportedOperationException();
  }

  /** Closes the port for this time. */
  public void downFor(Duration time) {
    throw new UnsupportedOperationException();
  }

  /** Listens again on the same port. */
  public void up() {
    throw new UnsupportedOperationException();
  }

  /** Leaves of the details of these procedures, real and generated. */
  public FieldCounts fieldCounts(Collection<String> codes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
