package vn.lienthong.schemas.codelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.procedure.ProcedureCode;

class RealCatalogueTest {
  private static final RealCatalogue CATALOGUE = RealCatalogue.load();

  @Test
  void the_whole_captured_catalogue_is_there_malformed_codes_included() {
    assertThat(CATALOGUE.procedures()).hasSize(5738);
    assertThat(CATALOGUE.agencies()).hasSize(142);
    assertThat(CATALOGUE.sectors()).hasSize(418);
    assertThat(CATALOGUE.procedures())
        .extracting(CatalogueProcedure::code)
        .filteredOn(code -> ProcedureCode.parse(code).isEmpty())
        .containsExactlyInAnyOrder("1.0133611", "1.014955-Xoa", "2.009182739");
  }

  @Test
  void a_row_carries_what_the_portal_printed() {
    var row = CATALOGUE.procedure("1.000010").orElseThrow();

    assertThat(row.issue().ministry()).contains("Bộ xây dựng (Giao thông vận tải cũ)");
    assertThat(row.practice().channels())
        .containsExactly("Trực tuyến", "Dịch vụ bưu chính", "Trực tiếp");
    assertThat(row.practice().workingDays()).contains("1");
    assertThat(row.practice().fee()).contains("Miễn phí");
    assertThat(row.inLaoCai().candidate()).isFalse();
  }

  @Test
  void results_legal_bases_and_applicants_belong_to_their_procedure() {
    assertThat(CATALOGUE.results("1.000178"))
        .extracting(RealCatalogue.Result::code)
        .contains("KQ.G01.00262");
    assertThat(CATALOGUE.legalBases("1.000178")).contains("68/2013/TT-BCA", "11/2015/TT-BCA");
    assertThat(CATALOGUE.applicants("1.000178"))
        .containsExactly("Tổ chức (không bao gồm doanh nghiệp, HTX)", "Công dân Việt Nam");
    assertThat(CATALOGUE.results("9.999999")).isEmpty();
  }

  @Test
  void the_one_applicant_kind_with_commas_stays_whole() {
    assertThat(ApplicantKinds.split("Công dân Việt Nam, Cán bộ, công chức, viên chức, Hợp tác xã"))
        .containsExactly("Công dân Việt Nam", "Cán bộ, công chức, viên chức", "Hợp tác xã");
  }

  @Test
  void the_scope_holds_1655_candidates_each_once_and_well_formed() {
    var scope = CATALOGUE.scope1655();

    assertThat(scope).hasSize(1655);
    assertThat(scope).extracting(ScopeRow::code).doesNotHaveDuplicates().isSorted();
    assertThat(scope)
        .allSatisfy(
            row ->
                assertThat(CATALOGUE.procedure(row.code().value()))
                    .hasValueSatisfying(
                        found -> assertThat(found.inLaoCai().candidate()).isTrue()));
  }

  @Test
  void a_candidate_that_is_left_out_ranks_below_each_one_that_is_in() {
    var scope = CATALOGUE.scope1655().stream().map(row -> row.code().value()).toList();
    var left =
        CATALOGUE.procedures().stream()
            .filter(row -> row.inLaoCai().candidate() && !scope.contains(row.code()))
            .toList();

    assertThat(left).hasSize(1796 - 1655);
    assertThat(left)
        .noneMatch(row -> row.inLaoCai().provided())
        .noneMatch(row -> row.issue().byLaoCai())
        .noneMatch(row -> row.issue().state().filter("ACTIVE"::equals).isPresent());
  }

  @Test
  void the_scope_file_is_the_rule_carried_out() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/laocai/scope-demo.csv"))) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(DemoScope.csv(CATALOGUE.scope1655()));
    }
  }

  @Test
  void real_facts_are_counted_and_an_unknown_code_has_none() {
    assertThat(CATALOGUE.realFields("1.000010")).isGreaterThan(12);
    assertThat(CATALOGUE.realFields("9.999999")).isZero();
  }
}
