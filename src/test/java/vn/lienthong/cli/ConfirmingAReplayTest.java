package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.MassReplay;

/** Nothing of many is replayed by mistake. */
final class ConfirmingAReplayTest {
  private static final MassReplay.Preview SEVEN =
      new MassReplay.Preview(Map.of(DeliveryState.REFUSED, 7L), 5, List.of());

  @Command(name = "replay")
  static final class Verb {
    @Mixin private ReplayOptions options = new ReplayOptions();
  }

  private static ReplayOptions options(String... arguments) {
    Verb verb = new Verb();
    CommandLine line = new CommandLine(verb);
    line.registerConverter(Instant.class, LocalMoment::parse);
    line.parseArgs(arguments);
    return verb.options;
  }

  @Test
  void without_yes_or_a_count_it_ends_and_says_how_many_were_found() {
    assertThatThrownBy(() -> options("--error", "LT-4001").demandConfirmed(SEVEN))
        .hasMessageContaining("LT-4090")
        .hasMessageContaining("7");
  }

  @Test
  void another_number_than_was_confirmed_is_refused() {
    assertThatThrownBy(() -> options("--count", "6").demandConfirmed(SEVEN))
        .hasMessageContaining("LT-4091");
    assertThatThrownBy(() -> options("--count", "6", "--yes").demandConfirmed(SEVEN))
        .hasMessageContaining("LT-4091");
  }

  @Test
  void yes_or_the_number_found_lets_it_go_on() {
    assertThatCode(() -> options("--yes").demandConfirmed(SEVEN)).doesNotThrowAnyException();
    assertThatCode(() -> options("--count", "7").demandConfirmed(SEVEN)).doesNotThrowAnyException();
  }

  @Test
  void refused_and_parked_is_meant_where_no_state_is_given() {
    assertThat(options("--error", "LT-4001").filter().states())
        .isEqualTo(Set.of(DeliveryState.REFUSED, DeliveryState.PARKED));
    assertThat(options("--yes").isGiven()).isFalse();
    assertThatThrownBy(() -> options("--state", "DUE").filter()).hasMessageContaining("LT-8001");
    assertThatThrownBy(() -> options("--rate", "0").rate()).hasMessageContaining("LT-8001");
  }

  @Test
  void times_are_vietnamese_unless_they_say_otherwise() {
    assertThat(options("--from", "2026-11-24T08:00").filter().from())
        .contains(Instant.parse("2026-11-24T01:00:00Z"));
    assertThat(options("--from", "2026-11-24T08:00:00Z").filter().from())
        .contains(Instant.parse("2026-11-24T08:00:00Z"));
  }
}
