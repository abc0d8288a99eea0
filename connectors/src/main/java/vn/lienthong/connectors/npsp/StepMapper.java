package vn.lienthong.connectors.npsp;

import vn.lienthong.schemas.dossier.ProgressStep;

/** Writes a progress step in the form of CapNhatTienDoHoSoMC. Pure. */
final class StepMapper {
  private final NpspTables tables;

  StepMapper(NpspTables tables) {
    this.tables = tables;
  }

  MappedItem map(ProgressStep step) {
    WireObject out = new WireObject(tables);
    out.text("MaHoSo", "dossier", step.dossier().value());
    out.text("NguoiXuLy", "officer.name", step.officer().name());
    out.text("ChucDanh", "officer.title", step.officer().title());
    out.date("ThoiDiemXuLy", step.at());
    out.text("PhongBanXuLy", "officer.department", step.officer().department());
    out.text("NoiDungXuLy", "content", step.content());
    DossierMapper.status(out, "TrangThai", step.status(), step.localStatus(), "localStatus");
    out.date("NgayBatDau", step.startedAt());
    out.date("NgayKetThucTheoQuyDinh", step.dueAt());
    return out.mapped(step.dossier());
  }
}
