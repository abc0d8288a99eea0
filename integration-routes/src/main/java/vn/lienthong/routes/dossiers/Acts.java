package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vn.lienthong.routes.messagelog.EntryDraft;

/** Entries of what operators do about many dossiers at once. */
final class Acts {
  private Acts() {}

  static EntryDraft entry(String service, Replay.Act act, String what) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        NpspPartnerWire.PARTNER,
        service,
        new EntryDraft.About(Optional.of(act.operator()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                (act.reason() + "\n\n" + what).getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=utf-8",
                List.of())),
        Optional.empty(),
        Optional.empty());
  }
}
