package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the portal demands of a pushed progress step, of which the item alone tells. */
final class StepChecks {
  private static final List<String> FILLED =
      List.of("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai");
  private static final List<String> TEXTS =
      List.of("ChucDanh", "PhongBanXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");
  private static final List<String> DATES =
      List.of("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");

  private StepChecks() {}

  /** The first problem of the item, or empty. */
  static Optional<Problem> problem(JsonNode item) {
    if (!item.isObject()) {
      return Optional.of(Problem.of("data", "phần tử không phải là tiến trình"));
    }
    return Stream.<Stream<Optional<Problem>>>of(
            FILLED.stream().map(field -> ItemChecks.filled(item, field)),
            TEXTS.stream().map(field -> ItemChecks.textIfThere(item, field)),
            DATES.stream().map(field -> ItemChecks.date(item, field)),
            Stream.of(item).map(ItemChecks::dossierCode),
            Stream.of(item).map(step -> ItemChecks.status(step, "TrangThai")))
        .flatMap(checks -> checks)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
