package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Leaves of a procedure's detail at the simulated portal. */
final class Leaves {
  private Leaves() {}

  private static ObjectNode leaves() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode listed(boolean listed) {
    return leaves().put("LISTED", listed);
  }

  static ObjectNode listedAs(String code) {
    return leaves().put("LISTED_AS", code);
  }

  static ObjectNode name(String name) {
    return leaves().put("TENTTHC", name);
  }

  static ObjectNode description(String text) {
    return leaves().put("MOTA", text);
  }

  /** One channel with one time and one fee. */
  static ObjectNode terms(String days, String feeVnd) {
    ObjectNode leaves = leaves();
    ObjectNode term =
        leaves
            .putArray("CACHTHUCTHUCHIEN")
            .addObject()
            .put("KENH", "1")
            .putArray("THOIGIAN")
            .addObject()
            .put("THOIGIANGIAIQUYET", days)
            .put("DONVITINH", "Ngày làm việc");
    term.putArray("PHILEPHI")
        .addObject()
        .put("MAPHILEPHI", "1")
        .put("SOTIEN", feeVnd)
        .put("DONVI", "VNĐ");
    return leaves;
  }

  static ObjectNode papers(String... names) {
    ObjectNode leaves = leaves();
    var papers = leaves.putArray("THANHPHANHOSO").addObject().putArray("GIAYTO");
    for (String name : names) {
      papers.addObject().put("TENGIAYTO", name).put("SOBANCHINH", "1");
    }
    return leaves;
  }
}
