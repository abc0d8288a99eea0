package vn.lienthong.connectors.onestop.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.Handling;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** A fault that a dossier carries on purpose, so that refusing and mending can be seen. */
public enum PlantedFault {
  LOCAL_STATUS_ZERO(
      "handling.localStatus",
      "Trạng thái 0 (đang liên thông) không có trong danh mục quốc gia; chọn trạng thái đúng."),
  PROCEDURE_UNKNOWN("procedure", "Mã thủ tục không có trong danh mục quốc gia; chọn lại thủ tục."),
  DUE_BEFORE_RECEIVED(
      "submission.dueAt", "Ngày hẹn trả trước ngày tiếp nhận; nhập lại ngày hẹn trả."),
  CONTACT_MISSING(
      "applicant.contact", "Thiếu thư điện tử và số điện thoại của chủ hồ sơ; bổ sung liên hệ.");

  private final String field;
  private final String remedy;

  PlantedFault(String field, String remedy) {
    this.field = field;
    this.remedy = remedy;
  }

  /** Path of the faulty field in the document. */
  public String field() {
    return field;
  }

  /** What is wrong and what to mend, in Vietnamese. */
  public String remedy() {
    return remedy;
  }

  /** The dossier with this fault in it. */
  Dossier spoil(Dossier right, long ordinal) {
    return switch (this) {
      case LOCAL_STATUS_ZERO ->
          with(right, right.procedure(), right.submission(), statusZero(right), right.applicant());
      case PROCEDURE_UNKNOWN ->
          with(right, unknown(ordinal), right.submission(), right.handling(), right.applicant());
      case DUE_BEFORE_RECEIVED ->
          with(
              right,
              right.procedure(),
              dueBefore(right.submission()),
              right.handling(),
              right.applicant());
      case CONTACT_MISSING ->
          with(
              right,
              right.procedure(),
              right.submission(),
              right.handling(),
              unreachable(right.applicant()));
    };
  }

  // The catalogue's codes begin with 1, 2 or 3 (laocai/procedures.csv).
  private static ProcedureCode unknown(long ordinal) {
    return new ProcedureCode("9.%06d".formatted(ordinal % 1_000_000));
  }

  private static Handling statusZero(Dossier right) {
    Handling h = right.handling();
    return new Handling(
        h.agencyCode(),
        h.agencyName(),
        0,
        h.finishedAt(),
        h.refusedAt(),
        h.note(),
        h.ownerSystem());
  }

  private static Submission dueBefore(Submission s) {
    Instant received = s.receivedAt().or(s::submittedAt).orElseThrow();
    return new Submission(
        s.channel(),
        s.place(),
        s.submittedAt(),
        Optional.of(received),
        Optional.of(received.minus(Duration.ofDays(2))),
        s.summary(),
        s.otherInformation());
  }

  private static Applicant unreachable(Applicant a) {
    return new Applicant(
        a.name(),
        a.kind(),
        a.nationalAccountId(),
        a.identityNumber(),
        a.identifiers(),
        new Applicant.Contact(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Dossier with(
      Dossier d,
      ProcedureCode procedure,
      Submission submission,
      Handling handling,
      Applicant applicant) {
    return new Dossier(
        d.code(),
        d.receiptNumber(),
        procedure,
        applicant,
        submission,
        handling,
        d.resultReturn(),
        d.digitisation(),
        d.payment(),
        d.files(),
        d.otherPapers(),
        d.supplements(),
        d.results());
  }
}
