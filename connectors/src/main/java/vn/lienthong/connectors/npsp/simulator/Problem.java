package vn.lienthong.connectors.npsp.simulator;

/**
 * Why the portal refuses one dossier or step.
 *
 * @param duplicate true when the dossier is known already
 * @param order true when it is a step of a dossier that is not known
 */
record Problem(String field, String text, boolean duplicate, boolean order) {

  static Problem of(String field, String text) {
    return new Problem(field, text, false, false);
  }

  static Problem known() {
    return new Problem("MaHoSo", "đã tồn tại", true, false);
  }

  static Problem stepOfUnknown() {
    return new Problem("MaHoSo", "hồ sơ chưa tồn tại", false, true);
  }
}
