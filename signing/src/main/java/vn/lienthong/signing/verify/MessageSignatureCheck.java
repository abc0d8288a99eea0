package vn.lienthong.signing.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.lienthong.signing.entry.LogEntry;
import vn.lienthong.signing.jws.Coverage;
import vn.lienthong.signing.jws.DetachedJws;

/** Re-checks the signatures of disclosed messages. */
final class MessageSignatureCheck {
  private static final String JWS = "JWS-detached";

  private final Findings findings;
  private final SortedMap<String, Long> unchecked = new TreeMap<>();
  private long right;

  MessageSignatureCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Checks one signature.
   *
   * @param body the message's exact bytes, when they are disclosed
   */
  void check(String name, LogEntry entry, String value, Optional<byte[]> body) {
    if (entry.field("signatureSha256").filter(sha256(value)::equals).isEmpty()) {
      findings.fault(
          "disclosure-differs",
          name,
          "signature is not what the entry commits to",
          "chữ ký không phải là điều mục này cam kết");
      return;
    }
    String format = entry.field("signatureFormat").orElse("?");
    boolean committed = entry.field("payload").isPresent();
    if (!format.equals(JWS)) {
      unchecked(format);
    } else if (committed && body.isEmpty()) {
      unchecked("body not disclosed");
    } else {
      jws(name, entry, value, committed ? body.orElseThrow() : new byte[0]);
    }
  }

  /** Where the entry commits to no body, there was none, or it was one that is never logged. */
  private void jws(String name, LogEntry entry, String value, byte[] body) {
    Coverage coverage =
        DetachedJws.coverage(value, body, entry.field("certificateSha256").orElse(""));
    switch (coverage) {
      case RIGHT -> right++;
      case CERTIFICATE_ELSEWHERE -> unchecked("certificate not in x5c");
      case WRONG -> {
        if (entry.field("payload").isEmpty()) {
          unchecked("no body is committed to");
          return;
        }
        findings.fault(
            "signature-wrong",
            name,
            "the message's signature is not over its bytes by the certificate that is named",
            "chữ ký bản tin không khớp với nội dung và chứng thư đã nêu");
      }
    }
  }

  private void unchecked(String why) {
    unchecked.merge(why, 1L, Long::sum);
  }

  void finish() {
    if (right > 0) {
      findings.note(
          "signature-right",
          "payloads",
          right + " signatures of messages are right; whom their certificates bind is apart",
          right + " chữ ký bản tin đúng; chứng thư thuộc về ai cần xem riêng");
    }
    unchecked.forEach(
        (why, count) ->
            findings.note(
                "signature-unchecked",
                "payloads",
                count + " signatures of messages were not re-checked: " + why,
                count + " chữ ký bản tin chưa kiểm lại: " + why));
  }

  private static String sha256(String value) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
