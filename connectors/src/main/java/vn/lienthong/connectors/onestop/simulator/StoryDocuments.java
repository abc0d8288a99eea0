package vn.lienthong.connectors.onestop.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.connectors.onestop.simulator.Story.Move;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.Digitisation;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.dossier.Handling;
import vn.lienthong.schemas.dossier.OtherPaper;
import vn.lienthong.schemas.dossier.Payment;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.dossier.ResultReturn;
import vn.lienthong.schemas.dossier.Submission;
import vn.lienthong.schemas.dossier.SupplementRequest;

/** The documents of a story: the same story, move and version always give the same document. */
final class StoryDocuments {
  private final Story story;
  private final StoryPapers papers;

  StoryDocuments(Story story) {
    this.story = story;
    this.papers = new StoryPapers(story);
  }

  /** The files that the snapshot after this move names for the first time. */
  List<GeneratedPdf> newFiles(Move move) {
    return papers.newFiles(move.position());
  }

  /** The snapshot after the move, with its planted fault if it is the registration. */
  Dossier snapshot(Move move, long version) {
    Brief brief = story.brief();
    List<Move> past = story.until(move.position());
    List<SupplementRequest> supplements = papers.supplements(past, officer(), due());
    Dossier right =
        new Dossier(
            brief.code(),
            Optional.of("BN-" + brief.code()),
            brief.procedure().code(),
            applicant(),
            submission(move, supplements, version),
            handling(move, past),
            resultReturn(past),
            digitisation(),
            payment(past),
            papers.submitted(past),
            List.of(new OtherPaper("Giấy giới thiệu (mô phỏng)", 1, Optional.of("Bản chính"))),
            supplements,
            papers.results(past));
    return move.position() == 0
        ? brief.fault().map(fault -> fault.spoil(right, brief.ordinal())).orElse(right)
        : right;
  }

  /** The step that the move is. */
  ProgressStep step(Move move, long version) {
    Move before = story.move(move.position() - 1);
    return new ProgressStep(
        story.brief().code(),
        officer(),
        move.at(),
        move.status().vietnamese() + " (phiên bản " + version + ")",
        move.status().nationalCode(),
        Optional.of(before.at()),
        Optional.of(due()));
  }

  private ProgressStep.Officer officer() {
    return new ProgressStep.Officer(
        Optional.of("Cán bộ mô phỏng %04d".formatted(story.traits().officer())),
        Optional.of("Chuyên viên"),
        Optional.of(story.brief().agency().name()));
  }

  private Applicant applicant() {
    long ordinal = story.brief().ordinal();
    Applicant.Kind kind = story.traits().applicant();
    // Twelve digits that no register gives out: personal numbers begin with a province's code, and
    // none is 999.
    String number = "999%09d".formatted(ordinal % 1_000_000_000);
    boolean online = story.traits().channel() == Submission.Channel.ONLINE;
    return new Applicant(
        Optional.of(nameOf(kind) + " mô phỏng %06d".formatted(ordinal)),
        kind,
        online ? Optional.of("MOPHONG-%06d".formatted(ordinal)) : Optional.empty(),
        Optional.of(number),
        kind == Applicant.Kind.CITIZEN
            ? List.of(new Applicant.Identifier(Applicant.IdentifierKind.PERSONAL_NUMBER, number))
            : List.of(),
        new Applicant.Contact(
            Optional.of("mophong%06d@lienthong.example".formatted(ordinal)),
            Optional.of("0000%06d".formatted(ordinal % 1_000_000)),
            Optional.empty()));
  }

  private static String nameOf(Applicant.Kind kind) {
    return switch (kind) {
      case CITIZEN -> "Công dân";
      case BUSINESS -> "Doanh nghiệp";
      case STATE_AGENCY -> "Cơ quan";
      case ORGANISATION -> "Tổ chức";
    };
  }

  /** What came in online or by post stands in the books before the desk takes it. */
  private Submission submission(Move move, List<SupplementRequest> supplements, long version) {
    Instant received = story.move(0).at();
    Submission.Channel channel = story.traits().channel();
    boolean taken =
        channel == Submission.Channel.DIRECT || move.status() != DossierStatus.NEWLY_REGISTERED;
    return new Submission(
        channel,
        Optional.of(Submission.Place.MINISTRY_OR_PROVINCE),
        channel == Submission.Channel.DIRECT
            ? Optional.empty()
            : Optional.of(received.minus(Duration.ofMinutes(40))),
        Optional.of(received).filter(_ -> taken),
        Optional.of(
                supplements.stream().flatMap(s -> s.dueAfter().stream()).findFirst().orElse(due()))
            .filter(_ -> taken),
        Optional.of(summary()),
        Optional.of("Dữ liệu mô phỏng; phiên bản " + version));
  }

  private String summary() {
    String text = "Đề nghị giải quyết: " + story.brief().procedure().name();
    return text.length() <= 900 ? text : text.substring(0, 900);
  }

  private Instant due() {
    return story.move(0).at().plus(Duration.ofDays(story.traits().workingDays()));
  }

  private Handling handling(Move move, List<Move> past) {
    return new Handling(
        story.brief().agency().code(),
        story.brief().agency().name(),
        move.status().nationalCode(),
        when(past, DossierStatus.PROCESSED)
            .or(() -> when(past, DossierStatus.STOPPED))
            .or(() -> when(past, DossierStatus.WITHDRAWN_BY_CITIZEN)),
        when(past, DossierStatus.NOT_RECEIVED),
        note(move.status()),
        story.brief().owner());
  }

  private static Optional<String> note(DossierStatus status) {
    return switch (status) {
      case NOT_RECEIVED -> Optional.of("Hồ sơ không thuộc thẩm quyền (mô phỏng)");
      case WITHDRAWN_BY_CITIZEN -> Optional.of("Rút theo đơn của công dân (mô phỏng)");
      case STOPPED -> Optional.of("Quá hạn bổ sung giấy tờ (mô phỏng)");
      case NEWLY_REGISTERED,
          RECEIVED,
          IN_PROCESS,
          SUPPLEMENT_REQUIRED,
          FINANCIAL_OBLIGATION_REQUIRED,
          PROCESSED,
          RESULT_RETURNED ->
          Optional.empty();
    };
  }

  private ResultReturn resultReturn(List<Move> past) {
    Optional<Instant> returned = when(past, DossierStatus.RESULT_RETURNED);
    return new ResultReturn(
        story.traits().byPost(), returned, returned.map(_ -> "Đã trả kết quả (mô phỏng)"));
  }

  private Digitisation digitisation() {
    // Database 7 is the only code seen on the wire (domain.md 1.6b).
    return new Digitisation(story.traits().digitised(), story.traits().verified(), List.of("7"));
  }

  private Payment payment(List<Move> past) {
    Traits traits = story.traits();
    if (traits.feeVnd() == 0) {
      return new Payment(Payment.Online.NO_FEE, List.of());
    }
    DossierStatus from =
        traits.paidLater() ? DossierStatus.FINANCIAL_OBLIGATION_REQUIRED : DossierStatus.RECEIVED;
    boolean paid = when(past, from).isPresent();
    return new Payment(
        paid ? Payment.Online.PAID : Payment.Online.UNPAID,
        List.of(
            new Payment.Fee(
                "Lệ phí giải quyết thủ tục (mô phỏng)",
                Optional.of("2"),
                Optional.of("1"),
                BigDecimal.valueOf(traits.feeVnd()),
                Optional.of("1"))));
  }

  static Optional<Instant> when(List<Move> past, DossierStatus status) {
    return past.stream().filter(move -> move.status() == status).map(Move::at).findFirst();
  }
}
