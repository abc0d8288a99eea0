package vn.lienthong.routes.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What all nodes on one database must have alike, known by its digest: a feature tells it as a
 * bean, and a node that differs from a living one is not let in.
 *
 * @param setting the setting that gives it, such as hub.keys.session-key
 * @param sha256 of the value, 32 bytes
 */
public record SharedValue(String setting, byte[] sha256) {
  public SharedValue {
    sha256 = sha256.clone();
  }

  /** Of a key or a name; two settings with equal bytes have different digests. */
  public static SharedValue of(String setting, byte[] value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((setting + "\n").getBytes(StandardCharsets.UTF_8));
      return new SharedValue(setting, digest.digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** True when this digest is the one given. */
  public boolean is(byte[] other) {
    return Arrays.equals(sha256, other);
  }

  @Override
  public String toString() {
    return "SharedValue[" + setting + "]";
  }
}
