package vn.lienthong.connectors.onestop.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.schemas.dossier.DossierStatus;

/** The files of a story: some handed in at the counter, one with a supplement, one as result. */
final class StoryFiles {
  private final Story story;

  StoryFiles(Story story) {
    this.story = story;
  }

  /** What the citizen has handed in up to and with this move. */
  List<GeneratedPdf> submittedUntil(int position) {
    List<GeneratedPdf> files = new ArrayList<>();
    for (int i = 0; i <= position; i++) {
      files.addAll(submittedAt(i));
    }
    return files;
  }

  /** The result paper, once there is one. */
  Optional<GeneratedPdf> resultUntil(int position) {
    return story.until(position).stream()
        .filter(move -> move.status() == DossierStatus.PROCESSED)
        .findFirst()
        .map(_ -> pdf("ket-qua", 9));
  }

  /** What a snapshot after this move names and no snapshot before it did. */
  List<GeneratedPdf> broughtBy(int position) {
    if (!story.move(position).hasSnapshot()) {
      return List.of();
    }
    List<GeneratedPdf> files = new ArrayList<>();
    int last = position;
    do {
      files.addAll(submittedAt(last));
      last--;
    } while (last >= 0 && !story.move(last).hasSnapshot());
    if (story.move(position).status() == DossierStatus.PROCESSED) {
      files.add(pdf("ket-qua", 9));
    }
    return files;
  }

  private List<GeneratedPdf> submittedAt(int position) {
    if (position == 0) {
      List<GeneratedPdf> files = new ArrayList<>();
      files.add(pdf("don-de-nghi", 1));
      for (int i = 2; i <= story.traits().files(); i++) {
        files.add(pdf("giay-to-kem-theo", i));
      }
      return files;
    }
    boolean afterSupplement =
        story.move(position - 1).status() == DossierStatus.SUPPLEMENT_REQUIRED;
    return afterSupplement ? List.of(pdf("giay-to-bo-sung", 8)) : List.of();
  }

  private GeneratedPdf pdf(String title, int number) {
    return GeneratedPdf.of(
        story.brief().code() + "_" + number, title, story.traits().padding() + 10 * number);
  }
}
