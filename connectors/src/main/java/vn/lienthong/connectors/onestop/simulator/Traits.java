package vn.lienthong.connectors.onestop.simulator;

import java.util.SplittableRandom;
import vn.lienthong.schemas.dossier.Applicant;
import vn.lienthong.schemas.dossier.Submission;

/** What chance decided about a dossier beyond its way through the office. */
record Traits(
    Applicant.Kind applicant,
    Submission.Channel channel,
    int files,
    int padding,
    long feeVnd,
    boolean paidLater,
    boolean digitised,
    boolean verified,
    boolean byPost,
    int workingDays,
    int officer) {

  static Traits draw(SplittableRandom random, Flow flow) {
    boolean feeOnTheWay = flow == Flow.SUPPLEMENT_AND_FEE;
    long fee = (1 + random.nextInt(40)) * 5_000L;
    boolean free = random.nextInt(100) < 50 && !feeOnTheWay;
    return new Traits(
        applicant(random.nextInt(100)),
        channel(random.nextInt(100)),
        1 + random.nextInt(3),
        600 + random.nextInt(1800),
        free ? 0 : fee,
        feeOnTheWay,
        random.nextInt(100) < 70,
        random.nextInt(100) < 60,
        random.nextInt(100) < 15,
        3 + random.nextInt(13),
        1 + random.nextInt(400));
  }

  private static Applicant.Kind applicant(int drawn) {
    if (drawn < 82) {
      return Applicant.Kind.CITIZEN;
    }
    return drawn < 96 ? Applicant.Kind.BUSINESS : Applicant.Kind.ORGANISATION;
  }

  private static Submission.Channel channel(int drawn) {
    if (drawn < 75) {
      return Submission.Channel.ONLINE;
    }
    return drawn < 96 ? Submission.Channel.DIRECT : Submission.Channel.PUBLIC_POST;
  }
}
