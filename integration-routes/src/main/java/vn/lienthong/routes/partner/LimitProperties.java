package vn.lienthong.routes.partner;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard a partner may be asked by one node.
 *
 * @param callsPerSecond calls begun in a second; 0 means no limit
 * @param concurrency calls at once, 1 to 256
 * @param patience how long a job's call waits for its turn before it is put off
 * @param circuitWindow how many of the last calls decide whether the partner is ill, 2 to 1000
 * @param circuitFailurePercent from which share of failed calls on it is held to be ill, 1 to 100
 * @param circuitOpenFor how long it is then left alone before one call tries again
 */
public record LimitProperties(
    @DefaultValue("0") int callsPerSecond,
    @DefaultValue("8") int concurrency,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("10") int circuitWindow,
    @DefaultValue("50") int circuitFailurePercent,
    @DefaultValue("3s") Duration circuitOpenFor) {
  public LimitProperties {
    Settings.between("hub.npsp.limits.calls-per-second", callsPerSecond, 0, 100_000);
    Settings.between("hub.npsp.limits.concurrency", concurrency, 1, 256);
    Settings.positive("hub.npsp.limits.patience", patience);
    Settings.between("hub.npsp.limits.circuit-window", circuitWindow, 2, 1000);
    Settings.between("hub.npsp.limits.circuit-failure-percent", circuitFailurePercent, 1, 100);
    Settings.positive("hub.npsp.limits.circuit-open-for", circuitOpenFor);
  }
}
