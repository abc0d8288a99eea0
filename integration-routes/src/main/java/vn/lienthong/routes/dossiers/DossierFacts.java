package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.schemas.dossier.OwnerSystem;

/**
 * What the hub knows of a dossier towards one partner, whoever owns it.
 *
 * @param owner empty while no readable snapshot is captured
 * @param handling as the newest readable snapshot says
 * @param known whether the partner has the dossier
 */
public record DossierFacts(
    String partner, Optional<OwnerSystem> owner, Handling handling, boolean known, Dates dates) {

  /**
   * Who handles what, and how far it is.
   *
   * @param localStatus the one-stop system's code, in or outside the national list
   */
  public record Handling(
      Optional<String> procedure,
      Optional<String> agencyCode,
      Optional<String> agencyName,
      Optional<Integer> localStatus) {}

  /**
   * When.
   *
   * @param captured first by the hub
   */
  public record Dates(
      Instant captured,
      Optional<Instant> received,
      Optional<Instant> due,
      Optional<Instant> finished) {}
}
