package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;

/**
 * Another system, played by a second hub on a database of its own, sends thousands of dossiers
 * while the hub looks on. Then the hub adopts them, while the command and the hub are killed, goes
 * live, back and live again under load. Counted is what the hub sends of what it adopted: nothing.
 */
final class TakeOver {
  private static final int KILLS = 2;
  private static final int SOME_EFFECTS = 60;
  private static final String ADOPTED =
      "SELECT count(DISTINCT dossier) FROM dossiers.delivery WHERE state = 'ADOPTED'";
  private static final String IN_SHADOW =
      "SELECT count(*) FROM dossiers.delivery WHERE shadow AND state = 'DUE'";
  private static final String NOW =
      """
      SELECT to_char((now() + interval '1 millisecond') AT TIME ZONE 'UTC',
                     'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      """;

  private final World world;
  private final Witness witness;
  private final Trial.Wanted wanted;
  private final SplittableRandom random;
  private final Map<String, Integer> done = new TreeMap<>();

  TakeOver(World world, Witness witness, Trial.Wanted wanted) {
    this.world = world;
    this.witness = witness;
    this.wanted = wanted;
    this.random = new SplittableRandom(wanted.seed());
  }

  /** What the portal counted of calls that told it something. */
  private record Told(long applied, long duplicates, long refused) {}

  Map<String, Integer> run(Map<String, Double> figures)
      throws IOException, InterruptedException, SQLException {
    mode("shadow");
    otherSystemSends();
    Standing standing = new Standing(world);
    if (!Waiting.until(World.PATIENCE, standing::isCaptured)) {
      world.trouble("the hub did not capture what the other system sent");
    }
    Told before = told();
    String stopped = database().sql(NOW).query(String.class).single();
    long begin = System.nanoTime();
    for (int i = 1; i <= KILLS; i++) {
      adoptKilled(stopped, i == KILLS);
    }
    JsonNode last = run("adopt", "--to", stopped, "--reason", "prove", "--json");
    figures.put("adopting, with what was killed, seconds", (System.nanoTime() - begin) / 1e9);
    long adopted = adopted();
    if (adopted != wanted.tries() || last.path("unknown").asLong() != 0) {
      world.trouble("adopted " + adopted + " of " + wanted.tries() + ", the last time " + last);
    }
    mode("live"); // refused while anything is left in shadow
    standing.awaitRest();
    Told after = told();
    if (!after.equals(before)) {
      world.trouble("the hub sent what it had adopted: " + before + ", then " + after);
    }
    figures.put("dossiers adopted", (double) adopted);
    figures.put("of them sent", (double) after.applied() - before.applied());
    backAndForth();
    return done;
  }

  private void otherSystemSends() throws IOException, InterruptedException {
    HubNode other = world.addNode("other");
    run(other.data(), "procedures", "sync", "--reason", "prove");
    other.start();
    Trial.say("the other system is up");
    world
        .office()
        .run(
            new OfficePlan(
                wanted.tries(), wanted.seed(), 0, OfficeWork.MORNING, 0, Optional.empty()));
    Trial.say("the office has told of " + wanted.tries() + " dossiers");
    new Standing(world, other.data()).awaitDelivered();
    other.stop();
    world.remove(other);
    Trial.say("the other system has sent all and stopped");
  }

  /** Begins to adopt and kills the command on its way; the last time the hub beside it, too. */
  private void adoptKilled(String to, boolean hubToo) throws IOException, InterruptedException {
    long so = adopted();
    int more = random.nextInt(1, Math.max(2, wanted.tries() / (KILLS + 1)));
    Process adopt =
        world
            .program()
            .start(
                world.said("adopt"),
                words(world.data(), "adopt", "--to", to, "--reason", "prove")
                    .toArray(String[]::new));
    if (!Waiting.until(World.PATIENCE, () -> !adopt.isAlive() || adopted() >= so + more)
        || !adopt.isAlive()) {
      world.trouble("to adopt ended or stood still before it could be killed");
      return;
    }
    witness.look();
    if (hubToo) {
      world.hub().kill();
      done.merge("KILL_HUB", 1, Integer::sum);
    }
    adopt.destroyForcibly().waitFor();
    done.merge("KILL_ADOPT", 1, Integer::sum);
    if (hubToo) {
      world.hub().start();
    }
    Trial.say("killed, adopted so far: " + adopted());
  }

  /** Steps of adopted dossiers: live, in shadow, and live again with what came meanwhile. */
  private void backAndForth() throws IOException, InterruptedException, SQLException {
    Work work = new StepWork(world.office(), world.feed(), wanted.seed());
    progress();
    mode("shadow");
    if (!Waiting.until(
        World.PATIENCE, () -> database().sql(IN_SHADOW).query(Long.class).single() > 20)) {
      world.trouble("in shadow nothing was held");
    }
    work.keepOn();
    mode("live", "--send-held");
    progress();
    work.finish();
  }

  private void progress() throws IOException, InterruptedException {
    long before = world.portal().applied();
    if (!Waiting.until(World.PATIENCE, () -> world.portal().applied() > before + SOME_EFFECTS)) {
      world.trouble("nothing went on at the portal");
    }
    witness.look();
  }

  private long adopted() throws IOException {
    return database().sql(ADOPTED).query(Long.class).single();
  }

  private Told told() throws IOException, InterruptedException {
    JsonNode state = world.portal().state();
    return new Told(
        state.path("applied").asLong(),
        state.path("duplicatesAnswered").asLong(),
        state.path("refused").asLong());
  }

  private void mode(String mode, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("mode", "set", mode, "--reason", "prove"));
    words.addAll(List.of(more));
    run(world.data(), words.toArray(String[]::new));
  }

  private JsonNode run(String... words) throws IOException, InterruptedException {
    String said = run(world.data(), words);
    return new ObjectMapper().readTree(said.substring(Math.max(0, said.indexOf('{'))));
  }

  private String run(Path data, String... words) throws IOException, InterruptedException {
    Path said = world.said("command");
    Files.deleteIfExists(said);
    int status = world.program().run(said, words(data, words).toArray(String[]::new));
    if (status != 0) {
      world.trouble(String.join(" ", words) + ": " + Files.readString(said).strip());
    }
    return Files.readString(said);
  }

  private static List<String> words(Path data, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return all;
  }

  private JdbcClient database() throws IOException {
    return JdbcClient.create(world.hubDatabase());
  }
}
