package vn.lienthong.connectors.onestop.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GeneratedPdfTest {
  @Test
  void the_cross_reference_table_points_at_each_object() {
    String pdf =
        new String(GeneratedPdf.of("D_1", "don-de-nghi", 900).bytes(), StandardCharsets.US_ASCII);

    int xref =
        Integer.parseInt(
            pdf.substring(pdf.indexOf("startxref") + 10).lines().findFirst().orElseThrow());
    String[] table = pdf.substring(xref).split("\n");

    assertThat(pdf).startsWith("%PDF-1.4").endsWith("%%EOF\n");
    assertThat(table[0]).isEqualTo("xref");
    for (int i = 1; i <= 5; i++) {
      assertThat(table[i + 2]).hasSize(19);
      int offset = Integer.parseInt(table[i + 2].substring(0, 10));
      assertThat(pdf.substring(offset)).startsWith(i + " 0 obj\n");
    }
    int from = pdf.indexOf("stream\n") + 7;
    assertThat(pdf).contains("/Length " + (pdf.indexOf("\nendstream") - from) + " >>");
  }

  @Test
  void the_older_agency_form_is_written_only_where_it_fits() {
    assertThat(DossierCodeForm.olderForm("H38")).isEqualTo("000.00.00.H38");
    assertThat(DossierCodeForm.olderForm("H38.2")).isEqualTo("000.00.02.H38");
    assertThat(DossierCodeForm.olderForm("H38.44.2.18")).isEqualTo("018.02.44.H38");
    assertThat(DossierCodeForm.olderForm("H38.101")).isEqualTo("H38.101");
    assertThat(DossierCodeForm.olderForm("H38.116.1")).isEqualTo("H38.116.1");
  }
}
