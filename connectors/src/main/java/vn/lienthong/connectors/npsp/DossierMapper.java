package vn.lienthong.connectors.npsp;

import java.util.Optional;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.Digitisation;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.dossier.Handling;
import vn.lienthong.schemas.dossier.OtherPaper;
import vn.lienthong.schemas.dossier.Payment;
import vn.lienthong.schemas.dossier.ResultPaper;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.dossier.SubmittedFile;
import vn.lienthong.schemas.dossier.SupplementRequest;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.Procedure;

/**
 * Writes a dossier in the form of DongBoHoSoMC. Pure. Nothing is made up: a status outside the
 * national list is refused, what the owner system did not give is left out.
 */
final class DossierMapper {
  private final NpspTables tables;

  DossierMapper(NpspTables tables) {
    this.tables = tables;
  }

  MappedItem map(Dossier dossier, Procedure procedure, FileLink links) {
    WireObject out = new WireObject(tables);
    out.text("MaHoSo", "code", dossier.code().value());
    procedure(out, dossier, procedure);
    out.text("SoBienNhan", "receiptNumber", dossier.receiptNumber());
    applicant(out, dossier.applicant());
    submission(out, dossier.submission());
    handling(out, dossier.handling());
    out.date("NgayTra", dossier.resultReturn().returnedAt());
    out.text("ThongTinTra", "resultReturn.information", dossier.resultReturn().information());
    out.flag("HinhThuc", dossier.resultReturn().byPublicPost());
    digitisation(out, dossier.digitisation());
    payment(out, dossier.payment());
    out.array("TaiLieuNop");
    dossier.files().forEach(file -> file(out.in("TaiLieuNop"), file, links));
    out.array("DanhSachTepDinhKemKhac");
    dossier.otherPapers().forEach(paper -> otherPaper(out.in("DanhSachTepDinhKemKhac"), paper));
    out.array("DanhSachHoSoBoSung");
    dossier.supplements().forEach(request -> supplement(out.in("DanhSachHoSoBoSung"), request));
    out.array("DanhSachGiayToKetQua");
    dossier.results().forEach(paper -> result(out.in("DanhSachGiayToKetQua"), paper, links));
    return out.mapped(dossier.code());
  }

  private static void procedure(WireObject out, Dossier dossier, Procedure procedure) {
    out.text("MaTTHC", "procedure", dossier.procedure().value());
    out.text("TenTTHC", "procedure", procedure.name());
    Optional<Procedure.Sector> sector = procedure.sectors().stream().findFirst();
    out.text("MaLinhVuc", "procedure", sector.map(Procedure.Sector::code));
    out.text("TenLinhVuc", "procedure", sector.map(Procedure.Sector::name));
  }

  private static void applicant(WireObject out, Applicant applicant) {
    out.text("ChuHoSo", "applicant.name", applicant.name());
    out.code("LoaiDoiTuong", "applicant.kind", "applicantKind", applicant.kind());
    out.text("MaDoiTuong", "applicant.nationalAccountId", applicant.nationalAccountId());
    out.text("SoGiayToChuHoSo", "applicant.identityNumber", applicant.identityNumber());
    out.array("DinhDanhCHS");
    for (Applicant.Identifier identifier : applicant.identifiers()) {
      out.in("DinhDanhCHS")
          .code("LoaiDinhDanh", "applicant.identifiers", "identifierKind", identifier.kind())
          .text("SoDinhDanh", "applicant.identifiers", identifier.number());
    }
    out.text("Email", "applicant.contact.email", applicant.contact().email());
    out.text("SoDienThoai", "applicant.contact.phone", applicant.contact().phone());
    out.text("Fax", "applicant.contact.fax", applicant.contact().fax());
  }

  private static void submission(WireObject out, Submission submission) {
    out.code("KenhThucHien", "submission.channel", "channel", submission.channel());
    submission.place().ifPresent(at -> out.code("NoiNopHoSo", "submission.place", "place", at));
    out.date("NgayNopHoSo", submission.submittedAt());
    out.date("NgayTiepNhan", submission.receivedAt());
    out.date("NgayHenTra", submission.dueAt());
    out.text("TrichYeuHoSo", "submission.summary", submission.summary());
    out.text("ThongTinKhac", "submission.otherInformation", submission.otherInformation());
  }

  private static void handling(WireObject out, Handling handling) {
    status(out, "TrangThaiHoSo", handling.status(), handling.localStatus(), "handling.localStatus");
    out.text("DonViXuLy", "handling.agencyName", handling.agencyName());
    out.date("NgayKetThucXuLy", handling.finishedAt());
    out.date("NgayTuChoi", handling.refusedAt());
    out.text("GhiChu", "handling.note", handling.note());
  }

  static void status(
      WireObject out, String field, Optional<DossierStatus> status, int local, String hubField) {
    if (status.isEmpty()) {
      out.refuse(HubError.STATUS_NOT_NATIONAL, hubField, local);
    }
    status.ifPresent(known -> out.code(field, hubField, "status", known));
  }

  private static void digitisation(WireObject out, Digitisation digitisation) {
    out.flag("HoSoCoThanhPhanSoHoa", digitisation.hasDigitisedComponents());
    out.flag("TaiKhoanDuocXacThucVoiVNeID", digitisation.accountVerifiedByVneid());
    out.array("DSKetNoiCSDL");
    for (String database : digitisation.databases()) {
      out.in("DSKetNoiCSDL").text("MaCSDL", "digitisation.databases", database);
    }
  }

  private static void payment(WireObject out, Payment payment) {
    out.code("DuocThanhToanTrucTuyen", "payment.online", "onlinePayment", payment.online());
    out.array("DanhSachLePhi");
    payment.fees().forEach(fee -> fee(out.in("DanhSachLePhi"), fee));
  }

  private static void fee(WireObject out, Payment.Fee fee) {
    out.text("TenPhiLePhi", "payment.fees.name", fee.name());
    out.text("MaPhiLePhi", "payment.fees.code", fee.code());
    out.text("HinhThucThu", "payment.fees.collection", fee.collection());
    out.text("Gia", "payment.fees.amountVnd", fee.amountVnd().toPlainString());
    out.text("LoaiPhiLePhi", "payment.fees.kind", fee.kind());
  }

  private static void file(WireObject out, SubmittedFile file, FileLink links) {
    out.text("TepDinhKemId", "files.id", file.id());
    out.text("TenTepDinhKem", "files.name", file.name());
    out.truth("IsDeleted", file.deleted());
    out.text("MaThanhPhanHoSo", "files.componentCode", file.componentCode());
    out.text("DuongDanTaiTepTin", "files.file", file.file().map(f -> links.of(f).toString()));
    out.flag("DuocSoHoa", file.digitised());
    out.code("DuocTaiSuDung", "files.reuse", "reuse", file.reuse());
    out.flag("DuocLayTuKhoDMQG", file.fromNationalStore());
    out.text("MaKetQuaThayThe", "files.substituteResultCode", file.substituteResultCode());
  }

  private static void otherPaper(WireObject out, OtherPaper paper) {
    out.text("TenGiayTo", "otherPapers.name", paper.name());
    out.text("SoLuong", "otherPapers.copies", String.valueOf(paper.copies()));
    out.text("LoaiGiayTo", "otherPapers.kind", paper.kind());
  }

  private static void supplement(WireObject out, SupplementRequest request) {
    out.text("HoSoBoSungId", "supplements.id", request.id());
    out.text("NguoiYeuCauBoSung", "supplements.requestedBy", request.requestedBy());
    out.text("NoiDungBoSung", "supplements.content", request.content());
    out.date("NgayBoSung", request.requestedAt());
    Optional<SupplementRequest.Receipt> receipt = request.receipt();
    out.text(
        "NguoiTiepNhanBoSung",
        "supplements.receipt.receivedBy",
        receipt.flatMap(SupplementRequest.Receipt::receivedBy));
    out.text(
        "ThongTinTiepNhan",
        "supplements.receipt.information",
        receipt.flatMap(SupplementRequest.Receipt::information));
    out.date("NgayTiepNhanBoSung", receipt.map(SupplementRequest.Receipt::receivedAt));
    out.text("TrangThaiBoSung", "supplements.state", request.state());
    out.array("DanhSachGiayToBoSung");
    request.papers().forEach(paper -> otherPaper(out.in("DanhSachGiayToBoSung"), paper));
    out.array("DanhSachLePhiBoSung");
    request.fees().forEach(fee -> fee(out.in("DanhSachLePhiBoSung"), fee));
    out.date("NgayHenTraTruoc", request.dueBefore());
    out.date("NgayHenTraMoi", request.dueAfter());
  }

  private static void result(WireObject out, ResultPaper paper, FileLink links) {
    out.text("TenGiayTo", "results.name", paper.name());
    out.text("MaThanhPhanHoSo", "results.componentCode", paper.componentCode());
    out.text("GiayToId", "results.id", paper.id());
    out.text("MaGiayToKetQua", "results.resultCode", paper.resultCode());
    out.text("DuongDanTepTinKetQua", "results.file", paper.file().map(f -> links.of(f).toString()));
  }
}
