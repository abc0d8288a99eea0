package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingItemsTest {
  private final DossierChecks checks =
      new DossierChecks(code -> PushingDossiersTest.CATALOGUE.procedure(code).isPresent());

  @Test
  void a_dossier_with_every_mandatory_field_passes() {
    assertThat(checks.problem(Items.dossier(Items.CODE, 1))).isEmpty();
    assertThat(StepChecks.problem(Items.step(Items.CODE, 1))).isEmpty();
  }

  @Test
  void each_mandatory_field_must_be_there() {
    for (String field :
        List.of(
            "MaHoSo",
            "MaTTHC",
            "TenTTHC",
            "MaLinhVuc",
            "TenLinhVuc",
            "LoaiDoiTuong",
            "Email",
            "SoDienThoai",
            "TrichYeuHoSo",
            "NgayTiepNhan",
            "NgayHenTra",
            "TrangThaiHoSo",
            "HinhThuc",
            "DonViXuLy")) {
      ObjectNode dossier = Items.dossier(Items.CODE, 1);
      dossier.remove(field);
      assertThat(checks.problem(dossier)).map(Problem::field).contains(field);
    }
    for (String field :
        List.of("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai")) {
      ObjectNode step = Items.step(Items.CODE, 1).put(field, " ");
      assertThat(StepChecks.problem(step)).map(Problem::field).contains(field);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000.00.01.H38-261124-0001",
        "000.00.01.H38-261124-00001",
        "H38.101-261124-0001",
        "H38-20261124-0000001",
        "G09.20-20260609-0092637"
      })
  void both_forms_of_dossier_codes_are_known(String code) {
    assertThat(checks.problem(Items.dossier(code, 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000.00.01.H38-261324-0001",
        "000.00.01.H38-261124-001",
        "H38.101-2611241-0001",
        "H38.101-261124-00000001",
        "h38.101-261124-0001",
        "H38.101/261124/0001"
      })
  void other_dossier_codes_are_refused(String code) {
    assertThat(fieldAt(Items.dossier(code, 1))).contains("MaHoSo");
    assertThat(StepChecks.problem(Items.step(code, 1))).map(Problem::field).contains("MaHoSo");
  }

  @Test
  void statuses_kinds_and_forms_must_stand_in_their_lists() {
    assertThat(fieldAt(valid().put("TrangThaiHoSo", "0"))).contains("TrangThaiHoSo");
    assertThat(fieldAt(valid().put("TrangThaiHoSo", "11"))).contains("TrangThaiHoSo");
    assertThat(fieldAt(valid().put("TrangThaiHoSo", "10"))).isEmpty();
    assertThat(fieldAt(valid().put("LoaiDoiTuong", "0"))).contains("LoaiDoiTuong");
    assertThat(fieldAt(valid().put("HinhThuc", "2"))).contains("HinhThuc");
    assertThat(StepChecks.problem(Items.step(Items.CODE, 1).put("TrangThai", "0"))).isPresent();
  }

  @Test
  void the_procedure_must_be_in_the_catalogue_with_or_without_the_agency_suffix() {
    assertThat(fieldAt(valid().put("MaTTHC", "1.000010.000.00.00.H38"))).isEmpty();
    assertThat(fieldAt(valid().put("MaTTHC", "9.999999"))).contains("MaTTHC");
  }

  @Test
  void dates_have_fourteen_digits_and_exist_and_due_is_not_before_received() {
    assertThat(fieldAt(valid().put("NgayHenTra", "2026-12-01"))).contains("NgayHenTra");
    assertThat(fieldAt(valid().put("NgayHenTra", "20260230080000"))).contains("NgayHenTra");
    assertThat(fieldAt(valid().put("NgayHenTra", "20261123080000"))).contains("NgayHenTra");
    assertThat(fieldAt(valid().put("NgayHenTra", ""))).isEmpty();
    assertThat(fieldAt(valid().put("NgayTra", "20261301000000"))).contains("NgayTra");
    assertThat(fieldAt(valid().put("NgayTiepNhan", ""))).contains("NgayTiepNhan");
    assertThat(fieldAt(valid().put("NgayTiepNhan", "").put("TrangThaiHoSo", "1"))).isEmpty();
  }

  @Test
  void scalars_are_texts_and_lists_hold_objects() {
    assertThat(fieldAt(valid().put("TrangThaiHoSo", 2))).contains("TrangThaiHoSo");
    assertThat(fieldAt(valid().put("GhiChu", 2))).contains("GhiChu");
    assertThat(fieldAt(valid().put("DanhSachLePhi", "x"))).contains("DanhSachLePhi");
  }

  @Test
  void fees_are_numbers_files_have_a_mark_of_deletion_and_an_address() {
    ObjectNode fee = valid();
    fee.putArray("DanhSachLePhi").addObject().put("Gia", "120.000");
    assertThat(fieldAt(fee)).contains("DanhSachLePhi.Gia");
    ObjectNode unmarked = valid();
    unmarked.withArray("TaiLieuNop").addObject().put("DuongDanTaiTepTin", "http://a/b");
    assertThat(fieldAt(unmarked)).contains("TaiLieuNop.IsDeleted");
    ObjectNode noAddress = valid();
    noAddress
        .withArray("TaiLieuNop")
        .addObject()
        .put("IsDeleted", "False")
        .put("DuongDanTaiTepTin", "C:\\don.pdf");
    assertThat(fieldAt(noAddress)).contains("TaiLieuNop.DuongDanTaiTepTin");
  }

  private Optional<String> fieldAt(ObjectNode dossier) {
    return checks.problem(dossier).map(Problem::field);
  }

  private static ObjectNode valid() {
    return Items.dossier(Items.CODE, 1);
  }
}
