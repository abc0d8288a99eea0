package vn.lienthong.connectors.npsp;

import java.math.BigDecimal;
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
  private static final WireFields FIELDS = WireFields.of(WireFields.Message.DOSSIER);

  private final NpspTables tables;

  DossierMapper(NpspTables tables) {
    this.tables = tables;
  }

  MappedItem map(Dossier dossier, Procedure procedure, FileLink links) {
    WireObject out = new WireObject(tables, FIELDS);
    out.text("MaHoSo", dossier.code().value());
    procedure(out, dossier, procedure);
    out.text("SoBienNhan", dossier.receiptNumber());
    submission(out, dossier.submission());
    applicant(out, dossier.applicant());
    handling(out, dossier.handling());
    out.date("NgayTra", dossier.resultReturn().returnedAt());
    out.text("ThongTinTra", dossier.resultReturn().information());
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
    out.text("MaTTHC", dossier.procedure().value());
    out.text("TenTTHC", procedure.name());
    Optional<Procedure.Sector> sector = procedure.sectors().stream().findFirst();
    out.text("MaLinhVuc", sector.map(Procedure.Sector::code), HubError.SECTOR_MISSING);
    out.text("TenLinhVuc", sector.map(Procedure.Sector::name), HubError.SECTOR_MISSING);
  }

  private static void applicant(WireObject out, Applicant applicant) {
    out.text("ChuHoSo", applicant.name());
    out.code("LoaiDoiTuong", "applicantKind", applicant.kind());
    out.text("MaDoiTuong", applicant.nationalAccountId());
    out.text("SoGiayToChuHoSo", applicant.identityNumber());
    out.array("DinhDanhCHS");
    for (Applicant.Identifier identifier : applicant.identifiers()) {
      out.in("DinhDanhCHS")
          .code("LoaiDinhDanh", "identifierKind", identifier.kind())
          .text("SoDinhDanh", identifier.number());
    }
    out.text("Email", applicant.contact().email());
    out.text("SoDienThoai", applicant.contact().phone());
    out.text("Fax", applicant.contact().fax());
  }

  private static void submission(WireObject out, Submission submission) {
    out.code("KenhThucHien", "channel", submission.channel());
    submission.place().ifPresent(at -> out.code("NoiNopHoSo", "place", at));
    out.date("NgayNopHoSo", submission.submittedAt());
    out.date("NgayTiepNhan", submission.receivedAt());
    out.date("NgayHenTra", submission.dueAt());
    out.text("TrichYeuHoSo", submission.summary());
    out.text("ThongTinKhac", submission.otherInformation());
  }

  private static void handling(WireObject out, Handling handling) {
    status(out, "TrangThaiHoSo", handling.status(), handling.localStatus());
    out.text("DonViXuLy", handling.agencyName());
    out.date("NgayKetThucXuLy", handling.finishedAt());
    out.date("NgayTuChoi", handling.refusedAt());
    out.text("GhiChu", handling.note());
  }

  static void status(WireObject out, String field, Optional<DossierStatus> status, int local) {
    if (status.isEmpty()) {
      out.refuse(HubError.STATUS_NOT_NATIONAL, field, local);
    }
    status.ifPresent(known -> out.code(field, "status", known));
  }

  private static void digitisation(WireObject out, Digitisation digitisation) {
    out.flag("HoSoCoThanhPhanSoHoa", digitisation.hasDigitisedComponents());
    out.flag("TaiKhoanDuocXacThucVoiVNeID", digitisation.accountVerifiedByVneid());
    out.array("DSKetNoiCSDL");
    for (String database : digitisation.databases()) {
      out.in("DSKetNoiCSDL").text("MaCSDL", database);
    }
  }

  private static void payment(WireObject out, Payment payment) {
    out.code("DuocThanhToanTrucTuyen", "onlinePayment", payment.online());
    out.array("DanhSachLePhi");
    payment.fees().forEach(fee -> fee(out.in("DanhSachLePhi"), fee));
  }

  private static void fee(WireObject out, Payment.Fee fee) {
    out.text("TenPhiLePhi", fee.name());
    out.text("MaPhiLePhi", fee.code());
    out.text("HinhThucThu", fee.collection());
    out.text("Gia", amount(fee.amountVnd()));
    out.text("LoaiPhiLePhi", fee.kind());
  }

  /** Without separators and without decimals that say nothing: 20000.00 is 20000. */
  private static String amount(BigDecimal vnd) {
    return vnd.signum() == 0 ? "0" : vnd.stripTrailingZeros().toPlainString();
  }

  private static void file(WireObject out, SubmittedFile file, FileLink links) {
    out.text("TepDinhKemId", file.id());
    out.text("TenTepDinhKem", file.name());
    out.truth("IsDeleted", file.deleted());
    out.text("MaThanhPhanHoSo", file.componentCode());
    out.text("DuongDanTaiTepTin", file.file().map(f -> links.of(f).toString()));
    out.flag("DuocSoHoa", file.digitised());
    out.code("DuocTaiSuDung", "reuse", file.reuse());
    out.flag("DuocLayTuKhoDMQG", file.fromNationalStore());
    out.text("MaKetQuaThayThe", file.substituteResultCode());
  }

  private static void otherPaper(WireObject out, OtherPaper paper) {
    out.text("TenGiayTo", paper.name());
    out.text("SoLuong", String.valueOf(paper.copies()));
    out.text("LoaiGiayTo", paper.kind());
  }

  private static void supplement(WireObject out, SupplementRequest request) {
    out.text("HoSoBoSungId", request.id());
    out.text("NguoiYeuCauBoSung", request.requestedBy());
    out.text("NoiDungBoSung", request.content());
    out.date("NgayBoSung", request.requestedAt());
    Optional<SupplementRequest.Receipt> receipt = request.receipt();
    out.text("NguoiTiepNhanBoSung", receipt.flatMap(SupplementRequest.Receipt::receivedBy));
    out.text("ThongTinTiepNhan", receipt.flatMap(SupplementRequest.Receipt::information));
    out.date("NgayTiepNhanBoSung", receipt.map(SupplementRequest.Receipt::receivedAt));
    out.text("TrangThaiBoSung", request.state());
    out.array("DanhSachGiayToBoSung");
    request.papers().forEach(paper -> otherPaper(out.in("DanhSachGiayToBoSung"), paper));
    out.array("DanhSachLePhiBoSung");
    request.fees().forEach(fee -> fee(out.in("DanhSachLePhiBoSung"), fee));
    out.date("NgayHenTraTruoc", request.dueBefore());
    out.date("NgayHenTraMoi", request.dueAfter());
  }

  private static void result(WireObject out, ResultPaper paper, FileLink links) {
    out.text("TenGiayTo", paper.name());
    out.text("MaThanhPhanHoSo", paper.componentCode());
    out.text("GiayToId", paper.id());
    out.text("MaGiayToKetQua", paper.resultCode());
    out.text("DuongDanTepTinKetQua", paper.file().map(f -> links.of(f).toString()));
  }
}
