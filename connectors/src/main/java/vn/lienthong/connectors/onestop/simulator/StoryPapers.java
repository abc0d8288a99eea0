package vn.lienthong.connectors.onestop.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.connectors.onestop.simulator.Story.Move;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.dossier.OtherPaper;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.dossier.ResultPaper;
import vn.lienthong.schemas.dossier.SubmittedFile;
import vn.lienthong.schemas.dossier.SupplementRequest;

/** The papers of a dossier after some moves: handed in, asked for, given. */
final class StoryPapers {
  private final Story story;
  private final StoryFiles files;

  StoryPapers(Story story) {
    this.story = story;
    this.files = new StoryFiles(story);
  }

  /** The files that the snapshot after this move names for the first time. */
  List<GeneratedPdf> newFiles(int position) {
    return files.broughtBy(position);
  }

  List<SubmittedFile> submitted(List<Move> past) {
    List<SubmittedFile> list = new ArrayList<>();
    int number = 0;
    for (GeneratedPdf pdf : files.submittedUntil(past.getLast().position())) {
      number++;
      boolean digitised = story.traits().digitised();
      list.add(
          new SubmittedFile(
              pdf.key(),
              pdf.name(),
              false,
              Optional.of(String.valueOf(90_000 + number)),
              Optional.of(pdf.reference()),
              digitised,
              digitised && number == 2
                  ? SubmittedFile.Reuse.FROM_COMPONENT
                  : SubmittedFile.Reuse.NONE,
              false,
              Optional.empty()));
    }
    return list;
  }

  List<SupplementRequest> supplements(List<Move> past, ProgressStep.Officer officer, Instant due) {
    Optional<Instant> asked = StoryDocuments.when(past, DossierStatus.SUPPLEMENT_REQUIRED);
    if (asked.isEmpty()) {
      return List.of();
    }
    Optional<Instant> handedIn =
        past.stream().filter(move -> move.at().isAfter(asked.get())).map(Move::at).findFirst();
    return List.of(
        new SupplementRequest(
            "BS-" + story.brief().code(),
            officer.name(),
            "Bổ sung giấy tờ còn thiếu (mô phỏng)",
            asked.get(),
            handedIn.map(
                at -> new SupplementRequest.Receipt(officer.name(), Optional.of("Đã nhận đủ"), at)),
            Optional.of(handedIn.isPresent() ? "Công dân đã bổ sung" : "Yêu cầu công dân bổ sung"),
            List.of(new OtherPaper("Giấy tờ bổ sung (mô phỏng)", 1, Optional.empty())),
            List.of(),
            Optional.of(due),
            handedIn.map(_ -> due.plus(Duration.ofDays(5)))));
  }

  List<ResultPaper> results(List<Move> past) {
    return files
        .resultUntil(past.getLast().position())
        .map(
            pdf ->
                List.of(
                    new ResultPaper(
                        "Kết quả giải quyết (mô phỏng)",
                        Optional.empty(),
                        Optional.of(pdf.key()),
                        story.brief().procedure().resultCodes().stream().findFirst(),
                        Optional.of(pdf.reference()))))
        .orElse(List.of());
  }
}
