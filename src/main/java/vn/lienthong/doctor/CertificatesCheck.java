package vn.lienthong.doctor;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * The certificates that the hub signs with and the roots that it believes: how long they last,
 * whether key and chain fit, whether one was revoked.
 */
final class CertificatesCheck {
  private static final List<Integer> DAYS = List.of(1, 7, 14, 30, 60);
  private static final int ALARM_DAYS = 7;

  private final KeyStoreFile keys;
  private final TrustAnchors anchors;
  private final Clock clock;

  CertificatesCheck(KeyStoreFile keys, TrustAnchors anchors, Clock clock) {
    this.keys = keys;
    this.anchors = anchors;
    this.clock = clock;
  }

  private record Named(String name, X509Certificate certificate) {}

  private List<SigningKey> signingKeys() {
    return keys.dates().stream().map(one -> keys.signingKey(one.alias())).toList();
  }

  List<Finding> look() {
    Findings findings = new Findings("certificates");
    Instant now = clock.instant();
    List<SigningKey> own = signingKeys();
    List<Named> all = new ArrayList<>();
    own.forEach(one -> all.add(new Named(one.alias(), one.certificate())));
    anchors
        .certificates()
        .forEach(one -> all.add(new Named(one.getSubjectX500Principal().getName(), one)));
    List<Named> lasting = all.stream().filter(one -> lasts(one, now, findings)).toList();
    lasting.stream()
        .mapToLong(one -> daysLeft(one.certificate(), now))
        .min()
        .ifPresent(least -> findings.ok("last", lasting.size(), least));
    List<SigningKey> wrong = own.stream().filter(one -> !fits(one)).toList();
    wrong.forEach(one -> findings.problem("key-differs", one.alias()));
    if (wrong.isEmpty()) {
      findings.ok("keys-fit", own.size());
    }
    List<String> cut =
        own.stream().filter(one -> !isComplete(one.chain())).map(SigningKey::alias).toList();
    if (cut.isEmpty()) {
      findings.ok("chains", own.size());
    } else {
      findings.warning("chain-cut", String.join(", ", cut));
    }
    return findings.list();
  }

  private static boolean lasts(Named one, Instant now, Findings findings) {
    X509Certificate certificate = one.certificate();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      findings.problem("ended", one.name(), end);
      return false;
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      findings.problem("not-yet", one.name(), certificate.getNotBefore().toInstant());
      return false;
    }
    return lasts(one.name(), end, now, findings);
  }

  private static boolean lasts(String name, Instant end, Instant now, Findings findings) {
    long left = Duration.between(now, end).toDays();
    Optional<Integer> mark = DAYS.stream().filter(days -> left < days).findFirst();
    mark.ifPresent(days -> findings.bad(days <= ALARM_DAYS, "ends", name, left, end, days));
    return mark.isEmpty();
  }

  private static long daysLeft(X509Certificate certificate, Instant now) {
    return Duration.between(now, certificate.getNotAfter().toInstant()).toDays();
  }

  /** Signs something and verifies it by the certificate. */
  private static boolean fits(SigningKey key) {
    try {
      byte[] text = key.alias().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      Signature signature = Signature.getInstance(algorithm(key.key()));
      signature.initSign(key.key());
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(key.certificate().getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }

  private boolean isComplete(List<X509Certificate> chain) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!isIssued(chain.get(i), chain.get(i + 1))) {
        return false;
      }
    }
    X509Certificate last = chain.getLast();
    return isIssued(last, last)
        || anchors.certificates().stream().anyMatch(anchor -> isIssued(last, anchor));
  }

  private static boolean isIssued(X509Certificate certificate, X509Certificate by) {
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** An issuer whose service gives no answer is not asked for its other certificates. */
  List<Finding> revocation() {
    Findings findings = new Findings("certificates");
    List<String> good = new ArrayList<>();
    List<String> nobody = new ArrayList<>();
    Map<X509Certificate, String> silent = new HashMap<>();
    Instant now = clock.instant();
    for (SigningKey key : signingKeys()) {
      Optional<X509Certificate> issuer = issuer(key);
      if (issuer.isEmpty() || now.isAfter(key.certificate().getNotAfter().toInstant())) {
        continue; // told already
      }
      if (silent.containsKey(issuer.get())) {
        findings.unknown("revocation-silent", key.alias(), silent.get(issuer.get()));
        continue;
      }
      switch (Revocation.ask(key.certificate(), issuer.get(), now)) {
        case Revocation.Answer.Good _ -> good.add(key.alias());
        case Revocation.Answer.NamesNobody _ -> nobody.add(key.alias());
        case Revocation.Answer.Revoked(String text) ->
            findings.problem("revoked", key.alias(), text);
        case Revocation.Answer.NoAnswer(String text) -> {
          silent.put(issuer.get(), text);
          findings.unknown("revocation-silent", key.alias(), text);
        }
      }
    }
    if (!good.isEmpty()) {
      findings.ok("not-revoked", String.join(", ", good));
    }
    if (!nobody.isEmpty()) {
      findings.unknown("revocation-nobody", String.join(", ", nobody));
    }
    return findings.list();
  }

  private Optional<X509Certificate> issuer(SigningKey key) {
    List<X509Certificate> candidates = new ArrayList<>(key.chain());
    candidates.addAll(anchors.certificates());
    return candidates.stream().skip(1).filter(one -> isIssued(key.certificate(), one)).findFirst();
  }

  /** The hub keeps a client's fingerprint and the end of its certificate, and not the rest. */
  static List<Finding> ofClients(RegisterClient clients, Instant now) {
    Findings findings = new Findings("certificates");
    List<String> unknown = new ArrayList<>();
    for (RegisterClient.Registered one : clients.list()) {
      if (one.active() && one.signs()) {
        one.certificateUntil()
            .ifPresentOrElse(
                end -> {
                  if (now.isAfter(end)) {
                    findings.problem("ended", one.name(), end);
                  } else {
                    lasts(one.name(), end, now, findings);
                  }
                },
                () -> unknown.add(one.name()));
      }
    }
    if (!unknown.isEmpty()) {
      findings.unknown("clients", String.join(", ", unknown));
    }
    return findings.list();
  }
}
