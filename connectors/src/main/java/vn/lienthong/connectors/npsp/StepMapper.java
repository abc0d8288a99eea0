package vn.lienthong.connectors.npsp;

import vn.lienthong.schemas.dossier.ProgressStep;

/** Writes a progress step in the form of CapNhatTienDoHoSoMC. Pure. */
final class StepMapper {
  private static final WireFields FIELDS = WireFields.of(WireFields.Message.STEP);

  private final NpspTables tables;

  StepMapper(NpspTables tables) {
    this.tables = tables;
  }

  MappedItem map(ProgressStep step) {
    WireObject out = new WireObject(tables, FIELDS);
    out.text("MaHoSo", step.dossier().value());
    out.text("NguoiXuLy", step.officer().name());
    out.text("ChucDanh", step.officer().title());
    out.date("ThoiDiemXuLy", step.at());
    out.text("PhongBanXuLy", step.officer().department());
    out.text("NoiDungXuLy", step.content());
    DossierMapper.status(out, "TrangThai", step.status(), step.localStatus());
    out.date("NgayBatDau", step.startedAt());
    out.date("NgayKetThucTheoQuyDinh", step.dueAt());
    return out.mapped(step.dossier());
  }
}
