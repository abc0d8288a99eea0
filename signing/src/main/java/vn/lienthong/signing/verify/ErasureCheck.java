package vn.lienthong.signing.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.lienthong.signing.entry.LogEntry;

/** Tells what was erased, and whether the log holds an act of erasure after it. */
final class ErasureCheck {
  private final Findings findings;
  private final SortedMap<Long, String> erased = new TreeMap<>();
  private long lastAct = -1;

  ErasureCheck(Findings findings) {
    this.findings = findings;
  }

  void entry(long index, LogEntry entry) {
    if (entry.field("kind").filter("OPERATOR_ACT"::equals).isPresent()
        && entry.field("service").filter("erasure"::equals).isPresent()) {
      lastAct = index;
    }
  }

  void disclosed(long index, String name, JsonNode mark) {
    if (!mark.isObject()) {
      return;
    }
    erased.put(index, name);
    long gone = mark.path("segments").asLong();
    long of = mark.path("of").asLong();
    if (of == 0) {
      findings.note(
          "erased", name, "dossier code erased, digest intact", "mã hồ sơ đã xóa, mã băm còn");
    } else if (gone == of) {
      findings.note("erased", name, "body erased, digest intact", "nội dung đã xóa, mã băm còn");
    } else {
      findings.note(
          "erased",
          name,
          "signature not re-checkable: " + gone + " of " + of + " segments erased",
          "không kiểm lại được chữ ký: đã xóa " + gone + " trên " + of + " đoạn");
    }
  }

  void finish() {
    erased
        .tailMap(lastAct)
        .values()
        .forEach(
            name ->
                findings.open(
                    "erasure-without-act",
                    name,
                    "said to be erased, but no act of erasure follows in what is covered",
                    "nói là đã xóa, nhưng không có thao tác xóa nào sau đó trong phạm vi này"));
  }
}
