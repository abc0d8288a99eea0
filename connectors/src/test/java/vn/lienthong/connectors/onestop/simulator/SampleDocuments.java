package vn.lienthong.connectors.onestop.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Documents of a dossier that went the whole way: every part of the contract is in them. */
public final class SampleDocuments {
  public static final String CODE = "H38.101-261102-0001";

  private SampleDocuments() {}

  /** Its last snapshot. */
  public static Dossier dossier() {
    Story story = fullStory();
    return new StoryDocuments(story).snapshot(story.move(story.moves() - 1), 14);
  }

  /** One of its steps. */
  public static ProgressStep step() {
    Story story = fullStory();
    return new StoryDocuments(story).step(story.move(2), 4);
  }

  private static Story fullStory() {
    return LongStream.range(1, 1_000)
        .mapToObj(SampleDocuments::story)
        .filter(story -> story.moves() == Flow.SUPPLEMENT_AND_FEE.statuses().size())
        .findFirst()
        .orElseThrow();
  }

  private static Story story(long ordinal) {
    return Story.of(
        new Brief(
            ordinal,
            new DossierCode(CODE),
            1,
            new OfficeScene.ServedProcedure(
                new ProcedureCode("2.000815"), "Chứng thực", List.of("KQ.G15.000031")),
            new OfficeScene.Post("H38.101", "UBND xã"),
            Instant.parse("2026-11-02T00:30:00Z"),
            Optional.empty(),
            Optional.empty()));
  }
}
