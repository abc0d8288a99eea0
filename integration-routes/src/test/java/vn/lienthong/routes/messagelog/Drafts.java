package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.RequestBinding;
import vn.lienthong.signing.keys.SigningKey;

/** Drafts that are right as they are; a test changes what matters to it. */
final class Drafts {
  private Drafts() {}

  static EntryDraft request(String callId, String dossier) {
    return new EntryDraft(
        EntryDraft.Kind.REQUEST,
        EntryDraft.Direction.OUT,
        "npsp",
        "dossier-add",
        new EntryDraft.About(
            Optional.of("officer-7"), Optional.of(dossier), Optional.of("1.004194")),
        new EntryDraft.Call("corr-" + callId, "msg-" + callId, callId, Optional.empty()),
        Optional.of(payload("{\"MaHoSo\":\"" + dossier + "\",\"ten\":\"Nguyễn Văn A\"}")),
        Optional.of(
            new EntryDraft.Signature("WSS-X509", "signature of " + callId, "ab".repeat(32))),
        Optional.empty());
  }

  /** The same with a real signature over its payload. */
  static EntryDraft signedBy(SigningKey key, EntryDraft draft) {
    byte[] body = draft.payload().map(EntryDraft.Payload::bytes).orElse(new byte[0]);
    String jws =
        DetachedJws.sign(
            key,
            body,
            new RequestBinding(
                Instant.parse("2026-11-24T02:30:00Z"),
                draft.call().callId(),
                draft.call().correlationId(),
                "VN:GOV:NPSP",
                "POST",
                "/mapi/g"));
    return new EntryDraft(
        draft.kind(),
        draft.direction(),
        draft.partner(),
        draft.service(),
        draft.about(),
        draft.call(),
        draft.payload(),
        Optional.of(new EntryDraft.Signature("JWS-detached", jws, key.certificateSha256())),
        draft.outcome());
  }

  static EntryDraft answer(String callId) {
    return new EntryDraft(
        EntryDraft.Kind.ANSWER,
        EntryDraft.Direction.IN,
        "npsp",
        "dossier-add",
        EntryDraft.About.NOTHING,
        new EntryDraft.Call("corr-" + callId, "msg-" + callId, callId, Optional.empty()),
        Optional.of(payload("{\"error_code\":\"0\"}")),
        Optional.empty(),
        Optional.of(new EntryDraft.Outcome("ACCEPTED", Optional.empty(), Optional.of(200))));
  }

  /** A call of several dossiers and its items. */
  static List<EntryDraft> batch(String callId, List<String> dossiers) {
    StringBuilder body = new StringBuilder("[");
    List<EntryDraft.Segment> segments = new java.util.ArrayList<>();
    List<EntryDraft> drafts = new java.util.ArrayList<>();
    for (String dossier : dossiers) {
      body.append(body.length() == 1 ? "" : ",");
      int from = body.toString().getBytes(StandardCharsets.UTF_8).length;
      body.append("{\"MaHoSo\":\"").append(dossier).append("\",\"ten\":\"Trần Thị B\"}");
      int to = body.toString().getBytes(StandardCharsets.UTF_8).length;
      segments.add(new EntryDraft.Segment(dossier, from, to));
      drafts.add(item(callId, dossier, drafts.size()));
    }
    EntryDraft single = request(callId, dossiers.getFirst());
    drafts.addFirst(
        new EntryDraft(
            single.kind(),
            single.direction(),
            single.partner(),
            single.service(),
            EntryDraft.About.NOTHING,
            single.call(),
            Optional.of(
                new EntryDraft.Payload(
                    body.append("]").toString().getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    segments)),
            single.signature(),
            Optional.empty()));
    return drafts;
  }

  private static EntryDraft item(String callId, String dossier, int position) {
    return new EntryDraft(
        EntryDraft.Kind.ITEM,
        EntryDraft.Direction.OUT,
        "npsp",
        "dossier-add",
        new EntryDraft.About(Optional.empty(), Optional.of(dossier), Optional.of("1.004194")),
        new EntryDraft.Call("corr-" + callId, "delivery-" + dossier, callId, Optional.of(position)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static EntryDraft.Payload payload(String text) {
    return new EntryDraft.Payload(
        text.getBytes(StandardCharsets.UTF_8), "application/json", List.of());
  }
}
