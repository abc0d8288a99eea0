package vn.lienthong.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReportTextTest {
  private static final Report REPORT =
      LogVerifier.verify(GoldenLog.FIXTURE, GoldenLog.trusted(), GoldenLog.NOW);

  @Test
  void it_says_what_is_covered_and_that_nothing_is_said_beyond() {
    assertThat(ReportText.lines(REPORT, false))
        .startsWith("VALID  golden.example/log  covers: 347 entries, root " + REPORT.rootHash())
        .endsWith("Beyond what is covered: INDETERMINATE.\n");
  }

  @Test
  void it_speaks_vietnamese() {
    assertThat(ReportText.lines(REPORT, true))
        .contains("phạm vi: 347 mục")
        .contains("nội dung đã xóa, mã băm còn")
        .contains("Ngoài phạm vi này: INDETERMINATE.");
  }

  @Test
  void a_program_gets_verdict_size_root_and_each_finding_by_its_code() throws IOException {
    JsonNode json = new ObjectMapper().readTree(ReportText.json(REPORT));

    assertThat(json.path("verdict").asText()).isEqualTo("VALID");
    assertThat(json.path("size").asLong()).isEqualTo(347);
    assertThat(json.path("rootHash").asText()).isEqualTo(REPORT.rootHash());
    assertThat(json.path("beyond").asText()).isEqualTo("INDETERMINATE");
    assertThat(json.path("findings")).hasSameSizeAs(REPORT.findings());
    assertThat(json.path("findings").path(0).path("code").asText()).isEqualTo("log-key-right");
  }

  @Test
  void each_verdict_has_its_exit_status() {
    assertThat(Report.Verdict.VALID.exitStatus()).isZero();
    assertThat(Report.Verdict.INVALID.exitStatus()).isEqualTo(1);
    assertThat(Report.Verdict.INDETERMINATE.exitStatus()).isEqualTo(2);
  }
}
