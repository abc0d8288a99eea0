package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.OnestopMapper;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.Digitisation;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.Handling;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.dossier.Payment;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.dossier.ResultReturn;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Valid dossiers and steps; the note or content ends in {@code v<version>}. */
final class Documents {
  private static final OnestopMapper MAPPER = new OnestopMapper();

  /** Who owns the dossiers of rows of kind {@code m}. */
  static final OwnerSystem PORTAL =
      new OwnerSystem(OwnerSystem.Kind.MINISTRY_PORTAL, Optional.of("Cổng thử của bộ"));

  private Documents() {}

  static FeedRow row(String code, String kind, long version, long seq, boolean unmappable) {
    boolean snapshot = !kind.equals("p");
    String text = (unmappable ? "unmappable " : snapshot ? "snapshot " : "step ") + "v" + version;
    String document =
        switch (kind) {
          case "s" -> MAPPER.write(dossier(code, text));
          case "m" -> MAPPER.write(dossier(code, text, Optional.of(PORTAL)));
          case "p" -> MAPPER.write(step(code, text));
          default -> "{\"broken\": true";
        };
    return new FeedRow(
        "1000", seq, 1, kind.equals("p") ? "step" : "dossier", code, version, document);
  }

  /** As {@link #row}, and says its version in words that the simulated portal reads. */
  static FeedRow versioned(String code, String kind, long version, long seq) {
    String text = "phiên bản " + version;
    return new FeedRow(
        "1000",
        seq,
        1,
        kind.equals("p") ? "step" : "dossier",
        code,
        version,
        kind.equals("p") ? MAPPER.write(step(code, text)) : MAPPER.write(dossier(code, text)));
  }

  static Dossier dossier(String code, String note) {
    return dossier(code, note, Optional.empty());
  }

  static Dossier dossier(String code, String note, Optional<OwnerSystem> owner) {
    Instant received = Instant.parse("2026-11-23T01:00:00Z");
    return new Dossier(
        new DossierCode(code),
        Optional.empty(),
        new ProcedureCode("1.004194"),
        new Applicant(
            Optional.of("Nguyễn Văn Thử"),
            Applicant.Kind.CITIZEN,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new Applicant.Contact(
                Optional.of("thu@example.vn"), Optional.of("0900000000"), Optional.empty())),
        new Submission(
            Submission.Channel.DIRECT,
            Optional.empty(),
            Optional.empty(),
            Optional.of(received),
            Optional.of(received.plusSeconds(864_000)),
            Optional.of("Đăng ký tạm trú"),
            Optional.of(note)),
        new Handling(
            "H38.1", "Sở Tư pháp", 4, Optional.empty(), Optional.empty(), Optional.of(note), owner),
        new ResultReturn(false, Optional.empty(), Optional.empty()),
        new Digitisation(false, false, List.of()),
        new Payment(Payment.Online.NO_FEE, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static ProgressStep step(String code, String text) {
    return new ProgressStep(
        new DossierCode(code),
        new ProgressStep.Officer(Optional.of("Cán bộ thử"), Optional.empty(), Optional.empty()),
        Instant.parse("2026-11-23T02:00:00Z"),
        text,
        4,
        Optional.empty(),
        Optional.empty());
  }
}
