package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import vn.lienthong.signing.entry.Commitment;
import vn.lienthong.signing.entry.LogEntry;

/** Turns a draft into the bytes that become a leaf. */
final class EntryForm {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private EntryForm() {}

  /** What only the log knows of an entry. */
  record Added(
      Instant time,
      Optional<byte[]> payload,
      Optional<byte[]> dossier,
      Optional<byte[]> caller,
      OptionalLong counter) {}

  static byte[] bytes(EntryDraft draft, Added added) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("v", LogEntry.VERSION);
    fields.put("kind", draft.kind().name());
    fields.put("time", LogEntry.time(added.time()));
    fields.put("direction", draft.direction().name());
    fields.put("partner", capped(draft.partner()));
    fields.put("service", capped(draft.service()));
    fields.put("correlation", capped(draft.call().correlationId()));
    fields.put("message", capped(draft.call().messageId()));
    fields.put("call", capped(draft.call().callId()));
    draft.call().position().ifPresent(p -> fields.put("position", p.toString()));
    added.caller().ifPresent(d -> fields.put("caller", hex(d)));
    added.dossier().ifPresent(d -> fields.put("dossier", hex(d)));
    draft.about().procedure().ifPresent(p -> fields.put("procedure", capped(p)));
    added.payload().ifPresent(d -> fields.put("payload", hex(d)));
    draft.signature().ifPresent(s -> putSignature(fields, s));
    added.counter().ifPresent(n -> fields.put("counter", Long.toString(n)));
    draft.outcome().ifPresent(o -> putOutcome(fields, o));
    return new LogEntry(fields).bytes();
  }

  private static void putSignature(Map<String, String> fields, EntryDraft.Signature signature) {
    fields.put("signatureFormat", capped(signature.format()));
    fields.put("signatureSha256", hex(sha256(signature.value().getBytes(StandardCharsets.UTF_8))));
    String certificate = signature.certificateSha256().toLowerCase(Locale.ROOT);
    if (DIGEST.matcher(certificate).matches()) {
      fields.put("certificateSha256", certificate);
    }
  }

  private static void putOutcome(Map<String, String> fields, EntryDraft.Outcome outcome) {
    fields.put("outcome", capped(outcome.name()));
    outcome.errorCode().ifPresent(e -> fields.put("error", capped(e)));
    outcome.httpStatus().ifPresent(s -> fields.put("status", s.toString()));
  }

  /** The value as it may stand in an entry and in a search column. */
  static String capped(String value) {
    return LogEntry.capped(value);
  }

  /** SHA-256(salt || value in UTF-8): how personal values appear in an entry. */
  static byte[] saltedDigest(byte[] salt, String value) {
    return Commitment.of(salt, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
