package vn.lienthong.routes.messagelog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A payload cut into what belongs to one dossier each and, last, what belongs to none. A payload
 * without segments is one piece.
 */
record PayloadCut(List<Piece> pieces) {

  /**
   * Bytes that are stored, salted and erased together.
   *
   * @param startsAt offset in the payload; empty for the piece that fills the gaps in order
   */
  record Piece(Optional<Integer> startsAt, Optional<String> dossier, byte[] bytes) {}

  static PayloadCut of(EntryDraft.Payload payload, Optional<String> dossier) {
    byte[] all = payload.bytes();
    if (payload.segments().isEmpty()) {
      return new PayloadCut(List.of(new Piece(Optional.of(0), dossier, all)));
    }
    List<Piece> pieces = new ArrayList<>();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int at = 0;
    for (EntryDraft.Segment segment : payload.segments()) {
      if (segment.from() < at || segment.to() < segment.from() || segment.to() > all.length) {
        throw new IllegalArgumentException(
            "segments must be in order, apart and inside the payload of %d bytes: %d to %d"
                .formatted(all.length, segment.from(), segment.to()));
      }
      rest.write(all, at, segment.from() - at);
      pieces.add(
          new Piece(
              Optional.of(segment.from()),
              Optional.of(segment.dossier()),
              Arrays.copyOfRange(all, segment.from(), segment.to())));
      at = segment.to();
    }
    rest.write(all, at, all.length - at);
    pieces.add(new Piece(Optional.empty(), Optional.empty(), rest.toByteArray()));
    return new PayloadCut(List.copyOf(pieces));
  }

  /** Puts the pieces together again. */
  static byte[] join(List<Piece> pieces) {
    byte[] all = new byte[pieces.stream().mapToInt(p -> p.bytes().length).sum()];
    boolean[] taken = new boolean[all.length];
    byte[] rest = new byte[0];
    for (Piece piece : pieces) {
      if (piece.startsAt().isEmpty()) {
        rest = piece.bytes();
        continue;
      }
      int start = piece.startsAt().get();
      System.arraycopy(piece.bytes(), 0, all, start, piece.bytes().length);
      Arrays.fill(taken, start, start + piece.bytes().length, true);
    }
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (!taken[i]) {
        all[i] = rest[next++];
      }
    }
    return all;
  }
}
