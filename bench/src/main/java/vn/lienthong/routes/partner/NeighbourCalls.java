package vn.lienthong.routes.partner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.store.EvenClock;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * Calls to a second partner beside the portal, which speaks as the portal does, unsigned, with a
 * session, limits and a circuit of its own.
 */
public final class NeighbourCalls {
  private NeighbourCalls() {}

  /** What speaks to the partner at this address. */
  public static NpspConnector connector(NpspProperties npsp, URI address, Clock clock) {
    NpspProfile portal = npsp.profile();
    NpspProfile.Addresses there = portal.addresses();
    return new NpspConnector(
        new NpspProfile(
            new NpspProfile.Addresses(
                address, Optional.empty(), there.paths(), there.dstcode(), there.dstcodePlace()),
            portal.account(),
            portal.guarantees(),
            portal.tables()),
        clock);
  }

  /** Calls to it, at the pace of the partner of this name. */
  public static NpspCalls to(
      String partner,
      NpspConnector connector,
      DataSource database,
      Path sessionKey,
      MessageLog log,
      TransactionTemplate transactions,
      Paces paces,
      Clock clock) {
    EvenClock even = new EvenClock(clock);
    return new NpspCalls(
            Optional.of(new NpspCalls.Login(connector::prepareLogin, connector::readLogin)),
            new HttpSender(Duration.ofSeconds(5))::send,
            new NpspSessions(database, SessionCipher.withKeyIn(sessionKey), even),
            new MessageSigner(
                Optional.empty(),
                new MessageSigner.Trust(SignedAnswers.OFF, TrustAnchors.of(List.of()), ""),
                clock),
            new CallJournal(JdbcClient.create(database), log),
            new PartnerLimits(partner, () -> paces.of(partner), even),
            transactions)
        .keepingNoSession();
  }
}
