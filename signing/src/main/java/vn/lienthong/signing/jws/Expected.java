package vn.lienthong.signing.jws;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.lienthong.signing.policy.SignaturePolicy;

/**
 * What the real call was, to hold a signature against.
 *
 * @param audience who the message is for
 * @param method HTTP method of the call
 * @param path path of the call
 * @param status of the answer; empty for a request
 * @param requestDigest of the request that is answered; empty for a request
 * @param window how far iat may lie from now, either way
 * @param algorithms which are read
 */
public record Expected(
    String audience,
    String method,
    String path,
    OptionalInt status,
    Optional<String> requestDigest,
    Duration window,
    Set<SignaturePolicy> algorithms) {
  private static final Set<SignaturePolicy> USUAL =
      Set.of(SignaturePolicy.ES256, SignaturePolicy.ES384, SignaturePolicy.PS256);

  public Expected {
    algorithms = Set.copyOf(algorithms);
  }

  /** A request, within five minutes. */
  public static Expected request(String audience, String method, String path) {
    return new Expected(
        audience,
        method,
        path,
        OptionalInt.empty(),
        Optional.empty(),
        Duration.ofMinutes(5),
        USUAL);
  }

  /** The answer to a request whose JWS had this digest. */
  public static Expected answer(
      String audience, String method, String path, int status, String requestDigest) {
    return new Expected(
        audience,
        method,
        path,
        OptionalInt.of(status),
        Optional.of(requestDigest),
        Duration.ofMinutes(5),
        USUAL);
  }
}
