package vn.lienthong.signing.entry;

/** An entry of a version that a newer program wrote: neither right nor wrong for this one. */
public final class UnknownVersionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(String version) {
    super("an entry of version " + version);
  }
}
