package vn.lienthong.connectors.npsp.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the simulated adapter behaves.
 *
 * @param port TCP port on the loopback address; 0 takes a free one
 * @param data folder of the effects file; made when missing, locked while running
 * @param account who may call
 * @param paths provider paths of the three endpoints
 * @param sessionLifetime how long a session is valid after login
 * @param modes in which of the known or possible ways it behaves
 * @param signatures checking of requests, signing of answers
 * @param fetchFiles whether file links are fetched after the effect
 * @param durable whether each call is forced to the disk before it is answered; a plain write
 *     survives the kill of the process, not a power cut
 */
public record NpspSimulatorSettings(
    int port,
    Path data,
    Account account,
    Paths paths,
    Duration sessionLifetime,
    Modes modes,
    Signatures signatures,
    boolean fetchFiles,
    boolean durable) {

  public NpspSimulatorSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
    }
    if (sessionLifetime.isNegative() || sessionLifetime.isZero()) {
      throw new IllegalArgumentException("session lifetime must be positive: " + sessionLifetime);
    }
  }

  /** Who may call: user name and password of the login, and the destination code of each call. */
  public record Account(String username, String password, String dstcode) {
    @Override
    public String toString() {
      return "Account[" + username + ", " + dstcode + "]";
    }
  }

  /** Provider paths: login, two-way services, catalogue services. */
  public record Paths(String login, String integration, String share) {}

  /** What a second step row with equal content does. Which one the portal does is UNVERIFIED. */
  public enum Steps {
    /** Answered as success, no second row. */
    DEDUPLICATED,
    /** A second row. */
    APPENDED
  }

  /** What a call with good and bad items does. Which one the portal does is UNVERIFIED. */
  public enum Batch {
    /** All items or none. */
    ATOMIC,
    /** The good ones take effect although the call is answered as failed. */
    PARTLY_APPLIED
  }

  /** How error_code is written. */
  public enum ErrorCodes {
    /** Success is the text "00". */
    TEXT_00,
    /** Success is the text "0". */
    TEXT_0,
    /** A JSON number. */
    NUMBER
  }

  /** How the answer of a service is wrapped. */
  public enum Wrapping {
    /** As it is. */
    PLAIN,
    /** As JSON text in the field message, as a province's relay does. */
    MESSAGE_JSON
  }

  /** What an add of a known dossier does. */
  public enum KnownAdds {
    /** Refused with the text "đã tồn tại". */
    REFUSED,
    /** Taken: a fault of the portal that counts as applied twice. */
    ACCEPTED
  }

  /** The variants. */
  public record Modes(
      Steps steps, Batch batch, ErrorCodes errorCodes, Wrapping wrapping, KnownAdds knownAdds) {
    /** Steps deduplicated, batches atomic, "00", plain, known adds refused. */
    public static Modes usual() {
      return new Modes(
          Steps.DEDUPLICATED, Batch.ATOMIC, ErrorCodes.TEXT_00, Wrapping.PLAIN, KnownAdds.REFUSED);
    }

    public Modes withSteps(Steps other) {
      return new Modes(other, batch, errorCodes, wrapping, knownAdds);
    }

    public Modes withBatch(Batch other) {
      return new Modes(steps, other, errorCodes, wrapping, knownAdds);
    }

    public Modes withErrorCodes(ErrorCodes other) {
      return new Modes(steps, batch, other, wrapping, knownAdds);
    }

    public Modes withWrapping(Wrapping other) {
      return new Modes(steps, batch, errorCodes, other, knownAdds);
    }

    public Modes withKnownAdds(KnownAdds other) {
      return new Modes(steps, batch, errorCodes, wrapping, other);
    }
  }

  /** What is demanded of the header X-JWS-Signature on requests. */
  public enum RequestCheck {
    /** Not looked at. */
    OFF,
    /** Checked when it is there. */
    OPTIONAL,
    /** Must be there on every call but login. */
    REQUIRED
  }

  /**
   * Checking of requests and signing of answers.
   *
   * @param trustedCa PEM file with the certificates that a request's chain must end at; needed
   *     unless the check is off
   * @param answerKey key with which answers are signed; none = answers are not signed
   */
  public record Signatures(
      RequestCheck check, Optional<Path> trustedCa, Optional<AnswerKey> answerKey) {
    public Signatures {
      if (check != RequestCheck.OFF && trustedCa.isEmpty()) {
        throw new IllegalArgumentException("checking signatures needs a file of trusted CAs");
      }
    }

    /** Requests are not checked, answers not signed. */
    public static Signatures off() {
      return new Signatures(RequestCheck.OFF, Optional.empty(), Optional.empty());
    }
  }

  /** A key in a PKCS#12 file. Prints itself without the password. */
  public record AnswerKey(Path pkcs12, String password, String alias) {
    @Override
    public String toString() {
      return "AnswerKey[" + pkcs12 + ", " + alias + "]";
    }
  }

  /** A free port, the usual modes, no signatures, files fetched. */
  public static NpspSimulatorSettings of(Path data) {
    return new NpspSimulatorSettings(
        0,
        data,
        new Account("H38", "rehearsal", "VN:GOV:000.00.00.G22:vpcpdvcprovider"),
        new Paths("/mapi/login", "/mapi/g", "/mapi/share"),
        Duration.ofMinutes(30),
        Modes.usual(),
        Signatures.off(),
        true,
        false);
  }

  public NpspSimulatorSettings withPort(int other) {
    return new NpspSimulatorSettings(
        other, data, account, paths, sessionLifetime, modes, signatures, fetchFiles, durable);
  }

  public NpspSimulatorSettings withAccount(Account other) {
    return new NpspSimulatorSettings(
        port, data, other, paths, sessionLifetime, modes, signatures, fetchFiles, durable);
  }

  public NpspSimulatorSettings withPaths(Paths other) {
    return new NpspSimulatorSettings(
        port, data, account, other, sessionLifetime, modes, signatures, fetchFiles, durable);
  }

  public NpspSimulatorSettings withSessionLifetime(Duration other) {
    return new NpspSimulatorSettings(
        port, data, account, paths, other, modes, signatures, fetchFiles, durable);
  }

  public NpspSimulatorSettings withModes(Modes other) {
    return new NpspSimulatorSettings(
        port, data, account, paths, sessionLifetime, other, signatures, fetchFiles, durable);
  }

  public NpspSimulatorSettings withSignatures(Signatures other) {
    return new NpspSimulatorSettings(
        port, data, account, paths, sessionLifetime, modes, other, fetchFiles, durable);
  }

  public NpspSimulatorSettings withFetchFiles(boolean other) {
    return new NpspSimulatorSettings(
        port, data, account, paths, sessionLifetime, modes, signatures, other, durable);
  }

  public NpspSimulatorSettings withDurable(boolean other) {
    return new NpspSimulatorSettings(
        port, data, account, paths, sessionLifetime, modes, signatures, fetchFiles, other);
  }
}
