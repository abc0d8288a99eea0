package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that was set up and knows no partner yet. */
final class LookingIntoANewHubTest {
  @TempDir private Path temporary;

  @Test
  void verbs_that_need_no_partner_work_before_one_is_set() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();

    Program.Said deliveries = Program.run(temporary, "deliveries", "list", "--lang", "en");
    Program.Said search =
        Program.run(temporary, "log", "search", "--reason", "first look", "--lang", "en");

    assertThat(deliveries.status()).as(deliveries.err()).isZero();
    assertThat(deliveries.out()).contains("Nothing found");
    assertThat(search.status()).as(search.err()).isZero();
  }
}
