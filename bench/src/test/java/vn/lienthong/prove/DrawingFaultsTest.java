package vn.lienthong.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All chance comes from the seed, and every fault of a kind has its turn. */
final class DrawingFaultsTest {
  @Test
  void the_same_seed_gives_the_same_faults() {
    assertThat(drawn(Kind.FAULTS, 7, 300)).isEqualTo(drawn(Kind.FAULTS, 7, 300));
    assertThat(drawn(Kind.FAULTS, 7, 300)).isNotEqualTo(drawn(Kind.FAULTS, 8, 300));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KILLS", "FAULTS", "MIXED", "ORDER", "NODES"})
  void every_fault_comes_up(Kind kind) {
    Set<Fault> seen =
        drawn(kind, 1, 20_000).stream().map(PlannedFault::fault).collect(Collectors.toSet());
    assertThat(seen)
        .hasSize(
            switch (kind) {
              case KILLS -> 7;
              case FAULTS, ORDER -> 15;
              case MIXED -> 7 + 15;
              case NODES -> 7;
              case OUTAGE, DISK, RESTORE, ADOPT, WRITERS -> 0;
            });
  }

  @Test
  void nothing_holds_the_portal_up_for_longer_than_the_hub_was_told() {
    long most = World.TIMEOUT.plus(World.PROCESSING).toMillis();
    assertThat(drawn(Kind.FAULTS, 1, 3_000))
        .filteredOn(
            one ->
                List.of(Fault.LATE_EFFECT, Fault.LATE_REPLY, Fault.STOP_PORTAL)
                    .contains(one.fault()))
        .isNotEmpty()
        .allMatch(one -> one.millis() < most);
  }

  @Test
  void a_node_is_always_stopped_past_its_leases() {
    assertThat(drawn(Kind.NODES, 1, 3_000))
        .filteredOn(one -> one.fault() == Fault.STOP_NODE)
        .isNotEmpty()
        .allMatch(one -> one.millis() > World.LEASE.toMillis());
  }

  @Test
  void some_stops_of_the_hub_are_longer_than_its_leases() {
    assertThat(drawn(Kind.FAULTS, 1, 3_000))
        .filteredOn(one -> one.fault() == Fault.STOP_HUB)
        .anyMatch(one -> one.millis() > World.LEASE.toMillis());
  }

  private static List<PlannedFault> drawn(Kind kind, long seed, int count) {
    FaultPlan plan = new FaultPlan(kind, seed);
    return Stream.generate(plan::next).limit(count).toList();
  }
}
