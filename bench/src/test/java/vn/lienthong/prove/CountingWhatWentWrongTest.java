package vn.lienthong.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.prove.Balance.Message;
import vn.lienthong.prove.Portal.Effect;

/** Each thing that may go wrong is planted once, and found. */
final class CountingWhatWentWrongTest {
  private static final Message ADDED = new Message("H38-1", 1, false);
  private static final Message STEP = new Message("H38-1", 2, true);
  private static final Message CHANGED = new Message("H38-1", 3, false);
  private static final Message LAST_STEP = new Message("H38-1", 4, true);

  private final List<Message> feed = new ArrayList<>();
  private final Map<Message, String> states = new HashMap<>();
  private final Map<Message, String> acknowledged = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();

  @BeforeEach
  void everythingWentWell() {
    for (Message message : List.of(ADDED, STEP, CHANGED, LAST_STEP)) {
      feed.add(message);
      states.put(message, "DELIVERED");
      acknowledged.put(message, "DELIVERED");
    }
    effect("add", ADDED);
    effect("step", STEP);
    effect("update", CHANGED);
    effect("step", LAST_STEP);
  }

  @Test
  void nothing_is_wrong_when_everything_went_well() {
    assertThat(balance().isEven()).isTrue();
    assertThat(balance().examples()).isEmpty();
  }

  @Test
  void an_update_with_equal_content_may_come_again() {
    effects.add(3, new Effect(9, "update", "H38-1", 3));
    assertThat(balance().isEven()).isTrue();
    assertThat(balance().repeated()).isEqualTo(1);
  }

  @Test
  void the_newest_snapshot_may_come_again_after_a_later_step_because_it_changes_nothing() {
    effect("update", CHANGED);
    assertThat(balance().isEven()).isTrue();
    assertThat(balance().repeatedLate()).isEqualTo(1);
  }

  @Test
  void an_older_snapshot_that_comes_again_is_out_of_order() {
    effect("update", ADDED);
    assertThat(balance().outOfOrder()).isEqualTo(1);
  }

  @Test
  void what_another_system_had_sent_may_be_adopted() {
    for (Message message : List.of(ADDED, STEP)) {
      states.put(message, "ADOPTED");
      acknowledged.put(message, "ADOPTED");
    }
    assertThat(balance().isEven()).isTrue();
  }

  @Test
  void a_step_that_was_adopted_and_is_not_there_is_lost() {
    states.put(STEP, "ADOPTED");
    acknowledged.put(STEP, "ADOPTED");
    effects.remove(1);
    assertThat(balance().lost()).isEqualTo(1);
  }

  @Test
  void a_snapshot_may_be_superseded_by_a_newer_one() {
    states.put(ADDED, "SUPERSEDED");
    acknowledged.put(ADDED, "SUPERSEDED");
    effects.removeFirst();
    effects.set(1, new Effect(3, "add", "H38-1", 3));
    assertThat(balance().isEven()).isTrue();
    assertThat(balance().superseded()).isEqualTo(1);
  }

  @Test
  void a_message_that_the_hub_does_not_hold_is_lost() {
    states.remove(STEP);
    assertThat(balance().lost()).isEqualTo(1);
    assertThat(balance().examples().getFirst()).contains("step 2 of H38-1");
  }

  @Test
  void a_step_that_the_portal_lacks_is_lost() {
    effects.remove(1);
    assertThat(balance().lost()).isEqualTo(1);
  }

  @Test
  void a_dossier_whose_newest_snapshot_the_portal_lacks_is_lost() {
    effects.remove(2);
    states.put(CHANGED, "SUPERSEDED");
    acknowledged.put(CHANGED, "SUPERSEDED");
    assertThat(balance().lost()).isEqualTo(1);
  }

  @Test
  void a_step_that_took_effect_twice_is_doubled() {
    effect("step", LAST_STEP);
    assertThat(balance().doubled()).isEqualTo(1);
  }

  @Test
  void an_add_that_took_effect_twice_is_doubled() {
    effects.add(1, new Effect(9, "add", "H38-1", 1));
    assertThat(balance().doubled()).isEqualTo(1);
  }

  @Test
  void an_effect_after_one_of_a_higher_version_is_out_of_order() {
    effects.add(effects.remove(1));
    assertThat(balance().outOfOrder()).isEqualTo(1);
  }

  @Test
  void a_delivery_that_is_not_at_its_end_is_in_a_wrong_state() {
    states.put(LAST_STEP, "IN_DOUBT");
    acknowledged.put(LAST_STEP, "IN_DOUBT");
    assertThat(balance().wrongState()).isEqualTo(1);
  }

  @Test
  void a_step_is_never_superseded() {
    states.put(STEP, "SUPERSEDED");
    acknowledged.put(STEP, "SUPERSEDED");
    assertThat(balance().wrongState()).isEqualTo(1);
  }

  @Test
  void a_snapshot_said_to_be_delivered_must_be_there() {
    effects.remove(2);
    assertThat(balance().wrongState()).isEqualTo(1);
  }

  @Test
  void an_effect_that_nobody_told_is_wrong() {
    effects.add(new Effect(9, "step", "H38-1", 5));
    assertThat(balance().wrongState()).isEqualTo(1);
  }

  @Test
  void a_row_whose_end_the_office_was_not_told_is_counted() {
    acknowledged.put(STEP, "IN_DOUBT");
    assertThat(balance().unacknowledged()).isEqualTo(1);
  }

  private void effect(String kind, Message message) {
    effects.add(new Effect(effects.size() + 1, kind, message.dossier(), message.version()));
  }

  private Balance balance() {
    return Balance.of(feed, states, effects, acknowledged);
  }
}
