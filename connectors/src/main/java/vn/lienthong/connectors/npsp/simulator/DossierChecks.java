package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the portal demands of a pushed dossier, of which the item alone tells. */
final class DossierChecks {
  /** Must not be empty. */
  private static final List<String> FILLED =
      List.of(
          "MaHoSo",
          "MaTTHC",
          "TenTTHC",
          "MaLinhVuc",
          "TenLinhVuc",
          "LoaiDoiTuong",
          "TrichYeuHoSo",
          "TrangThaiHoSo",
          "HinhThuc",
          "DonViXuLy");

  /** Must be there; empty when not known. */
  private static final List<String> PRESENT =
      List.of("Email", "SoDienThoai", "NgayTiepNhan", "NgayHenTra");

  private static final List<String> DATES =
      List.of(
          "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "NgayTuChoi", "NgayNopHoSo");

  private static final List<String> TEXTS =
      List.of(
          "SoBienNhan",
          "ChuHoSo",
          "MaDoiTuong",
          "ThongTinKhac",
          "Fax",
          "NgayTra",
          "ThongTinTra",
          "NgayKetThucXuLy",
          "GhiChu",
          "KenhThucHien",
          "SoGiayToChuHoSo",
          "NoiNopHoSo",
          "HoSoCoThanhPhanSoHoa",
          "TaiKhoanDuocXacThucVoiVNeID",
          "DuocThanhToanTrucTuyen",
          "NgayTuChoi",
          "NgayNopHoSo");

  private static final List<String> LISTS =
      List.of(
          "TaiLieuNop",
          "DanhSachLePhi",
          "DanhSachTepDinhKemKhac",
          "DanhSachHoSoBoSung",
          "DanhSachGiayToKetQua",
          "DinhDanhCHS",
          "DSKetNoiCSDL");

  /** Statuses in which the office has taken the dossier: a date of reception is due. */
  private static final Set<String> RECEIVED = Set.of("2", "4", "5", "6", "8", "9", "10");

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}");
  private static final Pattern SUFFIX =
      Pattern.compile("(\\.[0-9]{3}(\\.[0-9]{2}){2}\\.[A-Z][0-9]{2})$");

  private final Predicate<String> procedureKnown;

  DossierChecks(Predicate<String> procedureKnown) {
    this.procedureKnown = procedureKnown;
  }

  /** The first problem of the item, or empty. */
  Optional<Problem> problem(JsonNode item) {
    if (!item.isObject()) {
      return Optional.of(Problem.of("data", "phần tử không phải là hồ sơ"));
    }
    return Stream.<Stream<Optional<Problem>>>of(
            FILLED.stream().map(field -> ItemChecks.filled(item, field)),
            PRESENT.stream().map(field -> ItemChecks.present(item, field)),
            TEXTS.stream().map(field -> ItemChecks.textIfThere(item, field)),
            LISTS.stream().map(field -> list(item, field)),
            DATES.stream().map(field -> ItemChecks.date(item, field)),
            Stream.of(item).map(this::values),
            Stream.of(item).map(DossierChecks::times),
            Stream.of(item).map(DossierChecks::files))
        .flatMap(checks -> checks)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Problem> values(JsonNode item) {
    return ItemChecks.dossierCode(item)
        .or(() -> ItemChecks.status(item, "TrangThaiHoSo"))
        .or(() -> ItemChecks.oneOf(item, "LoaiDoiTuong", Set.of("1", "2", "3", "4")))
        .or(() -> ItemChecks.oneOf(item, "HinhThuc", Set.of("0", "1")))
        .or(() -> procedure(item))
        .or(() -> fees(item));
  }

  private Optional<Problem> procedure(JsonNode item) {
    String code = item.path("MaTTHC").asText();
    return procedureKnown.test(SUFFIX.matcher(code).replaceFirst(""))
        ? Optional.empty()
        : Optional.of(Problem.of("MaTTHC", "mã thủ tục '" + code + "' không có trong danh mục"));
  }

  private static Optional<Problem> times(JsonNode item) {
    String received = item.path("NgayTiepNhan").asText();
    String due = item.path("NgayHenTra").asText();
    if (received.isEmpty() && RECEIVED.contains(item.path("TrangThaiHoSo").asText())) {
      return Optional.of(Problem.of("NgayTiepNhan", "không được để trống khi đã tiếp nhận"));
    }
    return !received.isEmpty() && !due.isEmpty() && due.compareTo(received) < 0
        ? Optional.of(Problem.of("NgayHenTra", "ngày hẹn trả trước ngày tiếp nhận"))
        : Optional.empty();
  }

  private static Optional<Problem> list(JsonNode item, String field) {
    JsonNode value = item.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    boolean objects = value.isArray();
    for (JsonNode element : value) {
      objects &= element.isObject();
    }
    return objects
        ? Optional.empty()
        : Optional.of(Problem.of(field, "phải là danh sách đối tượng"));
  }

  private static Optional<Problem> fees(JsonNode item) {
    for (JsonNode fee : item.path("DanhSachLePhi")) {
      if (!AMOUNT.matcher(fee.path("Gia").asText()).matches()) {
        return Optional.of(Problem.of("DanhSachLePhi.Gia", "số tiền phải là số"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> files(JsonNode item) {
    for (JsonNode file : item.path("TaiLieuNop")) {
      if (!Set.of("True", "False").contains(file.path("IsDeleted").asText())) {
        return Optional.of(Problem.of("TaiLieuNop.IsDeleted", "phải là True hoặc False"));
      }
      if (!isLink(file.path("DuongDanTaiTepTin").asText())) {
        return Optional.of(Problem.of("TaiLieuNop.DuongDanTaiTepTin", "không phải là địa chỉ"));
      }
    }
    for (JsonNode paper : item.path("DanhSachGiayToKetQua")) {
      if (!isLink(paper.path("DuongDanTepTinKetQua").asText())) {
        return Optional.of(
            Problem.of("DanhSachGiayToKetQua.DuongDanTepTinKetQua", "không phải là địa chỉ"));
      }
    }
    return Optional.empty();
  }

  private static boolean isLink(String text) {
    if (text.isEmpty()) {
      return true;
    }
    try {
      return Set.of("http", "https").contains(String.valueOf(URI.create(text).getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
