package vn.lienthong.signing.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vn.lienthong.signing.entry.LogEntry;

/** Whether every call has its request, its items in order, and its one outcome. */
final class CallCheck {
  private final Findings findings;
  private final Map<String, Open> open = new HashMap<>();

  /** Calls that recovery closed: their real answer may still come. */
  private final Set<String> inDoubt = new HashSet<>();

  private boolean incomplete;

  CallCheck(Findings findings) {
    this.findings = findings;
  }

  private record Open(long index, long nextItem) {}

  void missing() {
    incomplete = true;
  }

  void check(long index, LogEntry entry) {
    String call = entry.field("call").orElse("");
    switch (entry.field("kind").orElse("")) {
      case "REQUEST" -> request(index, call);
      case "ITEM" -> item(index, call, Long.parseLong(entry.field("position").orElse("-1")));
      case "ANSWER" -> answer(index, call, entry.field("outcome").orElse(""));
      default -> {
        // an act, a fetch, a refusal: complete in itself
      }
    }
  }

  private void request(long index, String call) {
    if (open.put(call, new Open(index, 0)) != null) {
      findings.fault(
          "request-twice",
          "entry " + index,
          "a second request under call " + call,
          "lời gọi thứ hai cùng mã " + call);
    }
  }

  private void item(long index, String call, long position) {
    Open request = open.get(call);
    if (request == null) {
      findings.faultUnless(
          incomplete,
          "item-without-request",
          "entry " + index,
          "an item without its request before it (call " + call + ")",
          "mục con thiếu lời gọi đứng trước (" + call + ")");
      return;
    }
    if (position != request.nextItem()) {
      findings.faultUnless(
          incomplete,
          "item-missing",
          "entry " + index,
          "item " + position + " of call " + call + ", item " + request.nextItem() + " is due",
          "mục con " + position + " của " + call + ", phải là " + request.nextItem());
    }
    open.put(call, new Open(request.index(), position + 1));
  }

  private void answer(long index, String call, String outcome) {
    if (open.remove(call) != null) {
      if (outcome.equals("IN_DOUBT")) {
        inDoubt.add(call);
      }
    } else if (inDoubt.remove(call)) {
      findings.note(
          "answered-late",
          "entry " + index,
          "the answer of a call that was in doubt (" + call + ")",
          "trả lời của lời gọi từng chưa rõ kết quả (" + call + ")");
    } else {
      findings.faultUnless(
          incomplete,
          "request-missing",
          "entry " + index,
          "an answer without its request before it (call " + call + ")",
          "có trả lời nhưng thiếu lời gọi đứng trước (" + call + ")");
    }
  }

  void finish() {
    open.forEach(
        (call, request) ->
            findings.open(
                "outcome-missing",
                "entry " + request.index(),
                "the request has no outcome in what is covered (call " + call + ")",
                "lời gọi chưa có kết quả trong phạm vi này (" + call + ")"));
  }
}
