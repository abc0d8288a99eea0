package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dossiers and steps that the portal accepts as they are; a test changes what matters to it. */
final class Items {
  static final String CODE = "000.00.01.H38-261124-0001";

  private Items() {}

  static ObjectNode dossier(String code, int version) {
    ObjectNode item = RehearsalClient.JSON.createObjectNode();
    item.put("MaHoSo", code)
        .put("MaTTHC", "1.000010")
        .put("TenTTHC", "Thủ tục")
        .put("MaLinhVuc", "G04-GT01")
        .put("TenLinhVuc", "Đăng kiểm")
        .put("ChuHoSo", "Người thử nghiệm")
        .put("LoaiDoiTuong", "1")
        .put("ThongTinKhac", "phiên bản " + version)
        .put("Email", "")
        .put("SoDienThoai", "0900000000")
        .put("TrichYeuHoSo", "Hồ sơ thử nghiệm")
        .put("NgayTiepNhan", "20261124080000")
        .put("NgayHenTra", "20261201080000")
        .put("TrangThaiHoSo", "2")
        .put("HinhThuc", "0")
        .put("DonViXuLy", "Sở thử nghiệm");
    item.putArray("TaiLieuNop");
    return item;
  }

  static ObjectNode step(String code, int version) {
    return RehearsalClient.JSON
        .createObjectNode()
        .put("MaHoSo", code)
        .put("NguoiXuLy", "Cán bộ thử nghiệm")
        .put("ThoiDiemXuLy", "20261124090000")
        .put("NoiDungXuLy", "Chuyển xử lý, phiên bản " + version)
        .put("TrangThai", "4");
  }
}
