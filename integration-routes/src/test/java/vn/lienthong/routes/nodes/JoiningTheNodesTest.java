package vn.lienthong.routes.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.store.SharedValue;
import vn.lienthong.routes.testing.TestDatabase;

/** Which nodes may live beside each other. */
class JoiningTheNodesTest {
  private static final boolean OWN_BROKER = true;
  private static final boolean COMMON_BROKER = false;

  private final DataSource database = TestDatabase.fresh();
  private final List<Membership> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(Membership::close);
  }

  private Membership node(String name, boolean ownBroker) {
    Membership node = new Membership(database, new SharedValues(database), name, ownBroker);
    nodes.add(node);
    return node;
  }

  private Membership joined(String name, boolean ownBroker) {
    Membership node = node(name, ownBroker);
    node.join(Duration.ZERO);
    return node;
  }

  private static List<SharedValue> key(String value) {
    return List.of(
        SharedValue.of("hub.log.origin", "province".getBytes(StandardCharsets.UTF_8)),
        SharedValue.of("hub.keys.session-key", value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Ends every database session that holds a place, as the death of a node does. */
  private void loseSessions() {
    JdbcClient.create(database)
        .sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_locks
             WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
        .query()
        .listOfRows();
  }

  @Test
  void nodes_with_a_common_broker_live_beside_each_other() {
    Membership one = joined("one:1", COMMON_BROKER);
    joined("two:2", COMMON_BROKER);
    joined("three:3", COMMON_BROKER);

    assertThat(one.others()).containsExactly("three:3", "two:2");
  }

  @Test
  void a_node_with_its_own_broker_refuses_to_join_a_living_one_and_names_it() {
    joined("one:1", COMMON_BROKER);

    assertThatThrownBy(() -> joined("two:2", OWN_BROKER))
        .hasMessageContaining("LT-9035")
        .hasMessageContaining("one:1");
  }

  @Test
  void beside_a_node_with_its_own_broker_nobody_lives() {
    joined("one:1", OWN_BROKER);

    assertThatThrownBy(() -> joined("two:2", COMMON_BROKER)).hasMessageContaining("LT-9035");
    assertThatThrownBy(() -> joined("three:3", OWN_BROKER)).hasMessageContaining("LT-9035");
  }

  @Test
  void the_place_of_a_node_that_died_is_free_at_once() {
    joined("one:1", OWN_BROKER);
    loseSessions();

    Membership two = node("two:2", OWN_BROKER);

    assertThatCode(() -> two.join(Duration.ofSeconds(30))).doesNotThrowAnyException();
  }

  @Test
  void a_node_that_ends_leaves_its_place() {
    joined("one:1", OWN_BROKER).close();

    assertThatCode(() -> joined("two:2", COMMON_BROKER)).doesNotThrowAnyException();
  }

  @Test
  void a_place_that_the_database_let_go_is_taken_again() {
    Membership one = joined("one:1", COMMON_BROKER);
    one.compare(key("a"));
    Membership two = joined("two:2", COMMON_BROKER);
    loseSessions();

    one.keep();
    two.keep();

    assertThat(two.others()).containsExactly("one:1");
    assertThatThrownBy(() -> joined("three:3", COMMON_BROKER).compare(key("b")))
        .as("one still counts as one that has compared")
        .hasMessageContaining("LT-9036");
  }

  @Test
  void a_node_whose_place_was_taken_knows_it() {
    Membership one = joined("one:1", OWN_BROKER);
    loseSessions();
    Membership two = node("two:2", OWN_BROKER);
    two.join(Duration.ofSeconds(30));

    one.keep();

    assertThat(one.isHeld()).isFalse();
    assertThat(two.isHeld()).isTrue();
  }

  @Test
  void a_node_with_another_key_than_a_living_one_is_refused_by_the_settings_name() {
    joined("one:1", COMMON_BROKER).compare(key("a"));
    joined("two:2", COMMON_BROKER).compare(key("a"));

    assertThatThrownBy(() -> joined("three:3", COMMON_BROKER).compare(key("b")))
        .hasMessageContaining("LT-9036")
        .hasMessageContaining("hub.keys.session-key")
        .hasMessageContaining("one:1");
  }

  @Test
  void what_nodes_share_may_be_changed_while_none_lives() {
    Membership one = joined("one:1", COMMON_BROKER);
    one.compare(key("a"));
    one.close();

    Membership two = joined("two:2", COMMON_BROKER);
    two.compare(key("b"));

    assertThatThrownBy(() -> joined("three:3", COMMON_BROKER).compare(key("a")))
        .hasMessageContaining("two:2");
  }
}
