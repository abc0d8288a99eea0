package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.cli.HubCommand;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Procedures;

/**
 * The verbs of {@code ./hub procedures} beside a running hub; each test leaves both sides equal.
 */
@ExtendWith(HubUnderTest.class)
final class WorkingOnProceduresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CODE = "1.000016";

  private record Said(int status, String out, String err) {}

  private final Running running;

  WorkingOnProceduresTest(Running running) {
    this.running = running;
  }

  private Said hub(String... arguments) {
    List<String> all = new ArrayList<>(List.of("procedures"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", running.folder().root().toString(), "--lang", "en"));
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = HubCommand.run(all.toArray(String[]::new));
      return new Said(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  /** A new name makes the next run read the procedure; the fee of its one term waits then. */
  private void portalSays(String name, String fee) {
    ObjectNode leaves = JSON.createObjectNode().put("TENTTHC", name);
    leaves
        .putArray("CACHTHUCTHUCHIEN")
        .addObject()
        .put("KENH", "1")
        .putArray("THOIGIAN")
        .addObject()
        .put("THOIGIANGIAIQUYET", "5")
        .put("DONVITINH", "Ngày làm việc")
        .putArray("PHILEPHI")
        .addObject()
        .put("MAPHILEPHI", "1")
        .put("SOTIEN", fee);
    running.partners().portal().orElseThrow().changeProcedure(CODE, leaves);
  }

  private String waiting() throws Exception {
    JsonNode waiting = JSON.readTree(hub("proposals", "--json").out());
    assertThat(waiting).hasSize(1);
    return waiting.get(0).path("id").asText();
  }

  @Test
  void a_change_goes_from_a_dry_run_over_a_proposal_to_its_approval() throws Exception {
    portalSays("Tên mới", "111.000");

    Said dry = hub("sync", "--dry-run", "--reason", "to see");
    Said sync = hub("sync", "--reason", "to keep in step");
    Said diff = hub("diff");
    Said parity = hub("parity");
    Said approved = hub("approve", waiting(), "--reason", "12/QĐ-UBND");
    Said list = hub("list", CODE);
    Said history = hub("history", CODE);
    Said after = hub("parity");

    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out()).contains(CODE, "111.000", "nothing was written");
    assertThat(sync.status()).as(sync.err()).isZero();
    assertThat(sync.out()).contains("changed 1", "proposed 1", "details read 1 of 1");
    assertThat(diff.out()).contains(CODE, "Tên mới", "applied", "waits");
    assertThat(parity.status()).isEqualTo(1);
    assertThat(parity.out()).contains("different 1", "the registry differs");
    assertThat(approved.out()).contains("1 proposed changes approved");
    assertThat(list.out()).contains("Tên mới", "has it");
    assertThat(history.out().lines()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(after.status()).isZero();
    assertThat(after.out()).contains("equal 1,655 of 1,655", " ago)");
  }

  @Test
  void a_change_can_be_rejected() throws Exception {
    portalSays("Tên hai", "222.000");
    hub("sync", "--reason", "to keep in step");

    Said rejected = hub("reject", waiting(), "--reason", "not announced");
    Said again = hub("proposals");

    assertThat(rejected.status()).as(rejected.err()).isZero();
    assertThat(rejected.out()).contains("1 proposed changes rejected");
    assertThat(again.out()).contains("Nothing found");
    portalSays("Tên ba", "333.000");
    Procedures procedures = running.hub().getBean(Procedures.class);
    procedures.sync("test", "clean up", RunOptions.USUAL);
    procedures.approveAll("test", "clean up");
  }

  @Test
  void what_is_odd_in_the_catalogue_is_listed() {
    Said findings = hub("findings", "--limit", "10000");

    assertThat(findings.out())
        .contains("code-malformed", "1.014955-Xoa", "code-repeated-with-blank");
  }

  @Test
  void a_command_that_says_too_little_or_wrong_does_nothing() {
    for (String[] wrong :
        List.of(
            new String[] {"approve", "--reason", "x"},
            new String[] {"approve", "--all"},
            new String[] {"reject", "--reason", "x"},
            new String[] {"history", "1.16"},
            new String[] {"diff", "1.16"},
            new String[] {"parity", "--read"},
            new String[] {"list", "--limit", "0"})) {
      Said said = hub(wrong);

      assertThat(said.status()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(said.err()).as(String.join(" ", wrong)).startsWith("LT-8001");
    }
  }

  @Test
  void an_id_that_waits_for_nothing_is_told_apart_from_success() {
    Said said = hub("approve", "0190a0a0-0000-7000-8000-000000000000", "--reason", "x");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err()).startsWith("LT-2024").contains("./hub procedures proposals");
  }

  @Test
  void parity_can_read_everything_anew() {
    Said parity = hub("parity", "--read", "--reason", "audit");

    assertThat(parity.status()).as(parity.out() + parity.err()).isZero();
    assertThat(parity.out()).contains("equal 1,655 of 1,655", "(0 h 0 min ago)");
  }
}
