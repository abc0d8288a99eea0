package vn.lienthong.connectors.onestop.simulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.lienthong.connectors.onestop.simulator.OfficeBooks.Open;
import vn.lienthong.connectors.onestop.simulator.Story.Move;

/**
 * Works off the open dossiers, several at a time in mixed order, in transactions of one to four of
 * them. Some are rolled back. Now and then a second connection holds a transaction open while the
 * first goes on: it either writes early and commits late, or takes its transaction id early and
 * writes late, so that neither the feed's sequence nor its transaction ids follow the commits.
 */
final class Shift {
  private static final int WINDOW = 40;
  private static final long NANOS = 1_000_000_000L;

  private final Connection front;
  private final Connection back;
  private final OfficeBooks frontBooks;
  private final OfficeBooks backBooks;
  private final double rollbackShare;
  private final Optional<Double> perSecond;
  private final SplittableRandom random;
  private final CountDownLatch stop;
  private final Tally tally = new Tally();

  private final List<Open> desk = new ArrayList<>();
  private final List<Open> next = new ArrayList<>();
  private Optional<Held> held = Optional.empty();
  private long lastOrdinal;
  private long admitted;

  /** A transaction held open: what it wrote, and after how many others it ends. */
  private record Held(List<Open> written, int remaining) {
    Held sooner() {
      return new Held(written, remaining - 1);
    }
  }

  /** What was committed and what not. */
  static final class Tally {
    long dossiers;
    long steps;
    long snapshots;
    long rolledBack;
    long heldOpen;

    private void add(List<Open> made) {
      for (Open open : made) {
        Move move = open.next();
        dossiers += move.position() == 0 ? 1 : 0;
        steps += move.hasStep() ? 1 : 0;
        snapshots += move.hasSnapshot() ? 1 : 0;
      }
    }
  }

  Shift(
      Connection front, Connection back, OfficeScene scene, OfficePlan plan, CountDownLatch stop) {
    this.front = front;
    this.back = back;
    this.frontBooks = new OfficeBooks(front, scene);
    this.backBooks = new OfficeBooks(back, scene);
    this.rollbackShare = plan.rollbackShare();
    this.perSecond = plan.dossiersPerSecond();
    this.random = new SplittableRandom(plan.seed());
    this.stop = stop;
  }

  /** Works until nothing is open or somebody says stop. */
  Tally work() throws SQLException, InterruptedException {
    long start = System.nanoTime();
    while (stop.getCount() > 0) {
      admit(start);
      if (!desk.isEmpty()) {
        transact();
      } else if (held.isPresent()) {
        endHeld(held.get());
      } else if (next.isEmpty()) {
        return tally;
      } else {
        awaitNext(start);
      }
    }
    if (held.isPresent()) {
      endHeld(held.get());
    }
    return tally;
  }

  private void admit(long start) throws SQLException {
    if (next.isEmpty()) {
      next.addAll(frontBooks.openAfter(lastOrdinal, 500));
    }
    while (!next.isEmpty() && desk.size() < WINDOW && untilDue(start) <= 0) {
      Open open = next.removeFirst();
      lastOrdinal = open.story().brief().ordinal();
      admitted++;
      desk.add(open);
    }
  }

  // Nanoseconds until the next dossier may be admitted.
  private long untilDue(long start) {
    return perSecond
        .map(rate -> (long) (admitted / rate * NANOS) - (System.nanoTime() - start))
        .orElse(0L);
  }

  // Returns at once when somebody says stop; the loop looks.
  private void awaitNext(long start) throws InterruptedException {
    boolean stopped = stop.await(Math.max(1, untilDue(start)), TimeUnit.NANOSECONDS);
    if (stopped) {
      next.clear();
    }
  }

  private void transact() throws SQLException {
    if (held.isEmpty() && random.nextInt(12) == 0) {
      hold();
      return;
    }
    List<Open> chosen = take(1 + random.nextInt(4));
    finish(front, chosen, write(frontBooks, chosen));
    if (held.isPresent()) {
      Held shorter = held.get().sooner();
      held = Optional.of(shorter);
      if (shorter.remaining() <= 0) {
        endHeld(shorter);
      }
    }
  }

  private void hold() throws SQLException {
    boolean writesEarly = random.nextBoolean();
    List<Open> written = List.of();
    if (writesEarly) {
      written = write(backBooks, take(1 + random.nextInt(2)));
    } else {
      try (var statement = back.createStatement()) {
        statement.execute("SELECT pg_current_xact_id()");
      }
    }
    tally.heldOpen++;
    held = Optional.of(new Held(written, 2 + random.nextInt(6)));
  }

  private void endHeld(Held ending) throws SQLException {
    held = Optional.empty();
    if (ending.written().isEmpty() && !desk.isEmpty()) {
      // The dossier that moved last: its later version gets the earlier transaction id.
      List<Open> late = List.of(desk.removeLast());
      finish(back, late, write(backBooks, late));
    } else {
      finish(back, ending.written(), ending.written());
    }
  }

  private List<Open> take(int count) {
    List<Open> chosen = new ArrayList<>();
    while (chosen.size() < count && !desk.isEmpty()) {
      int place = random.nextInt(desk.size());
      chosen.add(desk.set(place, desk.getLast()));
      desk.removeLast();
    }
    return chosen;
  }

  private static List<Open> write(OfficeBooks books, List<Open> chosen) throws SQLException {
    List<Open> made = new ArrayList<>();
    for (Open open : chosen) {
      if (books.advance(open)) {
        made.add(open);
      }
    }
    return made;
  }

  private void finish(Connection connection, List<Open> chosen, List<Open> made)
      throws SQLException {
    if (random.nextDouble() < rollbackShare) {
      connection.rollback();
      tally.rolledBack++;
      desk.addAll(chosen);
      return;
    }
    connection.commit();
    tally.add(made);
    for (Open open : made) {
      if (!open.endsWithNext() && !open.isPlanted()) {
        desk.add(open.moved());
      }
    }
  }
}
