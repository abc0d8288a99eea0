package vn.lienthong.routes.messagelog;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import vn.lienthong.signing.entry.Commitment;

/** The rows of some drafts, gathered so that one statement writes them all. */
final class AppendBatch {
  private final SecureRandom random;
  private final Instant now;
  private final List<EntryRow> entries = new ArrayList<>();
  private final List<SegmentRow> segments = new ArrayList<>();
  private final List<SecretRow> secrets = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();

  /** Place in {@link #segments} of the bytes that an item of a call commits to. */
  private final Map<ItemKey, Integer> segmentOfItem = new HashMap<>();

  AppendBatch(SecureRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  /** One row of messagelog.entry. */
  record EntryRow(UUID id, EntryDraft draft, byte[] bytes) {}

  /** One row of messagelog.segment. */
  record SegmentRow(
      UUID entry,
      int position,
      byte[] commitment,
      Optional<Integer> startsAt,
      int length,
      Optional<UUID> item,
      byte[] cipher) {
    private SegmentRow withItem(UUID itemEntry) {
      return new SegmentRow(
          entry, position, commitment, startsAt, length, Optional.of(itemEntry), cipher);
    }
  }

  /** One row of messagelog.secret. */
  record SecretRow(
      UUID entry,
      SecretPurpose purpose,
      int position,
      byte[] salt,
      Optional<byte[]> key,
      Optional<String> value) {}

  private record ItemKey(String callId, int position) {}

  List<EntryRow> entries() {
    return entries;
  }

  List<SegmentRow> segments() {
    return segments;
  }

  List<SecretRow> secrets() {
    return secrets;
  }

  /** Requests that these drafts leave without an answer. */
  List<EntryRow> opened() {
    return entries.stream()
        .filter(e -> e.draft().kind() == EntryDraft.Kind.REQUEST)
        .filter(e -> !answered.contains(e.draft().call().callId()))
        .toList();
  }

  /** Ids of the calls that these drafts answer. */
  Set<String> answered() {
    return answered;
  }

  void add(UUID id, EntryDraft draft, OptionalLong counter) {
    if (draft.kind() == EntryDraft.Kind.ANSWER) {
      answered.add(draft.call().callId());
    }
    EntryForm.Added added =
        new EntryForm.Added(
            now,
            commitment(id, draft),
            draft.about().dossier().map(d -> digest(id, SecretPurpose.DOSSIER, d)),
            draft.about().caller().map(c -> digest(id, SecretPurpose.CALLER, c)),
            counter);
    entries.add(new EntryRow(id, draft, EntryForm.bytes(draft, added)));
  }

  private Optional<byte[]> commitment(UUID id, EntryDraft draft) {
    if (draft.payload().isPresent() || draft.signature().isPresent()) {
      byte[] salt = random(Commitment.SALT_BYTES);
      secrets.add(
          new SecretRow(
              id,
              SecretPurpose.PAYLOAD,
              0,
              salt,
              Optional.empty(),
              draft.signature().map(EntryDraft.Signature::value)));
      return draft.payload().map(p -> store(id, draft, p, salt));
    }
    if (draft.kind() != EntryDraft.Kind.ITEM) {
      return Optional.empty();
    }
    int row =
        draft
            .call()
            .position()
            .flatMap(p -> Optional.ofNullable(segmentOfItem.get(key(draft, p))))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "an item commits to a segment of the payload before it: " + draft.call()));
    return Optional.of(segments.set(row, segments.get(row).withItem(id)).commitment());
  }

  private byte[] store(UUID id, EntryDraft draft, EntryDraft.Payload payload, byte[] salt) {
    List<PayloadCut.Piece> pieces = PayloadCut.of(payload, draft.about().dossier()).pieces();
    for (int position = 0; position < pieces.size(); position++) {
      PayloadCut.Piece piece = pieces.get(position);
      byte[] pieceSalt = pieces.size() == 1 ? salt : random(Commitment.SALT_BYTES);
      byte[] key = random(SegmentCipher.KEY_BYTES);
      if (position < payload.segments().size()) {
        segmentOfItem.put(key(draft, position), segments.size());
      }
      segments.add(
          new SegmentRow(
              id,
              position,
              Commitment.of(pieceSalt, piece.bytes()),
              piece.startsAt(),
              piece.bytes().length,
              Optional.empty(),
              SegmentCipher.encrypt(key, piece.bytes())));
      secrets.add(
          new SecretRow(
              id, SecretPurpose.SEGMENT, position, pieceSalt, Optional.of(key), piece.dossier()));
    }
    return Commitment.of(salt, payload.bytes());
  }

  private byte[] digest(UUID id, SecretPurpose purpose, String value) {
    byte[] salt = random(Commitment.SALT_BYTES);
    secrets.add(new SecretRow(id, purpose, 0, salt, Optional.empty(), Optional.of(value)));
    return EntryForm.saltedDigest(salt, value);
  }

  private static ItemKey key(EntryDraft draft, int position) {
    return new ItemKey(draft.call().callId(), position);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
